/// One step in the life of the schema, applied once and never edited afterwards.
package struct Migration: Sendable, Equatable {
    /// Its number and subject, such as "0001_territory"; the order of the names is the order of the steps.
    package let name: String
    /// Its statements; none of them begins or ends a transaction.
    package let sql: String

    /// Makes a migration.
    package init(name: String, sql: String) {
        self.name = name
        self.sql = sql
    }
}

/// A migration that a database has.
package struct AppliedMigration: Sendable, Equatable {
    /// Its name.
    package let name: String
    /// SHA-256 of its text when it was applied, in hexadecimal.
    package let sha256: String
    /// When it was applied, in UTC milliseconds.
    package let appliedAt: Int64
}

/// How far a database has come.
package struct MigrationStatus: Sendable, Equatable {
    /// What it has, in order.
    package let applied: [AppliedMigration]
    /// The names of what it still needs, in order.
    package let pending: [String]

    /// Whether the program can serve it as it is.
    package var isCurrent: Bool { pending.isEmpty }
}
