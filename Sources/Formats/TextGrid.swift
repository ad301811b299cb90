import JSON

/// Cells of text that stand in aligned columns (对齐文本), however wide their characters are.
///
/// Whatever a text holds, a cell stays on its line and sends nothing to the terminal but printable characters.
struct TextGrid: Sendable {
    private let alignments: [Alignment]
    /// Spaces in front of each column but the first.
    private let gaps: [Int]
    private var bytes: [UInt8] = []
    private var cells: [(end: Int, width: Int)] = []

    enum Alignment: Sendable {
        case left, right
    }

    init(_ alignments: [Alignment], gaps: [Int]? = nil) {
        self.alignments = alignments
        self.gaps = gaps ?? Array(repeating: 2, count: max(alignments.count - 1, 0))
    }

    mutating func add(_ text: String, limit: Int = .max) {
        var width = 0
        // Where the text would have to be cut to leave room for the ellipsis.
        var cut = (end: bytes.count, width: 0)
        var previous: Unicode.Scalar = " "
        for scalar in text.unicodeScalars {
            defer { previous = scalar }
            if scalar == "\n", previous == "\r" { continue }
            guard let shown = Self.harmless(scalar) else { continue }
            bytes.append(contentsOf: UTF8.encode(shown) ?? UTF8.encodedReplacementCharacter)
            width += DisplayWidth.of(shown)
            if width > limit {
                bytes.removeSubrange(cut.end...)
                bytes.append(contentsOf: "…".utf8)
                width = cut.width + 1
                break
            }
            if width < limit { cut = (bytes.count, width) }
        }
        cells.append((bytes.count, width))
    }

    /// Adds what `fill` writes at the end of the writer, which is taken back from there.
    mutating func add(
        limit: Int = .max,
        through out: inout ByteWriter,
        _ fill: (inout ByteWriter) -> Void
    ) {
        let mark = out.count
        fill(&out)
        let text = out.withBytes { String(decoding: $0[mark...], as: UTF8.self) }
        out.truncate(to: mark)
        add(text.isEmpty ? "-" : text, limit: limit)
    }

    /// Writes the lines; with a header, the first row is followed by dashes.
    func write(into out: inout ByteWriter, hasHeader: Bool) {
        let columns = alignments.count
        guard columns > 0 else { return }
        var widths = [Int](repeating: 0, count: columns)
        for (index, cell) in cells.enumerated() { widths[index % columns] = max(widths[index % columns], cell.width) }
        for row in 0..<cells.count / columns {
            writeRow(row, widths, into: &out)
            guard hasHeader, row == 0 else { continue }
            for (column, width) in widths.enumerated() {
                if column > 0 { out.append(repeating: UInt8(ascii: " "), count: gaps[column - 1]) }
                out.append(repeating: UInt8(ascii: "-"), count: width)
            }
            out.append(UInt8(ascii: "\n"))
        }
    }

    private func writeRow(_ row: Int, _ widths: [Int], into out: inout ByteWriter) {
        let columns = alignments.count
        // Spaces are owed until something follows, so that no line ends in them.
        var owed = 0
        for column in 0..<columns {
            let index = row * columns + column
            let start = index == 0 ? 0 : cells[index - 1].end
            let rest = widths[column] - cells[index].width
            if column > 0 { owed += gaps[column - 1] }
            if alignments[column] == .right { owed += rest }
            if cells[index].end > start {
                out.append(repeating: UInt8(ascii: " "), count: owed)
                owed = 0
                bytes.withUnsafeBytes { out.append(UnsafeRawBufferPointer(rebasing: $0[start..<cells[index].end])) }
            } else {
                owed += cells[index].width
            }
            if alignments[column] == .left { owed += rest }
        }
        out.append(UInt8(ascii: "\n"))
    }

    /// Line breaks become a sign, controls a space; what turns the direction of the text around is left out, since it
    /// can make a line read as another (Trojan Source, CVE-2021-42574).
    private static func harmless(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
        switch scalar.value {
        case 0x0A, 0x0D, 0x85, 0x2028, 0x2029: "↵"
        case 0..<0x20, 0x7F..<0xA0: " "
        case 0x061C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: nil
        default: scalar
        }
    }
}
