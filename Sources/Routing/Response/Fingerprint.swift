/// A fast print of bytes (指纹), by which two representations are told apart; not a defence against forgery.
enum Fingerprint {
    /// Eight bytes at a time in four lanes, which the processor mixes side by side.
    static func of(_ bytes: [UInt8]) -> UInt64 {
        var (first, second, third, fourth) = (seed, seed ^ 1, seed ^ 2, seed ^ 3)
        return bytes.withUnsafeBytes { raw in
            var index = 0
            while index &+ 32 <= raw.count {
                first = mix(first, raw.loadUnaligned(fromByteOffset: index, as: UInt64.self))
                second = mix(second, raw.loadUnaligned(fromByteOffset: index &+ 8, as: UInt64.self))
                third = mix(third, raw.loadUnaligned(fromByteOffset: index &+ 16, as: UInt64.self))
                fourth = mix(fourth, raw.loadUnaligned(fromByteOffset: index &+ 24, as: UInt64.self))
                index &+= 32
            }
            while index < raw.count {
                first = mix(first, UInt64(raw[index]))
                index &+= 1
            }
            return mix(mix(mix(first, second), third), fourth &+ UInt64(raw.count))
        }
    }

    private static let seed: UInt64 = 0x9E37_79B9_7F4A_7C15

    private static func mix(_ state: UInt64, _ word: UInt64) -> UInt64 {
        let product = (state ^ word) &* 0xFF51_AFD7_ED55_8CCD
        return product ^ (product &>> 32)
    }

    /// Thirteen characters of base 32, for a tag.
    static func text(_ print: UInt64, into bytes: inout [UInt8]) {
        var rest = print
        for _ in 0..<13 {
            bytes.append(alphabet[Int(rest & 31)])
            rest >>= 5
        }
    }

    private static let alphabet = Array("0123456789abcdefghjkmnpqrstvwxyz".utf8)
}
