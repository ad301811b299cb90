import JSON

/// The bytes of an answer in the making (应答缓冲), in a place that closures over a statement can reach.
final class AnswerBuffer {
    var bytes: ByteWriter

    init(capacity: Int = 16 * 1024) { bytes = ByteWriter(capacity: capacity) }

    /// What `write` puts into the buffer, as an array that was written in place.
    ///
    /// A page is long enough that a copy of it would be felt: it takes as long as reading five rows.
    func array(expecting room: Int, _ write: () throws -> Void) rethrows -> [UInt8] {
        try ByteWriter.array(expecting: room) { lent in
            swap(&lent, &bytes)
            let outcome = Result { try write() }
            // Whatever happened, the lent memory does not stay here.
            swap(&lent, &bytes)
            try outcome.get()
        }
    }
}
