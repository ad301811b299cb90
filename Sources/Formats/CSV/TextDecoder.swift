import CLinux

/// Turns the bytes of a file into UTF-8, piece by piece (解码).
///
/// A character that is cut by the end of a piece is kept for the next one. The first byte that is no character of the
/// encoding ends it: nothing is replaced in silence, since what would be lost are names. It is confined to one thread.
package final class TextDecoder {
    private let encoding: TextEncoding
    private let converter: Converter?
    private var check = UTF8Check()
    /// The beginning of a character whose end comes with the next piece.
    private var held: [UInt8] = []
    private var isAtStart = true

    /// - Throws: Where the C library lacks the table of the encoding.
    package init(_ encoding: TextEncoding) throws(CSVFault) {
        self.encoding = encoding
        converter = if encoding == .utf8 { nil } else { try Converter(encoding) }
    }

    /// Adds what the bytes say to `out`; false where they are not of the encoding, after adding what stands before.
    package func decode(_ bytes: UnsafeRawBufferPointer, into out: inout [UInt8]) -> Bool {
        var piece = held
        piece += bytes
        held = []
        if isAtStart {
            // A mark is at most three bytes; what is shorter waits, so that no cut of the input changes what is read.
            guard piece.count >= 3 else {
                held = piece
                return true
            }
            dropMark(&piece)
        }
        return convert(piece, into: &out)
    }

    /// The end of the input; false where a character has only begun.
    package func finish(into out: inout [UInt8]) -> Bool {
        var piece = held
        held = []
        if isAtStart { dropMark(&piece) }
        return convert(piece, into: &out) && held.isEmpty && check.isWhole
    }

    private func dropMark(_ piece: inout [UInt8]) {
        isAtStart = false
        if let marked = TextEncoding.marked(piece), marked.encoding == encoding { piece.removeFirst(marked.length) }
    }

    private func convert(_ piece: [UInt8], into out: inout [UInt8]) -> Bool {
        guard !piece.isEmpty else { return true }
        if let converter {
            guard let taken = converter.convert(piece, into: &out) else { return false }
            held = Array(piece[taken...])
            return true
        }
        var end = 0
        while end < piece.count, check.take(piece[end]) { end += 1 }
        out += piece[..<end]
        return end == piece.count
    }
}

/// The conversion of the C library, which knows the tables of GB18030.
private final class Converter {
    private let handle: iconv_t

    /// The most bytes of UTF-8 that one byte becomes, rounded up: two of GB18030 or UTF-16 make at most three.
    private static let growth = 2

    init(_ encoding: TextEncoding) throws(CSVFault) {
        // What iconv_open returns when it fails is -1 as a pointer.
        guard let opened = iconv_open("UTF-8", encoding.rawValue.uppercased()), Int(bitPattern: opened) != -1 else {
            throw CSVFault(.noTable(encoding), line: 1)
        }
        handle = opened
    }

    deinit { iconv_close(handle) }

    /// How many bytes it took; nothing at what is no character, after adding what stands before.
    func convert(_ piece: [UInt8], into out: inout [UInt8]) -> Int? {
        var (input, output) = (piece, [UInt8](repeating: 0, count: piece.count * Self.growth))
        var (left, room) = (input.count, output.count)
        let status = input.withUnsafeMutableBytes { source in
            output.withUnsafeMutableBytes { linli_iconv(handle, source.baseAddress, &left, $0.baseAddress, &room) }
        }
        out += output[..<(output.count - room)]
        return status < 0 ? nil : input.count - left
    }
}
