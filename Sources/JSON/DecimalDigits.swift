/// The decimal digits of a number below 100,000,000, worked out side by side in one word (十进制数字).
///
/// A division by a constant is a multiplication; done for all digits at once it takes three steps instead of eight.
@usableFromInline
struct DecimalDigits {
    /// The digits as text, the first in the lowest eight bits.
    @usableFromInline let word: UInt64
    @usableFromInline let count: Int

    @usableFromInline static var zeros: UInt64 { 0x3030_3030_3030_3030 }

    /// Takes a number below 100,000,000.
    @inlinable @inline(__always)
    init(_ number: UInt64) {
        let digits = Self.eight(number)
        // The eighth digit stays, so that nothing is written as 0.
        let leading = (digits | 1 << 56).trailingZeroBitCount &>> 3
        word = (digits | Self.zeros) &>> UInt64(truncatingIfNeeded: leading &<< 3)
        count = 8 &- leading
    }

    /// Eight digits of a number below 100,000,000 as values from 0 to 9, the first in the lowest eight bits.
    @inlinable @inline(__always)
    static func eight(_ number: UInt64) -> UInt64 {
        // Two numbers below 10,000 in halves of 32 bits, then four below 100 in 16, then eight below 10.
        let thousands = number / 10_000
        let halves = thousands | (number &- thousands &* 10_000) &<< 32
        let hundreds = ((halves &* 10_486) &>> 20) & 0x0000_007F_0000_007F
        let quarters = hundreds | (halves &- hundreds &* 100) &<< 16
        let tens = ((quarters &* 103) &>> 10) & 0x000F_000F_000F_000F
        return tens | (quarters &- tens &* 10) &<< 8
    }
}
