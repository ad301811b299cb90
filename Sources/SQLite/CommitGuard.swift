import CSQLite

/// Refuses every commit that is not the one of the surrounding `transaction`.
///
/// A closure inside a transaction that runs COMMIT itself, or goes on writing after SQLite has rolled the transaction
/// back, would make rows permanent that are written again when the closure is run again. Its commit is turned into a
/// rollback with code 531.
final class CommitGuard {
    /// Whether a commit may happen now.
    var isOpen = true

    /// Asks the connection to question this guard before every commit.
    func install(on database: OpaquePointer) {
        sqlite3_commit_hook(
            database,
            { context in
                guard let context else { return 0 }
                return Unmanaged<CommitGuard>.fromOpaque(context).takeUnretainedValue().isOpen ? 0 : 1
            },
            Unmanaged.passUnretained(self).toOpaque()
        )
    }
}
