import Crypto
import Testing

@Suite("Password hashes")
struct ScryptTests {
    let cheap = Scrypt.Parameters(logN: 4, r: 8, p: 1)

    @Test("scrypt gives the hashes published in RFC 7914", arguments: ScryptVector.published)
    func publishedHashes(vector: ScryptVector) throws {
        let hash = try Scrypt.hash(
            password: Array(vector.password.utf8),
            salt: Array(vector.salt.utf8),
            parameters: vector.parameters,
            length: 64
        )
        #expect(Hex.encode(hash) == vector.hash)
    }

    @Test("The standard parameters work despite OpenSSL's own memory limit")
    func standardParameters() throws {
        let stored = try Scrypt.phc(password: "correct horse battery staple")
        #expect(stored.hasPrefix("$scrypt$ln=17,r=8,p=1$"))
        #expect(try Scrypt.verify(password: "correct horse battery staple", phc: stored))
    }

    @Test("A stored hash accepts its password and no other")
    func verify() throws {
        let stored = try Scrypt.phc(password: "密码一二三", parameters: cheap)
        #expect(try Scrypt.verify(password: "密码一二三", phc: stored))
        #expect(try !Scrypt.verify(password: "密码一二四", phc: stored))
        #expect(try !Scrypt.verify(password: "", phc: stored))
    }

    @Test("The same password is stored differently each time")
    func salts() throws {
        #expect(
            try Scrypt.phc(password: "p", parameters: cheap) != Scrypt.phc(password: "p", parameters: cheap)
        )
    }

    @Test("A hash with other parameters asks to be made anew")
    func rehash() throws {
        let stored = try Scrypt.phc(password: "p", parameters: cheap)
        #expect(try Scrypt.needsRehash(phc: stored))
        #expect(try !Scrypt.needsRehash(phc: stored, parameters: cheap))
    }

    @Test(
        "A stored text that is no hash of ours is an error, not a refusal",
        arguments: [
            "", "$", "plain", "$scrypt$ln=4,r=8,p=1$$", "$scrypt$ln=4,r=8$AAAAAAAAAAAAAAAAAAAAAA$AAAA",
            "$argon2id$ln=4,r=8,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAA",
            "$scrypt$ln=99999999999999999999,r=8,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAA",
        ]
    )
    func malformed(stored: String) {
        #expect(throws: CryptoError.malformedHash) { try Scrypt.verify(password: "p", phc: stored) }
    }

    @Test("A stored hash that would take the memory of the server is refused", arguments: ["ln=20", "ln=30", "ln=0"])
    func tooCostly(cost: String) {
        let stored = "$scrypt$\(cost),r=8,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAA"
        #expect(throws: CryptoError.parameters) { try Scrypt.verify(password: "p", phc: stored) }
    }
}

struct ScryptVector: Sendable {
    let password: String
    let salt: String
    let parameters: Scrypt.Parameters
    let hash: String

    static let published = [
        ScryptVector(
            password: "",
            salt: "",
            parameters: Scrypt.Parameters(logN: 4, r: 1, p: 1),
            hash: "77d6576238657b203b19ca42c18a0497f16b4844e3074ae8dfdffa3fede21442"
                + "fcd0069ded0948f8326a753a0fc81f17e8d3e0fb2e0d3628cf35e20c38d18906"
        ),
        ScryptVector(
            password: "password",
            salt: "NaCl",
            parameters: Scrypt.Parameters(logN: 10, r: 8, p: 16),
            hash: "fdbabe1c9d3472007856e7190d01e9fe7c6ad7cbc8237830e77376634b373162"
                + "2eaf30d92e22a3886ff109279d9830dac727afb94a83ee6d8360cbdfa2cc0640"
        ),
        ScryptVector(
            password: "pleaseletmein",
            salt: "SodiumChloride",
            parameters: Scrypt.Parameters(logN: 14, r: 8, p: 1),
            hash: "7023bdcb3afd7348461c06cd81fd38ebfda8fbba904f8e3ea9b543f6545da1f2"
                + "d5432955613f0fcf62d49705242a9af9e61e85dc0d651e40dfcf017b45575887"
        ),
    ]
}
