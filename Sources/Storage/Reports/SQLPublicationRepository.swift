import Domain
import SQLite

/// Where published figures lie (公布统计的存储).
struct SQLPublicationRepository: PublicationRepository {
    let transaction: SQLTransaction

    private var connection: Connection { transaction.connection }

    func published(community: Int64) throws -> [PublishedFigure] {
        let sql = """
            SELECT DISTINCT f.figure, f.people, f.hidden FROM resident_publication p CROSS JOIN resident_figure f
                ON f.publication_id = p.id
            WHERE p.community_id = ?
            """
        return try connection.query(sql, [.integer(community)]) {
            PublishedFigure($0.text(0), $0.integer(1), isHidden: $0.boolean(2))
        }
    }

    func publish(_ publication: ResidentPublication, community: Int64, on date: CivilDate, smallest: Int64) throws {
        try connection.run(
            "INSERT INTO resident_publication (community_id, on_date, smallest, published_at) VALUES (?, ?, ?, ?)",
            [
                .integer(community), .text(date.description), .integer(smallest),
                .integer(transaction.now.milliseconds),
            ]
        )
        let id = connection.lastInsertedID
        for figure in publication.figures {
            try connection.run(
                "INSERT INTO resident_figure (publication_id, figure, people, hidden) VALUES (?, ?, ?, ?)",
                [.integer(id), .text(figure.name), .integer(figure.people), .boolean(figure.isHidden)]
            )
        }
    }
}

extension SQLReportRepository {
    func publication(community: Int64, on date: CivilDate, smallest: Int64) throws -> ResidentPublication? {
        let sql = "SELECT id FROM resident_publication WHERE community_id = ? AND on_date = ? AND smallest = ?"
        let values: [Value] = [.integer(community), .text(date.description), .integer(smallest)]
        guard let id = try connection.first(sql, values, { $0.integer(0) }) else { return nil }
        let figures = "SELECT figure, people, hidden FROM resident_figure WHERE publication_id = ?"
        return ResidentPublication(
            try connection.query(figures, [.integer(id)]) {
                PublishedFigure($0.text(0), $0.integer(1), isHidden: $0.boolean(2))
            }
        )
    }

    func inhabited(community id: Int64) throws -> InhabitedCommunity? {
        guard let community = try community(id) else { return nil }
        let grids = try connection.query("SELECT id, name FROM grid WHERE community_id = ? ORDER BY id", [.integer(id)])
        {
            ResidentFigures.Grid(id: $0.integer(0), name: $0.text(1))
        }
        return InhabitedCommunity(community: community, smallest: try smallestGroup(ofCommunity: id), grids: grids)
    }
}
