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
    }
}
