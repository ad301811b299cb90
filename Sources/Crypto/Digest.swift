/// The 32 bytes of a SHA-256, held without an allocation, so that a session is looked up by it quickly.
package struct Digest: Hashable, Sendable {
    private let words: (UInt64, UInt64, UInt64, UInt64)

    /// Takes the first 32 bytes; missing ones count as 0.
    init(raw bytes: UnsafeRawBufferPointer) {
        var words: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)
        withUnsafeMutableBytes(of: &words) { $0.copyMemory(from: UnsafeRawBufferPointer(rebasing: bytes.prefix(32))) }
        self.words = words
    }

    /// A digest read from where it was stored; nil unless it is 32 bytes.
    package init?(bytes: [UInt8]) {
        guard bytes.count == 32 else { return nil }
        self = bytes.withUnsafeBytes { Digest(raw: $0) }
    }

    /// The 32 bytes in order.
    package var bytes: [UInt8] {
        withUnsafeBytes(of: words) { [UInt8]($0) }
    }

    /// The bytes in lowercase hexadecimal, 64 characters.
    package var hex: String { Hex.encode(bytes) }

    /// Compares all 32 bytes in the same time, wherever they differ.
    package static func == (left: Digest, right: Digest) -> Bool {
        (left.words.0 ^ right.words.0) | (left.words.1 ^ right.words.1)
            | (left.words.2 ^ right.words.2) | (left.words.3 ^ right.words.3) == 0
    }

    /// Hashes one word of the four: the bytes of a digest are as good as random.
    package func hash(into hasher: inout Hasher) {
        hasher.combine(words.0)
    }
}
