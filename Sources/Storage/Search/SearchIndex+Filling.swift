package import SQLite

extension SearchIndex {
    /// Parts of the index of a database that was filled at once: fewer than the sixteen that FTS5 would merge in one go.
    private static let parts: Int64 = 14

    /// Puts all cases that the index lacks into it, the oldest first, in a few large pieces that are not merged again.
    ///
    /// For a database that is made in one go and that nobody serves yet. Each piece waits in memory, some 1.3 KB a row,
    /// until it is written. An interruption leaves an index that must be made anew.
    package static func fillInOrder(_ connection: Connection, progress: (Int) -> Void) throws {
        let kept = try connection.query("SELECT k, v FROM case_search_config WHERE k IN ('hashsize', 'automerge')") {
            (name: $0.text(0), value: $0.integer(1))
        }
        // Nothing is written before its piece is whole, and nothing is written twice.
        try configure([("hashsize", Int64(Int32.max)), ("automerge", 0)], connection)
        let last = try connection.first("SELECT unfilled FROM search_index WHERE name = 'case'") { $0.integer(0) } ?? 0
        let piece = last / parts + 1
        var added = 0
        for start in stride(from: 1, through: last, by: Int64.Stride(piece)) {
            try connection.transaction {
                let sql = "SELECT id, title, body, tags FROM case_text WHERE id >= ? AND id < ? ORDER BY id"
                try connection.withStatement(sql) { row in
                    try row.bind(all: [.integer(start), .integer(start + piece)])
                    while try row.step() {
                        let texts = Texts(title: row.text(1), body: row.text(2), tags: row.text(3))
                        try add("case", row.integer(0), texts, connection)
                        added += 1
                        if added % 10_000 == 0 { progress(added) }
                    }
                }
            }
        }
        try configure(kept, connection)
        try connection.run("UPDATE search_index SET unfilled = 0 WHERE name = 'case'")
    }

    /// Says of all cases that the index lacks them, so that the server fills it.
    package static func leaveUnfilled(_ connection: Connection) throws {
        try connection.run(
            "UPDATE search_index SET unfilled = (SELECT coalesce(max(id), 0) FROM case_file) WHERE name = 'case'"
        )
    }

    private static func configure(_ options: [(name: String, value: Int64)], _ connection: Connection) throws {
        for option in options {
            try connection.run(
                "INSERT INTO case_search (case_search, rank) VALUES (?, ?)",
                [.text(option.name), .integer(option.value)]
            )
        }
    }
}
