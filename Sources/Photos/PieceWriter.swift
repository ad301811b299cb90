/// Bytes that are written on in pieces (分段写出).
struct PieceWriter {
    private let sink: ([UInt8]) throws -> Void
    private var buffer: [UInt8] = []
    /// How many bytes there were so far.
    private(set) var count = 0

    /// A piece of this size costs one call of the system for many small ones.
    private static let pieceSize = 65_536

    init(_ sink: @escaping ([UInt8]) throws -> Void) { self.sink = sink }

    mutating func append(_ bytes: some Collection<UInt8>) throws {
        buffer.append(contentsOf: bytes)
        count += bytes.count
        if buffer.count >= Self.pieceSize { try flush() }
    }

    mutating func flush() throws {
        guard !buffer.isEmpty else { return }
        try sink(buffer)
        buffer.removeAll(keepingCapacity: true)
    }
}
