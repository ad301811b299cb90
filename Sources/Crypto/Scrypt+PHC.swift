// The stored form: $scrypt$ln=17,r=8,p=1$<salt>$<hash>, in Base64 without padding.
extension Scrypt {
    /// Hashes a password with a new random salt of 16 bytes, into the text that is stored.
    package static func phc(
        password: String,
        parameters: Parameters = .standard
    ) throws(CryptoError) -> String {
        let salt = try Random.bytes(16)
        let hash = try hash(password: Array(password.utf8), salt: salt, parameters: parameters)
        return "$scrypt$ln=\(parameters.logN),r=\(parameters.r),p=\(parameters.p)$\(text(salt))$\(text(hash))"
    }

    /// Whether a password is the one of a stored text; the comparison takes the same time either way.
    ///
    /// - Throws: `CryptoError.malformedHash` when the text is none of ours, `.parameters` when it would cost too much.
    package static func verify(password: String, phc: String) throws(CryptoError) -> Bool {
        let stored = try parse(phc)
        let candidate = try hash(
            password: Array(password.utf8),
            salt: stored.salt,
            parameters: stored.parameters,
            length: stored.hash.count
        )
        return constantTimeEqual(candidate, stored.hash)
    }

    /// Whether a stored text was made with other parameters and should be made anew at the next login.
    package static func needsRehash(phc: String, parameters: Parameters = .standard) throws(CryptoError) -> Bool {
        try parse(phc).parameters != parameters
    }

    private struct Stored {
        let parameters: Parameters
        let salt: [UInt8]
        let hash: [UInt8]
    }

    private static func parse(_ phc: String) throws(CryptoError) -> Stored {
        let parts = phc.split(separator: "$", omittingEmptySubsequences: false)
        guard parts.count == 5, parts[0].isEmpty, parts[1] == "scrypt" else { throw .malformedHash }
        let costs = parts[2].split(separator: ",", omittingEmptySubsequences: false)
        guard costs.count == 3,
            let logN = number(costs[0], after: "ln="), let r = number(costs[1], after: "r="),
            let p = number(costs[2], after: "p="),
            let salt = Base64.decode(String(parts[3])), salt.count >= 8,
            let hash = Base64.decode(String(parts[4])), (16...64).contains(hash.count)
        else { throw .malformedHash }
        return Stored(parameters: Parameters(logN: logN, r: r, p: p), salt: salt, hash: hash)
    }

    private static func number(_ text: Substring, after name: String) -> Int? {
        // Three digits at most: larger costs are not allowed, and the sum of them must not overflow.
        guard text.hasPrefix(name), text.utf8.count <= name.utf8.count + 3 else { return nil }
        return Int(text.dropFirst(name.utf8.count))
    }

    private static func text(_ bytes: [UInt8]) -> String {
        Base64Alphabet.standard.encode(bytes, isPadded: false)
    }
}
