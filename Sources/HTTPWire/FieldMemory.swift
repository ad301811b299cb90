/// The fields that clients sent lately (字段记忆): what comes again byte by byte is not read again.
///
/// A client says the same about itself with every request. What a block of field lines means hangs on its bytes alone: only
/// those of HTTP/1.1 are kept, as an older client's `Expect` and codings count for nothing, and of a request without a body,
/// as whatever says where a body ends is read each time.
package struct FieldMemory: ~Copyable {
    private struct Entry {
        let bytes: [UInt8]
        let lastWord: UInt64
        let fields: HeadFields
    }

    // Few, as each is looked at before a block counts as new; a loop serves few kinds of clients in a row.
    private static let most = 8
    private static let mostBytes = 1_024

    private var entries: [Entry] = []
    private var oldest = 0

    package init() {}

    /// What was read of the same bytes before, and how many they are; the block at `start` may be longer than what came.
    func fields(_ bytes: borrowing Span<UInt8>, from start: Int, to end: Int) -> (fields: HeadFields, length: Int)? {
        for entry in entries {
            let length = entry.bytes.count
            // Most differ in length, so that the blank line stands elsewhere.
            guard length <= end - start, bytes.word(at: start + length - 8) == entry.lastWord else { continue }
            let isKnown = bytes.extracting(start..<start + length).withUnsafeBytes { block in
                entry.bytes.withUnsafeBytes { areSame(block, $0) }
            }
            if isKnown { return (entry.fields, length) }
        }
        return nil
    }

    /// Remembers a block, instead of the one that has been here for longest.
    mutating func keep(_ fields: HeadFields, _ bytes: borrowing Span<UInt8>, _ block: Range<Int>) {
        let isNewEachTime = fields.table.count(of: .xRequestID) + fields.table.count(of: .idempotencyKey) > 0
        let hasBody = fields.meaning.hasTransferEncoding || fields.meaning.contentLength != nil
        guard block.count >= 8, block.count <= Self.mostBytes, !isNewEachTime, !hasBody else { return }
        let entry = Entry(
            bytes: bytes.extracting(block).withUnsafeBytes { Array($0) },
            lastWord: bytes.word(at: block.upperBound - 8),
            fields: fields
        )
        guard entries.count == Self.most else { return entries.append(entry) }
        entries[oldest] = entry
        oldest = (oldest + 1) % Self.most
    }
}
