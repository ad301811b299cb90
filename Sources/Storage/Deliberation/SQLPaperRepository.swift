package import Domain
import SQLite

/// Where the papers of deliberation are known (议事材料的存储); the files themselves lie beside the database.
struct SQLPaperRepository: PaperRepository {
    let transaction: SQLTransaction

    private var connection: Connection { transaction.connection }

    func attach(
        _ upload: Upload,
        to place: PaperPlace,
        of community: Int64,
        as kind: PaperKind,
        caption: String?,
        step: DecisionStep?
    ) throws -> Int64 {
        let now = Value.integer(transaction.now.milliseconds)
        let (column, id) = Self.column(place)
        var (item, milestone): (Int64?, Int64?)
        switch place {
        case .item(let id, session: _): item = id
        case .milestone(let id, project: _): milestone = id
        case .session, .issue, .project: break
        }
        try connection.run(
            """
            INSERT INTO deliberation_paper (
                community_id, upload_id, account_id, kind, caption, \(column), created_at, updated_at, item_id, step,
                milestone_id)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?7, ?8, ?9, ?10)
            """,
            [
                .integer(community), .integer(upload.id), .integer(upload.account), .text(kind.rawValue),
                .optional(caption), .integer(id), now, .optional(item), .optional(step?.rawValue),
                .optional(milestone),
            ]
        )
        let paper = connection.lastInsertedID
        try transaction.touch(.deliberationPapers, paper, isNew: true)
        try transaction.touch(.uploads, upload.id)
        try connection.run(
            "UPDATE upload SET attached_at = ?1, version = version + 1, updated_at = ?1 WHERE id = ?2",
            [now, .integer(upload.id)]
        )
        return paper
    }

    func count(ofMilestone id: Int64) throws -> Int64 {
        let sql = "SELECT count(*) FROM deliberation_paper WHERE milestone_id = ? AND kind <> 'before'"
        return try connection.first(sql, [.integer(id)]) { $0.integer(0) } ?? 0
    }

    func count(of place: PaperPlace, _ kind: PaperKind) throws -> Int64 {
        let (column, id) = Self.column(place)
        let sql = "SELECT count(*) FROM deliberation_paper WHERE \(column) = ? AND kind = ?"
        return try connection.first(sql, [.integer(id), .text(kind.rawValue)]) { $0.integer(0) } ?? 0
    }

    func community(of resource: ResourceName, _ id: Int64) throws -> Int64? {
        try transaction.community(of: resource, id)
    }

    private static func column(_ place: PaperPlace) -> (String, Int64) {
        switch place {
        case .session(let id), .item(_, session: let id): ("session_id", id)
        case .issue(let id): ("issue_id", id)
        case .project(let id), .milestone(_, project: let id): ("project_id", id)
        }
    }
}

extension SQLReader {
    package func file(ofPaper id: Int64, scope: DataScope) throws -> PaperFile {
        guard try contains(.deliberationPapers, id: id, scope: scope) else { throw DomainError.notFound }
        let sql = """
            SELECT u.name, u.media_type, u.size, u.sha256, p.kind, p.step FROM deliberation_paper p JOIN upload u ON u.id = p.upload_id
            WHERE p.id = ?
            """
        let found =
            try connection.first(sql, [.integer(id)]) { row -> PaperFile? in
                guard let type = MediaType(rawValue: row.text(1)), let kind = PaperKind(rawValue: row.text(4)) else {
                    return nil
                }
                let file = KeptFile(name: row.text(0), type: type, size: row.integer(2), sha256: row.text(3))
                let step = row.optionalText(5).flatMap { DecisionStep(rawValue: $0) }
                return PaperFile(kind: kind, file: file, step: step)
            } ?? nil
        guard let found else { throw DomainError.notFound }
        return found
    }
}
