extension ByteWriter {
    /// Adds a text as a JSON string with its quotes (RFC 8259 §7).
    ///
    /// The text is taken to be UTF-8; it is copied sixteen bytes at a time, and only a group that holds something to be
    /// escaped is looked at byte by byte.
    @inlinable
    package mutating func appendJSONString(_ utf8: UnsafeRawBufferPointer) {
        append(UInt8(ascii: "\""))
        if let start = utf8.baseAddress, !utf8.isEmpty { appendEscaped(start, utf8.count) }
        append(UInt8(ascii: "\""))
    }

    /// Adds a text as a JSON string with its quotes.
    @inlinable
    package mutating func appendJSONString(_ text: String) {
        let written: Void? = text.utf8.withContiguousStorageIfAvailable {
            appendJSONString(UnsafeRawBufferPointer($0))
        }
        guard written == nil else { return }
        Array(text.utf8).withUnsafeBytes { appendJSONString($0) }
    }

    @usableFromInline
    mutating func appendEscaped(_ source: UnsafeRawPointer, _ count: Int) {
        // Room for the clean text, for one group in its longest form (16 × 6) and for the closing quote.
        reserve(count &+ 128)
        var index = 0
        while index &+ 16 <= count {
            index &+= copyClean(source + index, count &- index)
            guard index &+ 16 <= count else { break }
            reserve(count &- index &+ 128)
            for offset in index..<index &+ 16 { appendEscaped(source.load(fromByteOffset: offset, as: UInt8.self)) }
            index &+= 16
        }
        appendTail(source, from: index, count)
    }

    /// Copies groups up to the first that holds something to be escaped; returns how many bytes that were.
    @inline(__always)
    private mutating func copyClean(_ source: UnsafeRawPointer, _ count: Int) -> Int {
        // The length is written once at the end: in memory it would hold up every group for the one before.
        let destination = base + length
        var index = 0
        // Two groups are held against the question together, which is asked half as often then.
        while index &+ 32 <= count {
            let first = source.loadUnaligned(fromByteOffset: index, as: SIMD16<UInt8>.self)
            let second = source.loadUnaligned(fromByteOffset: index &+ 16, as: SIMD16<UInt8>.self)
            if Self.isAny(Self.toEscape(first) .| Self.toEscape(second)) { break }
            destination.storeBytes(of: first, toByteOffset: index, as: SIMD16<UInt8>.self)
            destination.storeBytes(of: second, toByteOffset: index &+ 16, as: SIMD16<UInt8>.self)
            index &+= 32
        }
        while index &+ 16 <= count {
            let group = source.loadUnaligned(fromByteOffset: index, as: SIMD16<UInt8>.self)
            if Self.isAny(Self.toEscape(group)) { break }
            destination.storeBytes(of: group, toByteOffset: index, as: SIMD16<UInt8>.self)
            index &+= 16
        }
        length &+= index
        return index
    }

    /// The last bytes, fewer than sixteen; clean ones are loaded as overlapping words, so that they need no loop either.
    @inline(__always)
    private mutating func appendTail(_ source: UnsafeRawPointer, from index: Int, _ count: Int) {
        let rest = count &- index
        let tail = source + index
        if rest >= 8 {
            let first = tail.loadUnaligned(as: UInt64.self)
            let last = tail.loadUnaligned(fromByteOffset: rest &- 8, as: UInt64.self)
            if Self.escapes(first) | Self.escapes(last) == 0 {
                base.storeBytes(of: first, toByteOffset: length, as: UInt64.self)
                base.storeBytes(of: last, toByteOffset: length &+ rest &- 8, as: UInt64.self)
                length &+= rest
                return
            }
        } else if rest >= 4 {
            let first = tail.loadUnaligned(as: UInt32.self)
            let last = tail.loadUnaligned(fromByteOffset: rest &- 4, as: UInt32.self)
            if Self.escapes(UInt64(first) | UInt64(last) << 32) == 0 {
                base.storeBytes(of: first, toByteOffset: length, as: UInt32.self)
                base.storeBytes(of: last, toByteOffset: length &+ rest &- 4, as: UInt32.self)
                length &+= rest
                return
            }
        }
        for offset in index..<count { appendEscaped(source.load(fromByteOffset: offset, as: UInt8.self)) }
    }

    /// One byte, escaped if it must be; there is room for six.
    private mutating func appendEscaped(_ byte: UInt8) {
        switch byte {
        case UInt8(ascii: "\""): append("\\\"")
        case UInt8(ascii: "\\"): append("\\\\")
        case 0x0A: append("\\n")
        case 0x0D: append("\\r")
        case 0x09: append("\\t")
        case 0..<0x20:
            append("\\u00")
            append(byte < 0x10 ? UInt8(ascii: "0") : UInt8(ascii: "1"))
            let digit = byte & 0x0F
            append(digit < 10 ? 48 + digit : 87 + digit)
        default: append(byte)
        }
    }

    /// Vectors on both sides of each comparison: with a scalar at the right Swift 6.3 calls generic code for each byte.
    @inline(__always)
    private static func toEscape(_ group: SIMD16<UInt8>) -> SIMDMask<SIMD16<Int8>> {
        let controls = group .< SIMD16<UInt8>(repeating: 0x20)
        let quotes = group .== SIMD16<UInt8>(repeating: 0x22)
        let backslashes = group .== SIMD16<UInt8>(repeating: 0x5C)
        return controls .| quotes .| backslashes
    }

    @inline(__always)
    private static func isAny(_ mask: SIMDMask<SIMD16<Int8>>) -> Bool {
        let halves = unsafeBitCast(mask, to: SIMD2<UInt64>.self)
        return halves[0] | halves[1] != 0
    }

    /// The high bit of each byte of a word that must be escaped, and of none that need not be if there is no other.
    ///
    /// A subtraction borrows through the high bit of each byte that is too small; bytes from 0x80 on are never escaped.
    @inline(__always)
    private static func escapes(_ word: UInt64) -> UInt64 {
        let ones: UInt64 = 0x0101_0101_0101_0101
        let highBits: UInt64 = 0x8080_8080_8080_8080
        let controls = word &- (ones &* 0x20)
        let quotes = (word ^ (ones &* 0x22)) &- ones
        let backslashes = (word ^ (ones &* 0x5C)) &- ones
        return (controls | quotes | backslashes) & ~word & highBits
    }
}
