import SQLite

/// The cases (诉求数据): a random grid, building and reporter each, at even distances, some of them closed.
struct CaseFiller {
    /// When the first case came in, in milliseconds: the same moment as in the C reference's data.
    static let beginning: Int64 = 1_700_000_000_000

    /// Rows that share a transaction: the commits cost nothing, and progress shows.
    private static let batch = 50_000
    /// From the first case to the last one, at most, in milliseconds: a million cases come in one a minute, and more of
    /// them closer together, so that none lies in the future.
    private static let span = 1_000_000 * 60_000

    private static let sql = """
        INSERT INTO case_file (
            community_id, number, kind, source, category_id, title, description, status, grid_id, compound_id, building_id,
            reporter_id, answerable_id, handler_id, entered_by, created_at, due_at, closed_at, updated_at)
        VALUES (?, ?, 'complaint', 'resident', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """

    /// One row of the timeline, enough for `linli check` to find that it ends where the case stands.
    private static let event = """
        INSERT INTO case_event (case_id, at, actor_id, move, to_status) VALUES (?, ?, ?, 'create', ?)
        """

    private static let statuses = ["received", "dispatched", "handling", "checking", "closed", "declined"]

    let connection: Connection
    let territory: ScratchTerritory

    func fill(_ count: Int) throws {
        var generator = SeededGenerator(seed: 20_261_123)
        let texts = Texts(
            descriptions: ChineseText.pool(20_000, length: 170...230, &generator),
            titles: ChineseText.pool(20_000, length: 10...24, &generator)
        )
        let distance = min(60_000, Self.span / count)
        for start in stride(from: 1, through: count, by: Self.batch) {
            let end = min(start + Self.batch - 1, count)
            try connection.transaction {
                for number in start...end { try insert(number, distance, texts, &generator) }
            }
            Terminal.progress("\(end) of \(count) cases")
        }
    }

    private struct Texts {
        let descriptions: [String]
        let titles: [String]
    }

    private func insert(_ number: Int, _ distance: Int, _ texts: Texts, _ generator: inout SeededGenerator) throws {
        let community = territory.community(ofCase: number)
        let answerable = BenchAccount.secretary(of: community, territory)
        let building = generator.integer(1...territory.buildings)
        let category = generator.integer(1...territory.categories)
        let reporter = generator.integer(1...territory.residents)
        let title = generator.pick(texts.titles)
        let description = generator.pick(texts.descriptions)
        let status = generator.pick(Self.statuses)
        let isClosed = status == "closed" || status == "declined"
        let created = Self.beginning + Int64(number * distance + generator.integer(0...59) * distance / 60)
        let due = created + Int64(generator.integer(1...14)) * 86_400_000
        let updated = created + Int64(generator.integer(0...86_399)) * 1000
        try connection.withStatement(Self.sql) { row in
            try row.bind(1, community)
            try row.bind(2, Self.number(number))
            try row.bind(3, territory.id(category, of: territory.categories, in: community))
            try row.bind(4, title)
            try row.bind(5, description)
            try row.bind(6, status)
            try row.bind(7, territory.id(territory.grid(ofBuilding: building), of: territory.grids, in: community))
            try row.bind(
                8,
                territory.id(territory.compound(ofBuilding: building), of: territory.compounds, in: community)
            )
            try row.bind(9, territory.id(building, of: territory.buildings, in: community))
            try row.bind(10, territory.id(reporter, of: territory.residents, in: community))
            try row.bind(11, answerable)
            // Whoever is dispatched to is needed from then on; before it there is nobody.
            try row.bind(12, status == "received" || status == "declined" ? nil : answerable)
            try row.bind(13, answerable)
            try row.bind(14, created)
            try row.bind(15, due)
            try row.bind(16, isClosed ? updated : nil)
            try row.bind(17, updated)
            _ = try row.step()
        }
        let id = connection.lastInsertedID
        try connection.withStatement(Self.event) { row in
            try row.bind(1, id)
            try row.bind(2, updated)
            try row.bind(3, answerable)
            try row.bind(4, status)
            _ = try row.step()
        }
    }

    /// Of another prefix than the numbers that the server gives, so that they never meet: BN-000000001.
    private static func number(_ number: Int) -> String {
        let digits = String(number)
        return "BN-\(String(repeating: "0", count: max(0, 9 - digits.count)))\(digits)"
    }
}
