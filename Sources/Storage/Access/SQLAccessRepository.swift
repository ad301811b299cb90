import Domain
import SQLite

/// Where accounts and sessions lie (账号与会话的存储).
struct SQLAccessRepository: AccessRepository {
    let transaction: SQLTransaction

    private var connection: Connection { transaction.connection }

    func account(login: String) throws -> Account? {
        let sql = """
            SELECT \(Principal.columns("a")), a.password, a.disabled FROM account a WHERE a.login = ?
            """
        return try connection.first(sql, [.text(login)]) { row in
            Account(
                id: row.integer(0),
                principal: Principal(row, from: 0),
                passwordHash: row.text(Principal.columnCount),
                isDisabled: row.boolean(Principal.columnCount + 1)
            )
        }
    }

    func insert(_ account: NewAccount) throws -> Int64 {
        transaction.changedAccess = true
        let now = Value.integer(transaction.now.milliseconds)
        do {
            try connection.run(
                """
                INSERT INTO account (login, name, role, password, subdistrict_id, community_id, grid_id, branch_id,
                    organization_id, resident_id, created_at, updated_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
                [
                    .text(account.login), .text(account.name), .text(account.role.rawValue),
                    .text(account.passwordHash),
                    .optional(account.subdistrict), .optional(account.community), .optional(account.grid),
                    .optional(account.branch), .optional(account.organization), .optional(account.resident), now, now,
                ]
            )
        } catch {
            throw refusal(of: account, error)
        }
        let id = connection.lastInsertedID
        try transaction.touch(.accounts, id, isNew: true)
        return id
    }

    func community(of account: NewAccount) throws -> Int64? {
        let parts: [(ResourceName, Int64?)] = [
            (.grids, account.grid), (.partyOrganizations, account.branch), (.organizations, account.organization),
            (.residents, account.resident),
        ]
        for case (let resource, let id?) in parts {
            return try transaction.reader.find(resource, id: id, scope: .everything)?.community
        }
        return nil
    }

    private func refusal(of account: NewAccount, _ error: SQLiteError) -> any Error {
        if error.isUnique {
            return DomainError(
                .conflict,
                "duplicate",
                "登录名“\(account.login)”已被使用",
                "The login “\(account.login)” is taken",
                fields: [.body("login", "duplicate", "登录名已被使用", "The login is taken")]
            )
        }
        if error.isCheck {
            return DomainError(
                .invalid,
                "incomplete_scope",
                "角色“\(account.role.title.chinese)”缺少所需的数据范围",
                "The role “\(account.role.title.english)” lacks the scope that it needs"
            )
        }
        if error.isForeignKey {
            return DomainError(
                .invalid,
                "unknown_reference",
                "所指的社区、网格或居民不存在",
                "The community, grid or resident does not exist"
            )
        }
        return error
    }

    func openSession(tokenHash: [UInt8], account: Int64, expiresAt: Instant) throws {
        try transaction.note("sign_in", account: account)
        try connection.run(
            "INSERT INTO session (token_hash, account_id, created_at, expires_at) VALUES (?, ?, ?, ?)",
            [
                .blob(tokenHash), .integer(account), .integer(transaction.now.milliseconds),
                .integer(expiresAt.milliseconds),
            ]
        )
    }

    func closeSession(tokenHash: [UInt8]) throws {
        transaction.changedAccess = true
        let sql = "SELECT account_id FROM session WHERE token_hash = ?"
        if let account = try connection.first(sql, [.blob(tokenHash)], { $0.integer(0) }) {
            try transaction.note("sign_out", account: account)
        }
        try connection.run("DELETE FROM session WHERE token_hash = ?", [.blob(tokenHash)])
    }

    func forgetSessions(endedBefore moment: Instant) throws {
        try connection.run("DELETE FROM session WHERE expires_at <= ?", [.integer(moment.milliseconds)])
    }
}
