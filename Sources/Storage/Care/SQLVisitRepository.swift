import Domain
import SQLite

/// Where visits and wishes lie (走访与心愿的存储).
struct SQLVisitRepository: VisitRepository {
    let transaction: SQLTransaction

    private var connection: Connection { transaction.connection }

    func home(household: Int64?, dwelling: Int64?, scope: DataScope) throws -> VisitedHome? {
        let (resource, id): (ResourceName, Int64?) =
            household == nil ? (.dwellings, dwelling) : (.households, household)
        guard let id, try transaction.contains(resource, id: id, scope: scope) else { return nil }
        let flat =
            household == nil ? "d.id = ?" : "d.id = (SELECT h.dwelling_id FROM household h WHERE h.id = ?)"
        let sql = """
            SELECT d.community_id, d.id, u.building_id, b.compound_id, g.grid_id
            FROM dwelling d JOIN unit u ON u.id = d.unit_id JOIN building b ON b.id = u.building_id
            LEFT JOIN building_grid g ON g.building_id = b.id AND g.until_date IS NULL
            WHERE \(flat)
            """
        return try connection.first(sql, [.integer(id)]) { row in
            VisitedHome(
                community: row.integer(0),
                dwelling: row.integer(1),
                building: row.integer(2),
                compound: row.integer(3),
                household: household,
                grid: row.optionalInteger(4)
            )
        }
    }

    func sent(_ entry: VisitEntry, named name: String, by visitor: Int64) throws -> (id: Int64, isSame: Bool)? {
        let sql = """
            SELECT id, CASE WHEN sent_content IS NOT NULL THEN sent_content = ?6
                ELSE (household_id IS ?3 OR dwelling_id IS ?4) AND result = ?5 END FROM home_visit
            WHERE visitor_id = ?1 AND client_id = ?2
            """
        let values: [Value] = [
            .integer(visitor), .text(name), .integer(entry.householdID ?? 0), .integer(entry.dwellingID ?? 0),
            .text(entry.result.rawValue), content(entry),
        ]
        return try connection.first(sql, values) { ($0.integer(0), $0.boolean(1)) }
    }

    func noteSent(_ entry: VisitEntry, as visit: Int64) throws {
        try connection.run(
            "UPDATE home_visit SET sent_content = ? WHERE id = ?",
            [content(entry), .integer(visit)]
        )
    }

    /// Keyed, so that whoever has the file can not guess at words.
    private func content(_ entry: VisitEntry) -> Value {
        .blob(transaction.reader.vault.lookupHash("visit_content \(entry.content)"))
    }

    func add(_ supplies: [Supply], to visit: Int64) throws {
        for (place, supply) in supplies.enumerated() {
            try connection.run(
                "INSERT INTO home_visit_supply (visit_id, place, item, quantity) VALUES (?, ?, ?, ?)",
                [.integer(visit), .integer(Int64(place)), .text(supply.item), .integer(supply.quantity)]
            )
        }
    }

    func lives(_ resident: Int64, in household: Int64) throws -> Bool {
        let sql = "SELECT household_id FROM residence WHERE resident_id = ? AND until_date IS NULL"
        return try connection.first(sql, [.integer(resident)]) { $0.integer(0) } == household
    }

    func name(ofResident resident: Int64) throws -> String? {
        try connection.first("SELECT name FROM resident WHERE id = ?", [.integer(resident)]) { $0.text(0) }
    }

    func commonCategory(community: Int64) throws -> Int64? {
        let sql = "SELECT id FROM case_category WHERE community_id = ? ORDER BY code <> 'other', id LIMIT 1"
        return try connection.first(sql, [.integer(community)]) { $0.integer(0) }
    }

    func wish(_ id: Int64, scope: DataScope) throws -> WishStatus? {
        guard try transaction.contains(.wishes, id: id, scope: scope) else { return nil }
        return try connection.first("SELECT status FROM wish WHERE id = ?", [.integer(id)]) {
            WishStatus(rawValue: $0.text(0))
        } ?? nil
    }
}
