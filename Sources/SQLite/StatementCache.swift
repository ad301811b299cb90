import CSQLite

/// A prepared statement and whether somebody is using it.
@usableFromInline
final class PreparedStatement {
    @usableFromInline let handle: OpaquePointer
    let text: StatementText
    var isInUse = true
    var lastUse: UInt64 = 0

    init(handle: OpaquePointer, text: StatementText) {
        self.handle = handle
        self.text = text
    }

    deinit {
        sqlite3_finalize(handle)
    }
}

/// The prepared statements of one connection by their text; full, it drops the one not used for longest.
struct StatementCache {
    private var statements: [UInt64: PreparedStatement] = [:]
    /// Those taken last, each in the one place that its key gives it: most are found here without hashing.
    private var latest = [PreparedStatement?](repeating: nil, count: 64)
    private var uses: UInt64 = 0
    private let limit: Int

    init(limit: Int) {
        self.limit = max(limit, 1)
        statements.reserveCapacity(self.limit + 1)
    }

    /// How many statements it holds.
    var count: Int { statements.count }

    /// The statement for this text if it is here and free; it is marked as used.
    mutating func take(_ text: StatementText) -> PreparedStatement? {
        let place = Int(truncatingIfNeeded: text.key) & (latest.count - 1)
        if let found = latest[place], found.text.key == text.key { return lend(found, for: text) }
        guard let found = statements[text.key], let lent = lend(found, for: text) else { return nil }
        latest[place] = lent
        return lent
    }

    private mutating func lend(_ found: PreparedStatement, for text: StatementText) -> PreparedStatement? {
        // Two texts with the same key are possible; the second is then prepared each time, which is only slower.
        guard !found.isInUse, found.text.sql == text.sql else { return nil }
        uses &+= 1
        found.lastUse = uses
        found.isInUse = true
        return found
    }

    /// Whether a new statement for this text would be kept.
    func hasRoom(for text: StatementText) -> Bool {
        statements[text.key] == nil
    }

    /// Keeps a new statement, which is in use.
    mutating func insert(_ statement: PreparedStatement) {
        if statements.count >= limit { dropOldest() }
        uses &+= 1
        statement.lastUse = uses
        statements[statement.text.key] = statement
    }

    /// Finalizes all of them.
    mutating func removeAll() {
        statements.removeAll()
        for place in latest.indices { latest[place] = nil }
    }

    // A walk over all of them: it happens only when a text is prepared, which costs more.
    private mutating func dropOldest() {
        var oldest: (key: UInt64, lastUse: UInt64)?
        for (key, statement) in statements where !statement.isInUse {
            if let known = oldest, known.lastUse <= statement.lastUse { continue }
            oldest = (key, statement.lastUse)
        }
        guard let oldest else { return }
        statements[oldest.key] = nil
        let place = Int(truncatingIfNeeded: oldest.key) & (latest.count - 1)
        if latest[place]?.text.key == oldest.key { latest[place] = nil }
    }
}
