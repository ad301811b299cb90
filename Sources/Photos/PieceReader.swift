/// Bytes that come in pieces and are read in order (分段读取); one piece is held at a time, however long the file is.
struct PieceReader {
    private let source: () throws -> [UInt8]
    private var piece: [UInt8] = []
    private var place = 0

    /// The source gives the next piece each time, and an empty one at the end.
    init(_ source: @escaping () throws -> [UInt8]) { self.source = source }

    /// Whether there is nothing more.
    mutating func isAtEnd() throws -> Bool {
        guard place == piece.count else { return false }
        piece = try source()
        place = 0
        return piece.isEmpty
    }

    mutating func byte() throws -> UInt8 {
        guard try !isAtEnd() else { throw PhotoFault.cut }
        place += 1
        return piece[place - 1]
    }

    /// A few bytes at once; only for lengths that the format limits.
    mutating func bytes(_ count: Int) throws -> [UInt8] {
        var bytes: [UInt8] = []
        try part(count) { bytes.append(contentsOf: $0) }
        return bytes
    }

    /// A number whose highest byte comes first.
    mutating func number(_ count: Int) throws -> Int {
        try bytes(count).reduce(0) { $0 << 8 | Int($1) }
    }

    mutating func skip(_ count: Int) throws { try part(count) { _ in } }

    mutating func copy(_ count: Int, to writer: inout PieceWriter) throws {
        try part(count) { try writer.append($0) }
    }

    /// Copies up to a byte that is left to be read.
    mutating func copy(upTo stop: UInt8, to writer: inout PieceWriter) throws {
        while true {
            guard try !isAtEnd() else { throw PhotoFault.cut }
            let end = Self.index(of: stop, in: piece.span, from: place) ?? piece.count
            try writer.append(piece[place..<end])
            place = end
            if end < piece.count { return }
        }
    }

    /// The byte after the next one, which is `first`; both are left to be read, and nothing stands for the end.
    mutating func peek(behind first: UInt8) throws -> UInt8? {
        if place + 1 == piece.count {
            // The two stand in different pieces: they are put together.
            piece = [first] + (try source())
            place = 0
        }
        return place + 1 < piece.count ? piece[place + 1] : nil
    }

    private static func index(of byte: UInt8, in bytes: borrowing Span<UInt8>, from start: Int) -> Int? {
        var index = start
        while index < bytes.count {
            if bytes[index] == byte { return index }
            index += 1
        }
        return nil
    }

    private mutating func part(_ count: Int, _ take: (ArraySlice<UInt8>) throws -> Void) throws {
        var left = count
        while left > 0 {
            guard try !isAtEnd() else { throw PhotoFault.cut }
            let end = min(piece.count, place + left)
            try take(piece[place..<end])
            left -= end - place
            place = end
        }
    }
}
