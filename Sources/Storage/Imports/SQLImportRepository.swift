import Domain
import SQLite

/// What imports ask of the store (导入的存储): whole registers at their start, one row at a time afterwards.
struct SQLImportRepository: ImportRepository {
    let transaction: SQLTransaction

    var connection: Connection { transaction.connection }
    var vault: Vault { transaction.reader.vault }

    func communities() throws -> [KnownRow] {
        try connection.query("SELECT id, code, name FROM community ORDER BY id") { row in
            KnownRow(id: row.integer(0), above: 0, names: [row.text(1), row.text(2)])
        }
    }

    func known(_ resource: ResourceName, in community: Int64) throws -> [KnownRow] {
        let columns =
            switch resource {
            case .compounds, .partyOrganizations: "0, name"
            case .grids: "0, code, name"
            case .buildings: "compound_id, code, name"
            case .units: "building_id, code"
            case .dwellings: "unit_id, room"
            default: preconditionFailure("\(resource.path) are not looked for by name")
            }
        let nameCount = Int32(columns.split(separator: ",").count - 1)
        let sql = "SELECT id, \(columns) FROM \(Projection[resource].source.table) WHERE community_id = ?"
        return try connection.query(sql, [.integer(community)]) { row in
            KnownRow(id: row.integer(0), above: row.integer(1), names: (0..<nameCount).map { row.text(2 + $0) })
        }
    }

    func households(in community: Int64) throws -> [KnownHousehold] {
        let sql = """
            SELECT h.id, h.dwelling_id, h.registered_head, r.resident_id, p.name FROM household h \
            LEFT JOIN residence r ON r.household_id = h.id AND r.until_date IS NULL AND r.relation = 'head' \
            LEFT JOIN resident p ON p.id = r.resident_id \
            WHERE h.community_id = ? AND h.until_date IS NULL
            """
        return try connection.query(sql, [.integer(community)]) { row in
            KnownHousehold(
                id: row.integer(0),
                dwelling: row.integer(1),
                names: [row.optionalText(2), row.optionalText(4)].compactMap { $0 },
                head: row.optionalInteger(3)
            )
        }
    }

    func difference(_ draft: Draft, from id: Int64) throws -> Draft {
        let projection = Projection[draft.resource]
        let stored = draft.values.filter { projection.isStored($0.field) && !isFixedPlace($0.field, projection) }
        guard !stored.isEmpty else { return Draft(draft.resource) }
        let columns = stored.map { entry in
            let name = projection.resource.fields[entry.field].name
            return projection.sealed.contains(entry.field) ? "\(name)_hash" : name
        }
        let sql = "SELECT \(columns.joined(separator: ", ")) FROM \(projection.source.table) WHERE id = ?"
        return try connection.withStatement(sql) { statement in
            try statement.bind(1, id)
            guard try statement.step() else { throw DomainError.notFound }
            var difference = Draft(draft.resource)
            for (index, entry) in stored.enumerated() {
                let isSealed = projection.sealed.contains(entry.field)
                if statement.value(Int32(index)) != comparable(entry.value, isSealed: isSealed) {
                    difference[entry.field] = entry.value
                }
            }
            return difference
        }
    }

    /// A row stays in its community, and the import found it there.
    private func isFixedPlace(_ field: Int, _ projection: Projection) -> Bool {
        projection.resource.fields[field].name == "community_id"
    }

    private func comparable(_ value: FieldValue, isSealed: Bool) -> Value {
        if isSealed, case .text(let plain) = value { return .blob(vault.lookupHash(plain)) }
        return Value(value)
    }

    func ownership(of dwelling: Int64, name: String, idNumber: String?) throws -> Int64? {
        if let idNumber {
            let sql = "SELECT id FROM ownership WHERE dwelling_id = ? AND id_number_hash = ? AND until_date IS NULL"
            let hash = Value.blob(vault.lookupHash(idNumber))
            if let id = try connection.first(sql, [.integer(dwelling), hash], { $0.integer(0) }) { return id }
        }
        // Two owners of one name are told apart by their numbers.
        let sql = """
            SELECT id FROM ownership WHERE dwelling_id = ? AND name = ? AND (? = 0 OR id_number_hash IS NULL)
                AND until_date IS NULL ORDER BY id
            """
        let hasNumber = Value.boolean(idNumber != nil)
        return try connection.first(sql, [.integer(dwelling), .text(name), hasNumber]) { $0.integer(0) }
    }

    func partyMember(_ identity: PartyMemberIdentity, in community: Int64) throws -> Int64? {
        if let resident = identity.resident {
            let sql = "SELECT id FROM party_member WHERE resident_id = ?"
            if let id = try connection.first(sql, [.integer(resident)], { $0.integer(0) }) { return id }
        }
        // Somebody of the same name who is another resident is another member.
        let sql = """
            SELECT id FROM party_member WHERE community_id = ? AND name = ? AND (joined_on = ? OR phone_hash = ?) \
            AND (resident_id IS NULL OR ? = 0) ORDER BY joined_on = ? DESC, id
            """
        let phone: Value = identity.phone.map { .blob(vault.lookupHash($0)) } ?? .null
        let values: [Value] = [
            .integer(community), .text(identity.name), .text(identity.joinedOn), phone,
            .boolean(identity.resident != nil), .text(identity.joinedOn),
        ]
        return try connection.first(sql, values) { $0.integer(0) }
    }
}
