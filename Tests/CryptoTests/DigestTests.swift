import Crypto
import Testing

@Suite("SHA-256 and HMAC")
struct DigestTests {
    @Test("SHA-256 gives the digests published in FIPS 180-4")
    func publishedDigests() {
        #expect(
            SHA256.hexDigest("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        )
        #expect(
            SHA256.hexDigest("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
        )
        #expect(
            SHA256.hexDigest("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq")
                == "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
        )
    }

    @Test("Every way to a SHA-256 gives the same bytes")
    func waysAgree() {
        let text = "阳光社区居委会"
        let bytes = Array(text.utf8)
        #expect(SHA256.digest(of: text) == SHA256.digest(bytes))
        #expect(SHA256.value(of: text).bytes == SHA256.digest(bytes))
        #expect(bytes.withUnsafeBytes { SHA256.digest($0) }.hex == SHA256.hexDigest(text))
    }

    @Test("A SHA-256 in parts is the SHA-256 of the whole")
    func parts() {
        var state = SHA256State()
        state.add([0x61])
        state.add([])
        state.add([0x62, 0x63])
        #expect(state.finish().hex == SHA256.hexDigest("abc"))
    }

    @Test("A digest read back from its bytes is equal and finds its entry")
    func digestAsKey() {
        let digest = SHA256.value(of: "token")
        let sessions = [digest: "u1"]
        #expect(Digest(bytes: digest.bytes).flatMap { sessions[$0] } == "u1")
        #expect(sessions[SHA256.value(of: "other")] == nil)
        #expect(Digest(bytes: [1, 2, 3]) == nil)
    }

    @Test("The audit chain of the reference has its two published hashes")
    func auditChain() {
        let zeros = String(repeating: "0", count: 64)
        let first = SHA256.hexDigest(
            zeros + "\n"
                + #"{"action":"case.create","actor":"u1","at":"2026-01-05T01:02:03Z","object":"case/7","seq":1}"#
        )
        #expect(first == "442f84b20d7fe1cbdfe02e7f0128a6ece5047db21fb26525644cad0c8b49c04c")
        let second = SHA256.hexDigest(
            first + "\n" + #"{"action":"case.close","actor":"u2","at":"2026-01-05T02:00:00Z","#
                + #""note":"已办结","object":"case/7","seq":2}"#
        )
        #expect(second == "04b5cf9046eac2ed9104e384c9c5fd7f7662117ee4a606ab8ca4bd53a5370988")
    }

    @Test("HMAC-SHA-256 gives the codes published in RFC 4231", arguments: HMACVector.published)
    func publishedCodes(vector: HMACVector) {
        #expect(Hex.encode(HMACSHA256.code(key: vector.key, message: vector.message)) == vector.code)
    }

    @Test("HMAC-SHA-256 signs the example of Standard Webhooks")
    func standardWebhooks() throws {
        let key = try #require(Base64.decode("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"))
        let message = #"msg_p5jXN8AQM9LWM0D4loKWxJek.1614265330.{"test": 2432232314}"#
        let code = HMACSHA256.code(key: key, message: Array(message.utf8))
        #expect(Base64.encode(code) == "g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=")
    }
}

struct HMACVector: Sendable {
    let key: [UInt8]
    let message: [UInt8]
    let code: String

    init(_ key: [UInt8], _ message: String, _ code: String) {
        self.init(key, Array(message.utf8), code)
    }

    init(_ key: [UInt8], _ message: [UInt8], _ code: String) {
        self.key = key
        self.message = message
        self.code = code
    }

    static let published = [
        HMACVector(
            [UInt8](repeating: 0x0B, count: 20),
            "Hi There",
            "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"
        ),
        HMACVector(
            Array("Jefe".utf8),
            "what do ya want for nothing?",
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
        ),
        HMACVector(
            [UInt8](repeating: 0xAA, count: 20),
            [UInt8](repeating: 0xDD, count: 50),
            "773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe"
        ),
        HMACVector(
            [UInt8](1...25),
            [UInt8](repeating: 0xCD, count: 50),
            "82558a389a443c0ea4cc819899f2083a85f0faa3e578f8077a2e3ff46729665b"
        ),
        HMACVector(
            [UInt8](repeating: 0xAA, count: 131),
            "Test Using Larger Than Block-Size Key - Hash Key First",
            "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"
        ),
        HMACVector(
            [UInt8](repeating: 0xAA, count: 131),
            "This is a test using a larger than block-size key and a larger than block-size data. "
                + "The key needs to be hashed before being used by the HMAC algorithm.",
            "9b09ffa71b942fcb27635fbcd5b0e944bfdc63644f0713938a7f51535c3a35e2"
        ),
    ]
}
