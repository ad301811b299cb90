import Crypto
import Testing

@Suite("Sealing of personal fields")
struct SealingKeyTests {
    let key: SealingKey
    let plain = Array("13800138000".utf8)
    let context = Array("resident.phone.7".utf8)

    init() throws {
        key = try SealingKey(bytes: [UInt8](0..<32))
    }

    @Test("What was sealed opens with the same key and context")
    func roundTrip() throws {
        let sealed = try key.seal(plain, context: context)
        #expect(sealed.count == plain.count + SealingKey.overhead)
        #expect(try key.open(sealed, context: context) == plain)
    }

    @Test("Nothing at all can be sealed, with and without a context")
    func emptyPlainText() throws {
        #expect(try key.open(key.seal([], context: context), context: context).isEmpty)
        #expect(try key.open(key.seal([], context: []), context: []).isEmpty)
        #expect(try key.open(key.seal(plain, context: []), context: []) == plain)
    }

    @Test("AES-256-GCM opens a published vector")
    func publishedVector() throws {
        // Test case 16 of the GCM specification (McGrew and Viega).
        let bytes = try #require(Hex.decode("feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308"))
        let sealed = try #require(
            Hex.decode(
                "cafebabefacedbaddecaf888"
                    + "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa"
                    + "8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662"
                    + "76fc6ece0f4e1768cddf8853bb2d551b"
            )
        )
        let context = try #require(Hex.decode("feedfacedeadbeeffeedfacedeadbeefabaddad2"))
        let opened = try SealingKey(bytes: bytes).open(sealed, context: context)
        #expect(
            Hex.encode(opened)
                == "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a72"
                + "1c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39"
        )
    }

    @Test("The same bytes never look the same twice")
    func nonces() throws {
        #expect(try key.seal(plain, context: context) != key.seal(plain, context: context))
    }

    @Test("A value moved to another row does not open")
    func wrongContext() throws {
        let sealed = try key.seal(plain, context: context)
        #expect(throws: CryptoError.notAuthentic) {
            try key.open(sealed, context: Array("resident.phone.8".utf8))
        }
    }

    @Test("A value with one changed bit does not open, wherever the bit is", arguments: [0, 11, 12, 22, 23, 38])
    func tampering(position: Int) throws {
        var sealed = try key.seal(plain, context: context)
        sealed[position] ^= 1
        #expect(throws: CryptoError.notAuthentic) { try key.open(sealed, context: context) }
    }

    @Test("A value does not open with another key")
    func wrongKey() throws {
        let sealed = try key.seal(plain, context: context)
        let other = try SealingKey(bytes: [UInt8](1...32))
        #expect(throws: CryptoError.notAuthentic) { try other.open(sealed, context: context) }
    }

    @Test("A value cut short does not open", arguments: [0, 1, 27, 28])
    func truncated(length: Int) throws {
        let sealed = try key.seal(plain, context: context)
        #expect(throws: CryptoError.notAuthentic) {
            try key.open(Array(sealed.prefix(length)), context: context)
        }
    }

    @Test("A key of any other length than 32 bytes is refused", arguments: [0, 16, 31, 33])
    func keyLength(count: Int) {
        #expect(throws: CryptoError.keyLength(count)) {
            try SealingKey(bytes: [UInt8](repeating: 1, count: count))
        }
    }
}
