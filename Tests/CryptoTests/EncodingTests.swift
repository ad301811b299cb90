import Crypto
import Testing

@Suite("Encodings, random bytes and comparison")
struct EncodingTests {
    @Test("Hexadecimal goes there and back, in either case")
    func hex() {
        #expect(Hex.encode([0x00, 0x7F, 0xAB, 0xFF]) == "007fabff")
        #expect(Hex.decode("007fABff") == [0x00, 0x7F, 0xAB, 0xFF])
        #expect(Hex.encode([]).isEmpty)
        #expect(Hex.decode("") == [])
    }

    @Test("What is not hexadecimal is refused", arguments: ["0", "0g", "é", "00 0", "－1"])
    func badHex(text: String) {
        #expect(Hex.decode(text) == nil)
    }

    @Test(
        "Base64 gives the texts published in RFC 4648",
        arguments: zip(
            ["", "f", "fo", "foo", "foob", "fooba", "foobar"],
            ["", "Zg==", "Zm8=", "Zm9v", "Zm9vYg==", "Zm9vYmE=", "Zm9vYmFy"]
        )
    )
    func base64(plain: String, text: String) {
        #expect(Base64.encode(Array(plain.utf8)) == text)
        #expect(Base64.decode(text) == Array(plain.utf8))
    }

    @Test("Base64 for addresses has no plus, slash or padding")
    func base64URL() {
        #expect(Base64URL.encode([0xFB, 0xFF, 0xFE, 0xFF]) == "-__-_w")
        #expect(Base64URL.decode("-__-_w") == [0xFB, 0xFF, 0xFE, 0xFF])
        #expect(Base64URL.decode("+//+/w") == nil)
    }

    @Test(
        "A text that is not the one Base64 of its bytes is refused",
        arguments: ["A", "AB", "AAB", "AA=", "A===", "AA AA", "AAAA=", "=AAA"]
    )
    func badBase64(text: String) {
        #expect(Base64.decode(text) == nil)
    }

    @Test("Random bytes come in the number asked for and differ")
    func randomBytes() throws {
        #expect(try Random.bytes(32).count == 32)
        #expect(try Random.bytes(32) != Random.bytes(32))
        #expect(try Random.bytes(0).isEmpty)
        #expect(try Random.bytes(-1).isEmpty)
    }

    @Test("A token has its prefix and 256 random bits in characters for addresses")
    func token() throws {
        let token = Random.token(prefix: "cgs_")
        #expect(token.hasPrefix("cgs_"))
        #expect(try #require(Base64URL.decode(String(token.dropFirst(4)))).count == 32)
        #expect(token != Random.token(prefix: "cgs_"))
    }

    @Test("Secrets are equal only when all their bytes are")
    func comparison() {
        #expect(constantTimeEqual([1, 2, 3], [1, 2, 3]))
        #expect(!constantTimeEqual([1, 2, 3], [1, 2, 4]))
        #expect(!constantTimeEqual([1, 2, 3], [1, 2]))
        #expect(constantTimeEqual([], []))
    }
}
