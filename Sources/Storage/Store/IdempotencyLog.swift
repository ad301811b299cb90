import Domain
import SQLite

/// The answers that repeated requests get again (幂等记录), on the writer, in the transaction of their effect.
struct IdempotencyLog {
    let connection: Connection
    let vault: Vault
    let request: IdempotentRequest
    let account: Int64
    let now: Instant
    /// How long an answer is kept.
    let keptMilliseconds: Int64

    /// How many expired answers each new one takes away: more than come, so that none pile up.
    private static let sweep = 8

    /// What an earlier request with this key came to; nil for the first one.
    ///
    /// Throws 422 where it had other content.
    func earlier() throws -> Outcome? {
        let found = try connection.first(
            """
            SELECT fingerprint, outcome, content, format, row_id, row_version FROM idempotency_key
            WHERE account_id = ? AND key = ? AND method = ? AND path = ? AND created_at > ?
            """,
            place + [.integer(now.milliseconds - keptMilliseconds)]
        ) { row in (fingerprint: row.blob(0), outcome: try Self.outcome(row)) }
        guard let found = try found ?? unnamed() else { return nil }
        guard found.fingerprint == fingerprint else { throw DomainError.idempotencyKeyReused }
        return found.outcome
    }

    /// Whether somebody sent the same with this key before, and got a secret for it.
    func wasDoneBySomebody() throws -> Bool {
        try connection.first(
            """
            SELECT 1 FROM idempotency_key
            WHERE key = ? AND path = ? AND outcome = 'secret' AND method = ? AND fingerprint = ? AND created_at > ?
            """,
            [
                .text(request.key), .text(request.path), .text(request.method), .blob(fingerprint),
                .integer(now.milliseconds - keptMilliseconds),
            ]
        ) { _ in true } ?? false
    }

    func keep(_ outcome: Outcome, isUnnamed: Bool = false) throws {
        var (code, content): (String, Value) = ("secret", .null)
        var (format, id, version): (String?, Int64?, Int64?) = (nil, nil, nil)
        switch outcome {
        case .answered(let rendered):
            (code, content) = ("answered", .blob(rendered.bytes))
            (format, id, version) = (rendered.format.rawValue, rendered.id, rendered.version)
        case .refused(let error): (code, content) = ("refused", .blob(error.kept))
        case .secret: break
        }
        let row: [Value] = [
            .blob(fingerprint), .text(code), content, .optional(format), .optional(id), .optional(version),
            .integer(now.milliseconds),
        ]
        // An expired one may still be there.
        if isUnnamed {
            try connection.run(
                "INSERT OR REPLACE INTO idempotency_unnamed VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                [.blob(unnamedPlace)] + row
            )
        } else {
            try connection.run(
                "INSERT OR REPLACE INTO idempotency_key VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                place + row
            )
        }
        try forgetExpired()
    }

    /// What a request came to.
    enum Outcome {
        case answered(Rendered)
        case refused(DomainError)
        /// It succeeded, and its answer is not kept.
        case secret
    }

    private func forgetExpired() throws {
        try connection.run(
            """
            DELETE FROM idempotency_key WHERE (account_id, key, method, path) IN (
                SELECT account_id, key, method, path FROM idempotency_key WHERE created_at <= ?
                ORDER BY created_at LIMIT ?)
            """,
            [.integer(now.milliseconds - keptMilliseconds), .integer(Int64(Self.sweep))]
        )
        try connection.run(
            """
            DELETE FROM idempotency_unnamed WHERE place IN (
                SELECT place FROM idempotency_unnamed WHERE created_at <= ? ORDER BY created_at LIMIT ?)
            """,
            [.integer(now.milliseconds - keptMilliseconds), .integer(Int64(Self.sweep))]
        )
    }

    /// The same of a request whose sender nobody is to know.
    private func unnamed() throws -> (fingerprint: [UInt8], outcome: Outcome)? {
        try connection.first(
            """
            SELECT fingerprint, outcome, content, format, row_id, row_version FROM idempotency_unnamed
            WHERE place = ? AND created_at > ?
            """,
            [.blob(unnamedPlace), .integer(now.milliseconds - keptMilliseconds)]
        ) { row in (fingerprint: row.blob(0), outcome: try Self.outcome(row)) }
    }

    private var unnamedPlace: [UInt8] {
        vault.requestPrint(
            of: Array("\(account)\n\(request.method)\n\(request.path)\n\(request.key)".utf8)
        )
    }

    private var place: [Value] {
        [.integer(account), .text(request.key), .text(request.method), .text(request.path)]
    }

    private var fingerprint: [UInt8] { vault.requestPrint(of: request.content) }

    private static func outcome(_ row: borrowing Statement) throws -> Outcome {
        switch row.text(1) {
        case "secret": return .secret
        case "refused": return .refused(try DomainError(kept: row.blob(2)))
        default:
            var rendered = Rendered(
                bytes: row.blob(2),
                format: Format(rawValue: row.text(3)) ?? .json,
                version: row.optionalInteger(5),
                id: row.optionalInteger(4)
            )
            rendered.isReplayed = true
            return .answered(rendered)
        }
    }
}
