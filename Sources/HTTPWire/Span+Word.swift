extension Span<UInt8> {
    /// Eight bytes as they lie, whose order does not matter to whoever asks.
    @inline(__always)
    func word(at index: Int) -> UInt64 {
        bytes.unsafeLoadUnaligned(fromByteOffset: index, as: UInt64.self)
    }
}
