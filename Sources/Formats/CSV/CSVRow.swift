/// One row of a table as it was read (行): its cells, and where it stood in the file.
package struct CSVRow: Sendable, Hashable {
    /// From 1, as a spreadsheet counts: rows, not lines.
    package private(set) var number = 1
    /// The line of the file in which it begins, from 1.
    package private(set) var line = 1
    /// All cells behind one another.
    var bytes: [UInt8] = []
    private var ends: [Int] = []

    /// How many cells it has.
    package var count: Int { ends.count }

    /// Whether no cell has been ended yet.
    var isEmpty: Bool { ends.isEmpty }

    package var cells: [String] {
        var start = 0
        return ends.map { end in
            defer { start = end }
            return String(decoding: bytes[start..<end], as: UTF8.self)
        }
    }

    /// Forgets what has come of the cell that is not ended.
    mutating func dropCell() { bytes.removeSubrange((ends.last ?? 0)...) }

    mutating func endCell() { ends.append(bytes.count) }

    /// Becomes the empty row behind this one; the memory is kept.
    mutating func beginNext(line: Int) {
        number += 1
        self.line = line
        bytes.removeAll(keepingCapacity: true)
        ends.removeAll(keepingCapacity: true)
    }
}
