import Domain
import SQLite

extension SQLStore {
    /// A column whose values are sealed.
    package struct SealedColumn: Sendable {
        package let table: String
        package let column: String
    }

    /// All sealed columns, from the descriptions of the resources, and the keys of closed votes, which no resource shows.
    package static var sealedColumns: [SealedColumn] {
        [SealedColumn(table: "vote_key", column: "key")]
            + ResourceName.allCases.flatMap { name in
                Resource[name].fields.compactMap { field in
                    guard case .sealed = field.type else { return nil }
                    return SealedColumn(table: ResourceSource.of(name).table, column: field.name)
                }
            }
    }

    /// How many values of a column are sealed with another key than the newest.
    package func sealedOtherwise(_ column: SealedColumn) async throws -> Int {
        let newest = vault.ring.newest.id
        return try await apart { connection in
            Int(
                try connection.first(
                    "SELECT count(*) FROM \(column.table) WHERE substr(\(column.column), 1, 1) <> ?",
                    [.blob([newest])]
                ) { $0.integer(0) } ?? 0
            )
        }
    }

    /// Records the keys that there are now, so that none of them can get lost unnoticed.
    package func noteKeys() async throws {
        let keys = vault.ring.all
        try await perform { transaction in
            try Schema.note(keys, on: transaction.connection, now: transaction.now.milliseconds)
        }
    }

    /// Seals some values anew with the newest key (密钥轮换), from a row on; neither version nor time of the row changes.
    ///
    /// - Returns: Where to go on, and how many values were sealed; no row when the column is done.
    package func reseal(_ column: SealedColumn, after row: Int64, limit: Int) async throws -> (next: Int64?, count: Int)
    {
        let vault = vault
        return try await perform { transaction in
            let newest = vault.ring.newest.id
            let rows = try transaction.connection.query(
                """
                SELECT id, \(column.column) FROM \(column.table)
                WHERE id > ? AND \(column.column) IS NOT NULL ORDER BY id LIMIT ?
                """,
                [.integer(row), .integer(Int64(limit))]
            ) { ($0.integer(0), $0.blob(1)) }
            var count = 0
            for (id, sealed) in rows where sealed.first != newest {
                let plain = try vault.open(sealed, table: column.table, column: column.column, row: id)
                let fresh = try vault.seal(plain, table: column.table, column: column.column, row: id)
                try transaction.connection.run(
                    "UPDATE \(column.table) SET \(column.column) = ? WHERE id = ?",
                    [.blob(fresh), .integer(id)]
                )
                count += 1
            }
            return (rows.last?.0, count)
        }
    }
}
