/// Brings a database to the schema of this program: forward only, each migration in one transaction.
package struct Migrator {
    private let migrations: [Migration]
    private let digest: (String) -> String
    private let now: () -> Int64

    /// Makes a migrator.
    ///
    /// - Parameters:
    ///   - migrations: All migrations of the program, their names rising.
    ///   - digest: SHA-256 of a text in hexadecimal.
    ///   - now: The time in UTC milliseconds.
    package init(_ migrations: [Migration], digest: @escaping (String) -> String, now: @escaping () -> Int64) {
        self.migrations = migrations
        self.digest = digest
        self.now = now
    }

    /// Compares the database with the program and changes nothing; a read-only connection suffices.
    ///
    /// - Throws: `MigrationError` when the two do not belong together.
    package func status(of connection: Connection) throws -> MigrationStatus {
        try checkOrder()
        let applied = try appliedMigrations(of: connection)
        let texts = Dictionary(uniqueKeysWithValues: migrations.map { ($0.name, $0.sql) })
        for migration in applied {
            guard let sql = texts[migration.name] else { throw MigrationError.newer(migration.name) }
            guard digest(sql) == migration.sha256 else { throw MigrationError.changed(migration.name) }
        }
        // All applied ones are known and rising, so at the first difference one of the program's is missing.
        for (known, present) in zip(migrations, applied) where known.name != present.name {
            throw MigrationError.gap(missing: known.name, applied: present.name)
        }
        return MigrationStatus(applied: applied, pending: migrations.dropFirst(applied.count).map(\.name))
    }

    /// Applies what is missing, in order; what was applied before a failing one stays.
    ///
    /// - Parameters:
    ///   - connection: The writing connection, outside a transaction.
    ///   - progress: Told the name of each migration before it is applied.
    ///   - sealing: Keeps what a migration left, in its own transaction.
    /// - Returns: The names of those applied now.
    /// - Throws: `MigrationError`, or `SQLiteError` when the list of applied ones cannot be read or written.
    package func migrate(
        _ connection: Connection,
        progress: (String) -> Void = { _ in },
        sealing: (Connection) throws -> Void = { _ in }
    ) throws -> [String] {
        let pending = try status(of: connection).pending
        try connection.run(
            """
            CREATE TABLE IF NOT EXISTS schema_migration (
                name TEXT PRIMARY KEY, sha256 TEXT NOT NULL, applied_at INTEGER NOT NULL
            ) STRICT
            """
        )
        for migration in migrations.suffix(pending.count) {
            progress(migration.name)
            do {
                try connection.transaction {
                    try apply(migration, to: connection)
                    try sealing(connection)
                }
            } catch let error as SQLiteError {
                throw MigrationError.failed(migration.name, error)
            }
        }
        return pending
    }

    private func apply(_ migration: Migration, to connection: Connection) throws {
        try connection.execute(migration.sql)
        try connection.run(
            "INSERT INTO schema_migration (name, sha256, applied_at) VALUES (?, ?, ?)",
            [.text(migration.name), .text(digest(migration.sql)), .integer(now())]
        )
    }

    private func appliedMigrations(of connection: Connection) throws -> [AppliedMigration] {
        let table = try connection.first(
            "SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'schema_migration'"
        ) { _ in true }
        if table == nil { return [] }
        return try connection.query("SELECT name, sha256, applied_at FROM schema_migration ORDER BY name") { row in
            AppliedMigration(name: row.text(0), sha256: row.text(1), appliedAt: row.integer(2))
        }
    }

    private func checkOrder() throws(MigrationError) {
        for (earlier, later) in zip(migrations, migrations.dropFirst()) where earlier.name >= later.name {
            throw .misordered(later.name)
        }
    }
}
