import Domain
import SQLite

/// Who looked at records or carried them off (阅览登记).
extension SQLAuditRepository {
    /// Records of an export that one transaction notes: some milliseconds of the writer.
    private static let piece = 500

    func noteReading(of resource: ResourceName, id: Int64) throws {
        note("get", resource, id, community: try transaction.community(of: resource, id))
    }

    func noteExport(of resource: ResourceName, id: Int64) throws {
        note("export", resource, id, community: try transaction.community(of: resource, id))
    }

    func noteFile(_ action: String, of resource: ResourceName, id: Int64) throws {
        let community = try transaction.community(of: resource, id)
        transaction.acts.append(
            ActDone(action: action, object: "\(resource.path)/\(id)", account: nil, community: community)
        )
    }

    func noteExport(
        of resource: ResourceName,
        _ query: ListQuery,
        scope: DataScope,
        after id: Int64
    ) throws -> Int64? {
        let projection = Projection[resource]
        let condition = ScopeCondition(scope, projection.source, isPage: true)
        // Of some resources only the Party's records are told of.
        let told = projection.source.partyRecords.map { ["(\($0))"] } ?? []
        let clauses = [condition.sql] + told + PageConditions(projection, query).filters + ["t.id > ?"]
        let sql = """
            SELECT t.id, \(projection.source.scope.community ?? "NULL") FROM \(projection.source.table) t \
            \(projection.source.joins) WHERE \(clauses.joined(separator: " AND ")) ORDER BY t.id LIMIT ?
            """
        let values =
            condition.values + PageConditions.values(query, projection, transaction.reader.vault)
            + [.integer(id), .integer(Int64(Self.piece))]
        let rows = try transaction.connection.query(sql, values) { ($0.integer(0), $0.optionalInteger(1)) }
        for (id, community) in rows {
            note("export", resource, id, community: community)
        }
        return rows.count == Self.piece ? rows.last?.0 : nil
    }

    private func note(_ verb: String, _ resource: ResourceName, _ id: Int64, community: Int64?) {
        transaction.acts.append(
            ActDone(
                action: "\(verb)_\(resource.path.replacing("-", with: "_"))",
                object: "\(resource.path)/\(id)",
                account: nil,
                community: community,
                // Why it is told of: not each reading is.
                words: Projection[resource].source.partyRecords == nil ? nil : "party_records"
            )
        )
    }
}
