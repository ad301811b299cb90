import Domain
import SQLite

/// Where accounts and sessions lie (账号与会话的存储).
struct SQLAccessRepository: AccessRepository {
    let transaction: SQLTransaction

    var connection: Connection { transaction.connection }

    func account(login: String) throws -> Account? {
        try account(where: "a.login = ? COLLATE NOCASE ORDER BY a.id", .text(login))
    }

    func account(_ id: Int64) throws -> Account? {
        try account(where: "a.id = ?", .integer(id))
    }

    /// What the column holds, which wants a hash, as long as nobody chose a password: it is the hash of none.
    private static let noPassword = "$scrypt$none"

    func account(where condition: String, _ value: Value) throws -> Account? {
        let sql = """
            SELECT \(Principal.columns("a")), a.login, a.password, a.disabled FROM account a WHERE \(condition)
            """
        return try connection.first(sql, [value], Self.makeAccount)
    }

    static func makeAccount(_ row: borrowing Statement) -> Account {
        let first = Principal.columnCount
        let hash = row.text(first + 1)
        return Account(
            id: row.integer(0),
            login: row.text(first),
            principal: Principal(row, from: 0),
            passwordHash: hash == noPassword ? nil : hash,
            isDisabled: row.boolean(first + 2)
        )
    }

    func rights(of account: Int64) throws -> NewAccount? {
        let sql = """
            SELECT login, name, role, subdistrict_id, community_id, grid_id, branch_id, organization_id, resident_id
            FROM account WHERE id = ?
            """
        return try connection.first(sql, [.integer(account)]) { row in
            Role(rawValue: row.text(2)).map { role in
                NewAccount(
                    login: row.text(0),
                    name: row.text(1),
                    role: role,
                    subdistrict: row.optionalInteger(3),
                    community: row.optionalInteger(4),
                    grid: row.optionalInteger(5),
                    branch: row.optionalInteger(6),
                    organization: row.optionalInteger(7),
                    resident: row.optionalInteger(8)
                )
            }
        } ?? nil
    }

    func soleAccount() throws -> (isEmpty: Bool, sole: Account?) {
        let ids = try connection.query("SELECT id FROM account ORDER BY id LIMIT 2") { $0.integer(0) }
        return (ids.isEmpty, try ids.count == 1 ? account(ids[0]) : nil)
    }

    func setPassword(_ hash: String, of account: Int64) throws {
        try transaction.touch(.accounts, account)
        try connection.run(
            "UPDATE account SET password = ?, version = version + 1, updated_at = ? WHERE id = ?",
            [.text(hash), .integer(transaction.now.milliseconds), .integer(account)]
        )
    }

    func insert(_ account: NewAccount) throws -> Int64 {
        guard try self.account(login: account.login) == nil else { throw Self.taken(account.login) }
        let now = Value.integer(transaction.now.milliseconds)
        do {
            try connection.run(
                """
                INSERT INTO account (login, name, role, password, subdistrict_id, community_id, grid_id, branch_id,
                    organization_id, resident_id, party_member_id, created_at, updated_at)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
                [
                    .text(account.login), .text(account.name), .text(account.role.rawValue),
                    .text(account.passwordHash ?? Self.noPassword),
                    .optional(account.subdistrict), .optional(account.community), .optional(account.grid),
                    .optional(account.branch), .optional(account.organization), .optional(account.resident),
                    .optional(account.partyMember), now, now,
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

    func formerDuty(of account: Int64) throws -> Role? {
        let sql = "SELECT former_duty FROM account WHERE id = ?"
        return try connection.first(sql, [.integer(account)]) { $0.optionalText(0).flatMap { Role(rawValue: $0) } }
            ?? nil
    }

    func setFormerDuty(_ role: Role, of account: Int64) throws {
        try connection.run(
            "UPDATE account SET former_duty = ? WHERE id = ?",
            [.text(role.rawValue), .integer(account)]
        )
    }

    private static func taken(_ login: String) -> DomainError {
        DomainError(
            .conflict,
            "duplicate",
            "登录名“\(login)”已被使用",
            "The login “\(login)” is taken",
            fields: [.body("login", "duplicate", "登录名已被使用", "The login is taken")]
        )
    }

    private func refusal(of account: NewAccount, _ error: SQLiteError) -> any Error {
        if error.isUnique { return Self.taken(account.login) }
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
}
