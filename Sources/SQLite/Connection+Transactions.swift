import CSQLite

/// How a transaction begins.
package enum TransactionKind: Sendable {
    /// Takes the write lock at once, so that it cannot fail half-way because another connection wrote.
    case immediate
    /// A snapshot for reading, taken at the first read.
    case deferred
}

extension Connection {
    /// Runs a body in a transaction: commits when it returns, rolls back when it throws.
    ///
    /// The body may not commit by itself: that fails with code 531 and rolls back. Not inside another transaction.
    package func transaction<R>(_ kind: TransactionKind = .immediate, _ body: () throws -> R) throws -> R {
        try run(kind == .immediate ? "BEGIN IMMEDIATE" : "BEGIN")
        do {
            let result = try guardingCommits(body)
            if isAutocommit {
                throw SQLiteError(code: SQLITE_ABORT, message: "the transaction was rolled back before its end")
            }
            try run("COMMIT")
            return result
        } catch {
            rollBack()
            throw error
        }
    }

    /// Runs a body in a savepoint: kept when it returns, undone when it throws, what came before stays.
    ///
    /// Nests to any depth. Outside a transaction it is one by itself.
    ///
    /// - Throws: What the body throws. Ask `isAutocommit` afterwards: SQLite may have rolled back the whole transaction.
    package func savepoint<R>(_ body: () throws -> R) throws -> R {
        // One name for all: SQLite means the innermost one.
        try run("SAVEPOINT inner_work")
        do {
            let result = try body()
            try run("RELEASE inner_work")
            return result
        } catch {
            undoSavepoint()
            throw error
        }
    }

    private static let (begin, commit) = (StatementText("BEGIN"), StatementText("COMMIT"))

    /// Begins a transaction that only reads; its snapshot is taken at the first read.
    package func beginReading() throws(SQLiteError) { try run(Self.begin) }

    /// Ends a transaction that only read; whatever stands in its way, none is open afterwards.
    package func endReading() {
        // A failing read may have ended it already.
        if isAutocommit { return }
        do throws(SQLiteError) { try run(Self.commit) } catch { rollBack() }
    }

    /// Undoes the innermost savepoint, if the transaction is still there.
    private func undoSavepoint() {
        if isAutocommit { return }
        do throws(SQLiteError) {
            try execute("ROLLBACK TO inner_work; RELEASE inner_work")
        } catch {
            // The savepoint is gone or could not be undone. What it did must not be committed with the rest, so the
            // whole transaction goes.
            rollBack()
        }
    }

    /// Rolls back what is open; nothing happens when SQLite has already done so.
    private func rollBack() {
        // Neither a deadline nor a statement cache stands in the way of it. A failure leaves nothing to do: the
        // transaction is then undone when the connection is closed.
        if !isAutocommit { sqlite3_exec(database, "ROLLBACK", nil, nil, nil) }
    }

    private func guardingCommits<R>(_ body: () throws -> R) rethrows -> R {
        let wasOpen = commitGuard.isOpen
        commitGuard.isOpen = false
        defer { commitGuard.isOpen = wasOpen }
        return try body()
    }
}
