import JSON

/// The bytes of an answer in the making (应答缓冲), in a place that closures over a statement can reach.
final class AnswerBuffer {
    var bytes: ByteWriter

    init(capacity: Int = 16 * 1024) { bytes = ByteWriter(capacity: capacity) }
}
