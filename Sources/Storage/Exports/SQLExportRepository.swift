import Domain
import SQLite

/// Where unmasked exports are written down (导出台账的存储).
struct SQLExportRepository: ExportRepository {
    let transaction: SQLTransaction

    func note(reason: String, operator: String) throws {
        try transaction.connection.run(
            """
            INSERT INTO unmasked_export (reason, operator, residents, created_at) \
            VALUES (?, ?, (SELECT count(*) FROM resident), ?)
            """,
            [.text(reason), .text(`operator`), .integer(transaction.now.milliseconds)]
        )
        // Each person can see who took the own data out and what for, so there is an entry for each.
        let people = try transaction.connection.query("SELECT id, community_id FROM resident") {
            (id: $0.integer(0), community: $0.integer(1))
        }
        for person in people {
            transaction.acts.append(
                ActDone(
                    action: "export_unmasked",
                    object: "residents/\(person.id)",
                    account: nil,
                    community: person.community,
                    words: "\(`operator`): \(reason)"
                )
            )
        }
    }
}
