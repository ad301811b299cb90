package import Domain
import SQLite

extension SQLReader {
    package func contains(_ resource: ResourceName, id: Int64, scope: DataScope) throws -> Bool {
        if try find(resource, id: id, scope: scope) != nil { return true }
        return try isGuest(resource, id: id, scope: scope)
    }

    /// Whether it is a case that somebody of another scope helps with: it is seen, and changed by what is for them alone.
    private func isGuest(_ resource: ResourceName, id: Int64, scope: DataScope) throws -> Bool {
        let source = Projection[resource].source
        guard resource == .cases, let helps = source.guest(scope), let own = source.guestIDs(scope) else {
            return false
        }
        let sql = "SELECT 1 FROM case_guest g WHERE g.case_id = ? AND \(helps) LIMIT 1"
        return try connection.first(sql, [.integer(id)] + own) { _ in true } ?? false
    }

    /// A row in scope: its community and version.
    func find(_ resource: ResourceName, id: Int64, scope: DataScope) throws -> (community: Int64?, version: Int64)? {
        let projection = Projection[resource]
        return try connection.withStatement(lookup(projection, scope)) { statement in
            try statement.bind(1, id)
            try statement.bind(
                scope.bindings(projection.source, isReading: projection.source.isLookedUpAsRead),
                from: 2
            )
            return try statement.step() ? (statement.optionalInteger(0), statement.integer(1)) : nil
        }
    }

    package func principal(tokenHash: [UInt8], now: Instant) throws -> Session? {
        let sql = """
            SELECT s.expires_at, s.id, s.last_seen_at, s.idle_seconds, \(Principal.columns("a"))
            FROM session s JOIN account a ON a.id = s.account_id
            WHERE s.token_hash = ? AND s.expires_at > ? AND a.disabled = 0
            """
        let session = try connection.first(sql, [.blob(tokenHash), .integer(now.milliseconds)]) { row in
            Session(
                principal: Principal(row, from: 4, credential: .session(row.integer(1))),
                expiresAt: Instant(milliseconds: row.integer(0)),
                lastSeenAt: Instant(milliseconds: row.integer(2)),
                idleSeconds: row.integer(3)
            )
        }
        return try session ?? key(tokenHash, now)
    }

    /// Longer than any key lives: a program may have nothing to do for weeks.
    private static let neverIdle: Int64 = 1 << 32

    private func key(_ tokenHash: [UInt8], _ now: Instant) throws -> Session? {
        let sql = """
            SELECT k.expires_at, k.id, coalesce(k.last_used_at, k.created_at), k.scopes, k.addresses, k.per_minute,
                \(Principal.columns("a"))
            FROM api_key k JOIN account a ON a.id = k.account_id
            WHERE k.token_hash = ? AND k.expires_at > ? AND a.disabled = 0
            """
        return try connection.first(sql, [.blob(tokenHash), .integer(now.milliseconds)]) { row in
            Session(
                principal: Principal(
                    row,
                    from: 6,
                    credential: .apiKey(row.integer(1)),
                    scopes: Set(row.text(3).split(separator: " ").compactMap { Permission(code: $0) }),
                    requestsPerMinute: row.optionalInteger(5).map { Int32(clamping: $0) }
                ),
                expiresAt: Instant(milliseconds: row.integer(0)),
                lastSeenAt: Instant(milliseconds: row.integer(2)),
                idleSeconds: Self.neverIdle,
                addresses: row.optionalText(4)
            )
        }
    }

    package func principal(ofResident resident: Int64, boundBy key: Int64) throws -> Principal? {
        let sql = """
            SELECT \(Principal.columns("a")) FROM account a JOIN key_binding b ON b.account_id = a.id
            WHERE a.resident_id = ? AND a.role IN ('resident', 'party_member') AND a.disabled = 0 AND b.key_id = ?
            """
        return try connection.first(sql, [.integer(resident), .integer(key)]) { Principal($0, from: 0) }
    }

    package var reports: any ReportRepository { SQLReportRepository(connection: connection) }
    package var intakes: any IntakeReading { SQLIntakeReading(reader: self) }
    package var minutesReading: any MinutesReading { SQLMinutesReading(reader: self) }
    package var sessionReading: any SessionReading { SQLSessionReading(connection: connection) }
    package var votes: any VoteReading { SQLVoteReading(connection: connection, vault: vault) }
}

extension Principal {
    /// The columns that a principal is read from, of the account called by an alias.
    static func columns(_ alias: String) -> String {
        [
            "id", "name", "role", "subdistrict_id", "community_id", "grid_id", "branch_id", "organization_id",
            "resident_id",
        ].map { "\(alias).\($0)" }.joined(separator: ", ")
    }

    static let columnCount: Int32 = 9

    /// Reads the columns above, which begin at the given one.
    init(
        _ row: borrowing Statement,
        from first: Int32,
        credential: Credential? = nil,
        scopes: Set<Permission>? = nil,
        requestsPerMinute: Int32? = nil
    ) {
        let role = Role(rawValue: row.text(first + 2))
        let scope: DataScope =
            if let community = row.optionalInteger(first + 4) {
                Self.scope(
                    of: role,
                    in: community,
                    keepsParty: scopes?.contains(.readParty) ?? true,
                    grid: row.optionalInteger(first + 5),
                    branch: row.optionalInteger(first + 6),
                    organization: row.optionalInteger(first + 7),
                    resident: row.optionalInteger(first + 8),
                    account: row.integer(first)
                )
            } else if let subdistrict = row.optionalInteger(first + 3) {
                .subdistrict(subdistrict)
            } else {
                role == .admin ? .everything : .visitor
            }
        self.init(
            accountID: row.integer(first),
            name: row.text(first + 1),
            role: role,
            scope: scope,
            credential: credential,
            scopes: scopes,
            requestsPerMinute: requestsPerMinute
        )
    }

    private static func scope(
        of role: Role?,
        in community: Int64,
        keepsParty: Bool,
        grid: Int64?,
        branch: Int64?,
        organization: Int64?,
        resident: Int64?,
        account: Int64
    ) -> DataScope {
        switch role {
        case .gridLeader, .gridWorker: grid.map { .grid($0, community: community, account: account) } ?? .visitor
        case .branchSecretary: branch.map { .branch($0, community: community) } ?? .visitor
        case .orgOperator, .partner: organization.map { .organization($0, community: community) } ?? .visitor
        case .resident: resident.map { .resident($0, community: community) } ?? .visitor
        case .partyMember:
            // Who lives elsewhere looks on.
            resident.map { .resident($0, community: community) } ?? .onlooker(community: community)
        // A program that was not given the Party's records finds nothing of them by another way.
        case .admin, .secretary, .staff: keepsParty ? .community(community) : .civil(community: community)
        case .socialWorker: .civil(community: community)
        case .subdistrictOfficer, .auditor, .integration, nil: .onlooker(community: community)
        }
    }
}
