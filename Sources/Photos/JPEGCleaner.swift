/// Takes out of a JPEG whatever is not needed to show it (JPEG 清理): ITU-T T.81 annex B.
///
/// Of the application segments the frame of JFIF, the color profile and Adobe's color transform stay; comments, EXIF, XMP,
/// IPTC, previews and what makers add go, and so does everything behind the end of the picture, where telephones append
/// further pictures with camera data of their own.
struct JPEGCleaner {
    private var hasFrame = false
    private var hasScan = false
    private var hasOrientation = false

    mutating func clean(_ input: inout PieceReader, _ output: inout PieceWriter) throws {
        guard try input.bytes(2) == [0xFF, 0xD8] else { throw PhotoFault.malformed }
        try output.append([0xFF, 0xD8])
        while true {
            let marker = try Self.marker(&input)
            if marker == 0xD9 {
                guard hasFrame, hasScan else { throw PhotoFault.malformed }
                return try output.append([0xFF, 0xD9])
            }
            let length = try input.number(2) - 2
            guard length >= 0 else { throw PhotoFault.malformed }
            try segment(marker, length, &input, &output)
        }
    }

    /// The code of the next marker, behind any fill bytes.
    private static func marker(_ input: inout PieceReader) throws -> UInt8 {
        guard try input.byte() == 0xFF else { throw PhotoFault.malformed }
        while true {
            let code = try input.byte()
            if code != 0xFF { return code }
        }
    }

    private mutating func segment(
        _ marker: UInt8,
        _ length: Int,
        _ input: inout PieceReader,
        _ output: inout PieceWriter
    ) throws {
        switch marker {
        case 0xC0...0xC3, 0xC5...0xC7, 0xC9...0xCB, 0xCD...0xCF:
            hasFrame = true
            try keep(marker, length, &input, &output)
        // Tables of Huffman and arithmetic codes, of quantization; restart interval; lines, hierarchy.
        case 0xC4, 0xCC, 0xDB, 0xDC, 0xDD, 0xDE, 0xDF: try keep(marker, length, &input, &output)
        case 0xDA:
            guard hasFrame else { throw PhotoFault.malformed }
            hasScan = true
            try keep(marker, length, &input, &output)
            try Self.scan(&input, &output)
        case 0xE0: try frame(length, &input, &output)
        case 0xE1: try camera(length, &input, &output)
        case 0xE2: try keep(marker, length, &input, &output, ifNamed: "ICC_PROFILE\0")
        case 0xEE: try keep(marker, min(length, 12), &input, &output, ifNamed: "Adobe", of: length)
        case 0xE3...0xEF, 0xFE: try input.skip(length)
        default: throw PhotoFault.malformed
        }
    }

    private func keep(_ marker: UInt8, _ length: Int, _ input: inout PieceReader, _ output: inout PieceWriter) throws {
        try output.append(Self.head(marker, length))
        try input.copy(length, to: &output)
    }

    /// Keeps the first bytes of a segment that begins with a name, and drops one that does not.
    private func keep(
        _ marker: UInt8,
        _ length: Int,
        _ input: inout PieceReader,
        _ output: inout PieceWriter,
        ifNamed name: String,
        of whole: Int? = nil
    ) throws {
        let rest = (whole ?? length) - length
        let start = try input.bytes(min(length, name.utf8.count))
        if start.elementsEqual(name.utf8) {
            try output.append(Self.head(marker, length) + start)
            try input.copy(length - start.count, to: &output)
        } else {
            try input.skip(length - start.count)
        }
        try input.skip(rest)
    }

    /// The frame of JFIF without the preview that it may carry, which may show what was cut off the photo.
    private func frame(_ length: Int, _ input: inout PieceReader, _ output: inout PieceWriter) throws {
        let start = try input.bytes(min(length, 14))
        try input.skip(length - start.count)
        guard start.count == 14, start.starts(with: "JFIF\0".utf8) else { return }
        try output.append(Self.head(0xE0, 14) + start.prefix(12) + [0, 0])
    }

    private mutating func camera(_ length: Int, _ input: inout PieceReader, _ output: inout PieceWriter) throws {
        let bytes = try input.bytes(length)
        guard !hasOrientation, bytes.starts(with: Self.name),
            let orientation = Orientation(tiff: bytes.dropFirst(Self.name.count))
        else { return }
        hasOrientation = true
        try output.append(Self.head(0xE1, Self.name.count + orientation.tiff.count) + Self.name + orientation.tiff)
    }

    private static let name = Array("Exif\0\0".utf8)

    private static func head(_ marker: UInt8, _ length: Int) -> [UInt8] {
        [0xFF, marker, UInt8((length + 2) >> 8), UInt8((length + 2) & 0xFF)]
    }

    /// The coded picture, up to a marker that is none of the picture's own; the marker is left to be read.
    private static func scan(_ input: inout PieceReader, _ output: inout PieceWriter) throws {
        while true {
            try input.copy(upTo: 0xFF, to: &output)
            guard let code = try input.peek(behind: 0xFF) else { throw PhotoFault.cut }
            switch code {
            // A byte of the picture that looks like a marker, and restarts.
            case 0x00, 0xD0...0xD7: try input.copy(2, to: &output)
            case 0xFF: try input.skip(1)
            default: return
            }
        }
    }
}
