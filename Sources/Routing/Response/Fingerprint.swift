import Domain
import JSON

/// A fast print of bytes (指纹), by which two representations are told apart; not a defence against forgery.
enum Fingerprint {
    /// Sixteen bytes at a time in four lanes, which the processor mixes side by side: both halves of each product are kept.
    static func of(_ bytes: [UInt8]) -> UInt64 { bytes.withUnsafeBytes { of($0) } }

    /// That of an answer, which differs by its language.
    static func of(_ bytes: [UInt8], _ language: Language) -> UInt64 { of(bytes) ^ (language == .chinese ? 0 : 1) }

    static func of(_ raw: UnsafeRawBufferPointer) -> UInt64 {
        var (first, second, third, fourth) = seeds
        var index = 0
        while index &+ 64 <= raw.count {
            first = mix(first ^ word(raw, index), seeds.1 ^ word(raw, index &+ 8))
            second = mix(second ^ word(raw, index &+ 16), seeds.2 ^ word(raw, index &+ 24))
            third = mix(third ^ word(raw, index &+ 32), seeds.3 ^ word(raw, index &+ 40))
            fourth = mix(fourth ^ word(raw, index &+ 48), seeds.0 ^ word(raw, index &+ 56))
            index &+= 64
        }
        while index &+ 8 <= raw.count {
            first = mix(first ^ word(raw, index), seeds.1)
            index &+= 8
        }
        var rest: UInt64 = 0
        while index < raw.count {
            rest = rest &<< 8 | UInt64(raw[index])
            index &+= 1
        }
        return mix(mix(first ^ rest, second ^ seeds.2), mix(third ^ seeds.3, fourth ^ UInt64(raw.count)))
    }

    @inline(__always)
    private static func word(_ raw: UnsafeRawBufferPointer, _ offset: Int) -> UInt64 {
        raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
    }

    @inline(__always)
    private static func mix(_ left: UInt64, _ right: UInt64) -> UInt64 {
        let product = left.multipliedFullWidth(by: right)
        return product.high ^ product.low
    }

    /// Odd numbers without a pattern.
    @inline(__always)
    private static var seeds: (UInt64, UInt64, UInt64, UInt64) {
        (0x9E37_79B9_7F4A_7C15, 0xC2B2_AE3D_27D4_EB4F, 0x1656_67B1_9E37_79F9, 0xFF51_AFD7_ED55_8CCD)
    }

    /// Thirteen characters of base 32, for a tag.
    static func text(_ print: UInt64, into out: inout ByteWriter) {
        var rest = print
        for _ in 0..<13 {
            let digit = UInt8(truncatingIfNeeded: rest & 31)
            // 0 to 9, then the letters.
            out.append(digit < 10 ? 48 &+ digit : 87 &+ digit)
            rest >>= 5
        }
    }
}
