import Glibc

/// The bytes of all answers of one wake-up, one behind the other; the only place where answers are written raw.
struct OutputBuffer: ~Copyable {
    // What one wake-up with ordinary answers needs; a larger one is given back afterwards.
    private static let usualCapacity = 256 * 1_024

    private var base: UnsafeMutableRawPointer
    private var capacity: Int
    private(set) var count = 0

    init() {
        capacity = Self.usualCapacity
        base = .allocate(byteCount: capacity, alignment: 8)
    }

    deinit {
        base.deallocate()
    }

    /// The bytes of a range, valid until the next change.
    func bytes(_ range: Range<Int>) -> UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(start: base + range.lowerBound, count: range.count)
    }

    /// Forgets everything.
    mutating func clear() {
        count = 0
        guard capacity > Self.usualCapacity else { return }
        base.deallocate()
        capacity = Self.usualCapacity
        base = .allocate(byteCount: capacity, alignment: 8)
    }

    @inline(__always)
    mutating func append(_ text: StaticString) {
        append(UnsafeRawBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    @inline(__always)
    mutating func append(_ bytes: [UInt8]) {
        bytes.withUnsafeBytes { append($0) }
    }

    @inline(__always)
    mutating func append(_ byte: UInt8) {
        makeRoom(1)
        base.storeBytes(of: byte, toByteOffset: count, as: UInt8.self)
        count += 1
    }

    mutating func append(decimal number: Int) {
        var digits: UInt64 = 0
        var length = 0
        var rest = number
        // At most 8 digits at a time fit the word; longer numbers are written in two parts.
        if rest >= 100_000_000 {
            append(decimal: rest / 100_000_000)
            rest %= 100_000_000
            for _ in 0..<8 {
                digits = digits << 8 | UInt64(0x30 + rest % 10)
                rest /= 10
            }
            length = 8
        } else {
            repeat {
                digits = digits << 8 | UInt64(0x30 + rest % 10)
                rest /= 10
                length += 1
            } while rest > 0
        }
        makeRoom(8)
        base.storeBytes(of: digits.littleEndian, toByteOffset: count, as: UInt64.self)
        count += length
    }

    mutating func append(hexadecimal number: Int) {
        var shift = (Int.bitWidth - max(1, number).leadingZeroBitCount - 1) / 4 * 4
        while shift >= 0 {
            let digit = UInt8(truncatingIfNeeded: number >> shift & 0xf)
            append(digit < 10 ? 0x30 + digit : 0x61 + digit - 10)
            shift -= 4
        }
    }

    @inline(__always)
    private mutating func append(_ bytes: UnsafeRawBufferPointer) {
        guard let source = bytes.baseAddress else { return }
        makeRoom(bytes.count)
        memcpy(base + count, source, bytes.count)
        count += bytes.count
    }

    @inline(__always)
    private mutating func makeRoom(_ more: Int) {
        if count + more > capacity { grow(more) }
    }

    private mutating func grow(_ more: Int) {
        let larger = max(capacity * 2, count + more)
        let moved = UnsafeMutableRawPointer.allocate(byteCount: larger, alignment: 8)
        memcpy(moved, base, count)
        base.deallocate()
        base = moved
        capacity = larger
    }
}
