package import Crypto
import Dispatch
package import Domain
import Synchronization

/// Passwords by scrypt (口令), hashed beside the loops and at most two at once: each takes 128 MiB for a quarter second.
package final class ScryptPasswords: PasswordHasher {
    private let queues: [DispatchQueue]
    private let parameters: Scrypt.Parameters
    /// What an unknown name is compared with, so that it takes as long as a known one.
    private let decoy: String
    private let waiting = Atomic<Int>(0)

    /// Hashes that may wait: the last of them has its turn after some ten seconds; beyond, it is better told so at once.
    private static let waitingLimit = 64

    package init(parameters: Scrypt.Parameters = .standard) throws {
        self.parameters = parameters
        queues = (0..<2).map { DispatchQueue(label: "passwords.\($0)") }
        let salt = try Random.bytes(16)
        decoy =
            "$scrypt$ln=\(parameters.logN),r=\(parameters.r),p=\(parameters.p)$"
            + "\(Base64.encode(salt).filter { $0 != "=" })$\(Base64.encode(try Random.bytes(32)).filter { $0 != "=" })"
    }

    package func hash(_ password: String) async throws -> String {
        let parameters = parameters
        return try await run { try Scrypt.phc(password: password, parameters: parameters) }
    }

    package func verify(_ password: String, against hash: String?) async throws -> Bool {
        let decoy = decoy
        return try await run {
            let isRight = try Scrypt.verify(password: password, phc: hash ?? decoy)
            return isRight && hash != nil
        }
    }

    package func needsRehash(_ hash: String) -> Bool {
        (try? Scrypt.needsRehash(phc: hash, parameters: parameters)) ?? true
    }

    private func run<Result: Sendable>(_ work: @escaping @Sendable () throws -> Result) async throws -> Result {
        guard waiting.add(1, ordering: .relaxed).newValue <= Self.waitingLimit else {
            waiting.subtract(1, ordering: .relaxed)
            throw DomainError(.unavailable, "busy", "系统繁忙，请稍后重试", "Busy; try again in a moment")
        }
        defer { waiting.subtract(1, ordering: .relaxed) }
        // Either queue will do; chance spreads them evenly enough.
        let queue = queues[Int.random(in: queues.indices)]
        return try await withCheckedThrowingContinuation { continuation in
            queue.async { continuation.resume(with: Swift.Result { try work() }) }
        }
    }
}

/// Tokens of 256 bits with a prefix that scanners know (令牌); only their SHA-256 is stored.
package struct RandomTokens: TokenMint {
    package init() {}

    /// A token of a session, for whoever writes one into a database of its own.
    package func mintSession() throws -> String { try mint(.session) }

    package func mint(_ kind: TokenKind) throws -> String { Random.token(prefix: kind.prefix) }

    package func hash(_ token: String) -> [UInt8] { SHA256.digest(of: token) }
}
