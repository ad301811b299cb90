import CSQLite

extension Connection {
    /// Runs a script of several statements without arguments; a failing one ends it.
    package func execute(_ script: String) throws(SQLiteError) {
        try begin(script)
        let code = sqlite3_exec(database, script, nil, nil, nil)
        if code != SQLITE_OK { throw .reported(by: database, code: code, sql: script) }
    }

    /// Runs one statement to its end; rows it returns are passed over.
    ///
    /// - Throws: Also when the number of values differs from the number of parameters.
    package func run(_ sql: String, _ values: [Value] = []) throws(SQLiteError) {
        try run(StatementText(sql), values)
    }

    /// The same for a text that was made before.
    package func run(_ text: StatementText, _ values: [Value] = []) throws(SQLiteError) {
        let prepared = try borrow(text)
        defer { giveBack(prepared) }
        var statement = Statement(handle: prepared.handle)
        try statement.bind(all: values)
        while try statement.step() {}
        if let onChange, sqlite3_stmt_readonly(prepared.handle) == 0 { try onChange(text.sql, values) }
    }

    /// Runs one statement and makes a value of each of its rows.
    @inlinable
    package func query<R>(
        _ sql: String,
        _ values: [Value] = [],
        _ row: (borrowing Statement) throws -> R
    ) throws -> [R] {
        let prepared = try borrow(sql)
        defer { giveBack(prepared) }
        var statement = Statement(handle: prepared.handle)
        try statement.bind(all: values)
        var rows: [R] = []
        while try statement.step() {
            rows.append(try row(statement))
        }
        return rows
    }

    /// Runs one statement and makes a value of its first row; nil when there is none.
    @inlinable
    package func first<R>(
        _ sql: String,
        _ values: [Value] = [],
        _ row: (borrowing Statement) throws -> R
    ) throws -> R? {
        let prepared = try borrow(sql)
        defer { giveBack(prepared) }
        var statement = Statement(handle: prepared.handle)
        try statement.bind(all: values)
        return try statement.step() ? try row(statement) : nil
    }

    /// Lends the prepared statement for a text; afterwards, on every path, it is reset and its arguments are gone.
    ///
    /// The same text may be used again inside the body: it gets a second statement.
    @inlinable
    package func withStatement<R>(_ sql: String, _ body: (inout Statement) throws -> R) throws -> R {
        try withStatement(StatementText(sql), body)
    }

    /// The same for a text that was made before.
    @inlinable
    package func withStatement<R>(_ text: StatementText, _ body: (inout Statement) throws -> R) throws -> R {
        let prepared = try borrow(text)
        defer { giveBack(prepared) }
        var statement = Statement(handle: prepared.handle)
        return try body(&statement)
    }

    @usableFromInline
    func borrow(_ sql: String) throws(SQLiteError) -> PreparedStatement { try borrow(StatementText(sql)) }

    /// A prepared statement for one text, ready to bind; it must be given back.
    @usableFromInline
    func borrow(_ text: StatementText) throws(SQLiteError) -> PreparedStatement {
        try begin(text.sql)
        if let known = cache.take(text) {
            depth += 1
            return known
        }
        let isKept = cache.hasRoom(for: text)
        let fresh = PreparedStatement(handle: try prepare(text.sql, isKept: isKept), text: text)
        if isKept { cache.insert(fresh) }
        depth += 1
        return fresh
    }

    /// Takes a statement back; one that is not kept is finalized with its last reference.
    @usableFromInline
    func giveBack(_ statement: PreparedStatement) {
        depth -= 1
        // Its result repeats the error of the last step, which was thrown there.
        sqlite3_reset(statement.handle)
        sqlite3_clear_bindings(statement.handle)
        statement.isInUse = false
    }

    /// Counts a statement and refuses it after the deadline.
    private func begin(_ sql: String) throws(SQLiteError) {
        statementsRun &+= 1
        if depth == 0 { limit.restart() }
        if limit.checkDeadline() {
            throw SQLiteError(code: SQLITE_INTERRUPT, message: "past the time limit", sql: sql)
        }
    }

    private func prepare(_ sql: String, isKept: Bool) throws(SQLiteError) -> OpaquePointer {
        var text = sql
        // Persistent: the memory of a statement that stays is not taken from the small per-connection store.
        let flags = isKept ? UInt32(SQLITE_PREPARE_PERSISTENT) : 0
        var handle: OpaquePointer?
        var isAlone = true
        let code = text.withUTF8 { bytes -> Int32 in
            bytes.withMemoryRebound(to: CChar.self) { characters in
                var rest: UnsafePointer<CChar>?
                let code = sqlite3_prepare_v3(
                    database,
                    characters.baseAddress,
                    Int32(clamping: characters.count),
                    flags,
                    &handle,
                    &rest
                )
                if code == SQLITE_OK, let start = characters.baseAddress, let rest {
                    isAlone = isBlank(rest, Int32(clamping: characters.count - (rest - start)))
                }
                return code
            }
        }
        if code != SQLITE_OK { throw .reported(by: database, code: code, sql: sql) }
        guard let handle else { throw SQLiteError(code: SQLITE_MISUSE, message: "no statement in the text", sql: sql) }
        // SQLite would leave the second statement out in silence.
        guard isAlone else {
            sqlite3_finalize(handle)
            throw SQLiteError(code: SQLITE_MISUSE, message: "more than one statement in the text", sql: sql)
        }
        return handle
    }

    /// Whether what follows a statement is only space and comments, as SQLite itself reads it.
    private func isBlank(_ rest: UnsafePointer<CChar>, _ count: Int32) -> Bool {
        if count <= 0 { return true }
        var second: OpaquePointer?
        let code = sqlite3_prepare_v3(database, rest, count, 0, &second, nil)
        defer { sqlite3_finalize(second) }
        return code == SQLITE_OK && second == nil
    }
}
