import CSQLite

/// A prepared statement and whether somebody is using it.
@usableFromInline
final class PreparedStatement {
    @usableFromInline let handle: OpaquePointer
    let sql: String
    var isInUse = true
    var lastUse: UInt64 = 0

    init(handle: OpaquePointer, sql: String) {
        self.handle = handle
        self.sql = sql
    }

    deinit {
        sqlite3_finalize(handle)
    }
}

/// The prepared statements of one connection by their text; full, it drops the one not used for longest.
struct StatementCache {
    private var statements: [UInt64: PreparedStatement] = [:]
    private var uses: UInt64 = 0
    private let limit: Int

    init(limit: Int) {
        self.limit = max(limit, 1)
        statements.reserveCapacity(self.limit + 1)
    }

    /// How many statements it holds.
    var count: Int { statements.count }

    /// The statement for this text if it is here and free; it is marked as used.
    mutating func take(_ sql: String, key: UInt64) -> PreparedStatement? {
        // Two texts with the same key are possible; the second is then prepared each time, which is only slower.
        guard let found = statements[key], !found.isInUse, found.sql == sql else { return nil }
        uses &+= 1
        found.lastUse = uses
        found.isInUse = true
        return found
    }

    /// Whether a new statement under this key would be kept.
    func hasRoom(for key: UInt64) -> Bool {
        statements[key] == nil
    }

    /// Keeps a new statement, which is in use.
    mutating func insert(_ statement: PreparedStatement, key: UInt64) {
        if statements.count >= limit { dropOldest() }
        uses &+= 1
        statement.lastUse = uses
        statements[key] = statement
    }

    /// Finalizes all of them.
    mutating func removeAll() {
        statements.removeAll()
    }

    // A walk over all of them: it happens only when a text is prepared, which costs more.
    private mutating func dropOldest() {
        var oldest: (key: UInt64, lastUse: UInt64)?
        for (key, statement) in statements where !statement.isInUse {
            if let known = oldest, known.lastUse <= statement.lastUse { continue }
            oldest = (key, statement.lastUse)
        }
        if let oldest { statements[oldest.key] = nil }
    }

    /// A number for a text: eight bytes at a time, which is several times faster than the hash of a String.
    ///
    /// The texts come from the program, so nobody can choose them to collide.
    static func key(of sql: String) -> UInt64 {
        var sql = sql
        return sql.withUTF8 { bytes in
            let raw = UnsafeRawBufferPointer(bytes)
            var key = UInt64(truncatingIfNeeded: raw.count) &* 0x9E37_79B9_7F4A_7C15
            var index = 0
            while index &+ 8 <= raw.count {
                let word = raw.loadUnaligned(fromByteOffset: index, as: UInt64.self)
                key = (key ^ word) &* 0xFF51_AFD7_ED55_8CCD
                key ^= key >> 32
                index &+= 8
            }
            while index < raw.count {
                key = (key ^ UInt64(raw[index])) &* 0xFF51_AFD7_ED55_8CCD
                key ^= key >> 32
                index &+= 1
            }
            return key
        }
    }
}
