package import Domain
import SQLite

extension SQLReader {
    package func contains(_ resource: ResourceName, id: Int64, scope: DataScope) throws -> Bool {
        try find(resource, id: id, scope: scope) != nil
    }

    /// A row in scope: its community and version.
    func find(_ resource: ResourceName, id: Int64, scope: DataScope) throws -> (community: Int64?, version: Int64)? {
        let projection = Projection[resource]
        let condition = ScopeCondition(scope, projection.source)
        let community = projection.source.scope.community ?? "NULL"
        let version = projection.hasVersion ? "t.version" : "1"
        let sql = """
            SELECT \(community), \(version) FROM \(projection.source.table) t \(projection.source.joins) \
            WHERE t.id = ? AND \(condition.sql)
            """
        return try connection.first(sql, [.integer(id)] + condition.values) {
            ($0.optionalInteger(0), $0.integer(1))
        }
    }

    package func principal(tokenHash: [UInt8], now: Instant) throws -> Session? {
        let sql = """
            SELECT s.expires_at, a.id, a.name, a.role, a.subdistrict_id, a.community_id, a.grid_id, a.resident_id
            FROM session s JOIN account a ON a.id = s.account_id
            WHERE s.token_hash = ? AND s.expires_at > ? AND a.disabled = 0
            """
        return try connection.first(sql, [.blob(tokenHash), .integer(now.milliseconds)]) { row in
            Session(
                principal: Principal(row, from: 1),
                expiresAt: Instant(milliseconds: row.integer(0))
            )
        }
    }

    package var reports: any ReportRepository { SQLReportRepository(connection: connection) }
}

extension Principal {
    /// Reads id, name, role, sub-district, community, grid and resident from consecutive columns.
    init(_ row: borrowing Statement, from first: Int32) {
        let role = Role(rawValue: row.text(first + 2))
        let (community, grid, resident) = (
            row.optionalInteger(first + 4), row.optionalInteger(first + 5), row.optionalInteger(first + 6)
        )
        let scope: DataScope =
            if let community {
                if let grid, role == .gridLeader || role == .gridWorker {
                    .grid(grid, community: community)
                } else if let resident, role == .resident {
                    .resident(resident, community: community)
                } else {
                    .community(community)
                }
            } else if let subdistrict = row.optionalInteger(first + 3) {
                .subdistrict(subdistrict)
            } else {
                role == .admin ? .everything : .visitor
            }
        self.init(accountID: row.integer(first), name: row.text(first + 1), role: role, scope: scope)
    }
}
