import Crypto

/// Passwords that the program makes (随机口令): easy to read aloud and to select, hard to guess.
enum RandomPassword {
    /// Sixteen of thirty-two characters are eighty bits; what looks alike (0 o, 1 l i) is left out.
    static func make() throws -> String {
        let letters = Array("abcdefghjkmnpqrstuvwxyz23456789A")
        return String(try Random.bytes(16).map { letters[Int($0 & 31)] })
    }
}
