import Domain
import SQLite

/// Where grid memberships of buildings lie (楼栋网格归属的存储).
struct SQLTerritoryRepository: TerritoryRepository {
    let transaction: SQLTransaction

    func currentMembership(ofBuilding building: Int64) throws -> GridMembership? {
        let sql = "SELECT grid_id, from_date FROM building_grid WHERE building_id = ? AND until_date IS NULL"
        let row = try transaction.connection.first(sql, [.integer(building)]) { ($0.integer(0), $0.text(1)) }
        guard let row, let from = CivilDate(row.1) else { return nil }
        return GridMembership(gridID: row.0, from: from)
    }

    func correctMembership(ofBuilding building: Int64, toGrid grid: Int64, reason: String?) throws {
        let now = Value.integer(transaction.now.milliseconds)
        try transaction.connection.run(
            """
            UPDATE building_grid SET grid_id = ?, reason = ?, version = version + 1, updated_at = ? \
            WHERE building_id = ? AND until_date IS NULL
            """,
            [.integer(grid), .optional(reason), now, .integer(building)]
        )
        try touch(building)
    }

    func endMembership(ofBuilding building: Int64, on date: CivilDate) throws {
        try transaction.connection.run(
            """
            UPDATE building_grid SET until_date = ?, version = version + 1, updated_at = ? \
            WHERE building_id = ? AND until_date IS NULL
            """,
            [.text(date.description), .integer(transaction.now.milliseconds), .integer(building)]
        )
    }

    func beginMembership(
        ofBuilding building: Int64,
        inGrid grid: Int64,
        community: Int64,
        from date: CivilDate,
        reason: String?
    ) throws {
        let now = Value.integer(transaction.now.milliseconds)
        let draft = Draft(.buildingGrids)
        try transaction.explaining(draft, Projection[.buildingGrids], id: nil) {
            try transaction.connection.run(
                """
                INSERT INTO building_grid (community_id, building_id, grid_id, from_date, reason, created_at, updated_at) \
                VALUES (?, ?, ?, ?, ?, ?, ?)
                """,
                [
                    .integer(community), .integer(building), .integer(grid), .text(date.description), .optional(reason),
                    now,
                    now,
                ]
            )
        }
        try touch(building)
    }

    /// The building itself reads differently now, so whoever holds its old version is told.
    private func touch(_ building: Int64) throws {
        try transaction.connection.run(
            "UPDATE building SET version = version + 1, updated_at = ? WHERE id = ?",
            [.integer(transaction.now.milliseconds), .integer(building)]
        )
    }

    func community(of resource: ResourceName, id: Int64) throws -> Int64? {
        try transaction.reader.find(resource, id: id, scope: .everything)?.community
    }
}
