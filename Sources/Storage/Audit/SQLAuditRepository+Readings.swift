import Domain
import SQLite

/// Who looked at records or carried them off (阅览登记).
extension SQLAuditRepository {
    func noteReading(of resource: ResourceName, id: Int64) throws {
        let action = "get_\(resource.path.replacing("-", with: "_"))"
        let people = resource == .households ? try residents(inHousehold: id) : []
        for person in people { try noteFile(action, of: .residents, id: person) }
        guard people.isEmpty else { return }
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

    /// Who lives there today: whose door it is can be seen by them, as what else is looked up of them.
    private func residents(inHousehold id: Int64) throws -> [Int64] {
        let sql = "SELECT resident_id FROM residence WHERE household_id = ? AND until_date IS NULL"
        return try transaction.connection.query(sql, [.integer(id)]) { $0.integer(0) }
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
