package import SQLite

/// The full-text indexes (全文索引): kept from the queue of changed rows, filled for rows that are older than they are.
package enum SearchIndex {
    /// How far the indexes are.
    package struct Progress: Sendable, Equatable {
        /// Rows that are not yet found.
        package let missing: Int
        /// Rows that there are.
        package let total: Int
    }

    /// Brings the indexes up to the rows that changed in this transaction; run just before it commits.
    ///
    /// The queue is part of the transaction: what was rolled back left nothing in it.
    package static func settle(_ connection: Connection) throws {
        var unfilled: [String: Int64]?
        var isEmpty = true
        // In the order of the rows: an index that is written backwards puts each row on the disk for itself.
        let sql = "SELECT name, row_id, title, body, tags FROM search_pending ORDER BY name, row_id"
        try connection.withStatement(sql) { row in
            while try row.step() {
                isEmpty = false
                let (name, id) = (row.text(0), row.integer(1))
                if unfilled == nil { unfilled = try unfilledRows(connection) }
                // Not in the index at all: it is read as it is when the filling comes to it.
                guard id > unfilled?[name] ?? 0 else { continue }
                if let title = row.optionalText(2) {
                    try remove(name, id, Texts(title: title, body: row.text(3), tags: row.text(4)), connection)
                }
                let current = "SELECT title, body, tags FROM \(name)_text WHERE id = ?"
                let texts = try connection.first(current, [.integer(id)]) { row in
                    Texts(title: row.text(0), body: row.text(1), tags: row.text(2))
                }
                if let texts { try add(name, id, texts, connection) }
            }
        }
        if !isEmpty { try connection.run("DELETE FROM search_pending") }
    }

    /// Adds so many rows to an index that lacks some, the newest first.
    ///
    /// - Returns: Whether there are more.
    package static func fill(_ connection: Connection, rows limit: Int) throws -> Bool {
        for (name, highest) in try unfilledRows(connection).sorted(by: { $0.key < $1.key }) where highest > 0 {
            let sql = "SELECT id, title, body, tags FROM \(name)_text WHERE id <= ? ORDER BY id DESC LIMIT ?"
            let rows = try connection.query(sql, [.integer(highest), .integer(Int64(limit))]) { row in
                (id: row.integer(0), texts: Texts(title: row.text(1), body: row.text(2), tags: row.text(3)))
            }
            for row in rows.reversed() { try add(name, row.id, row.texts, connection) }
            let next = rows.count < limit ? 0 : (rows.last?.id ?? 1) - 1
            try connection.run(
                "UPDATE search_index SET unfilled = ? WHERE name = ?",
                [.integer(next), .text(name)]
            )
            return true
        }
        return false
    }

    /// Empties all indexes, so that they are filled anew.
    package static func empty(_ connection: Connection) throws {
        try settle(connection)
        for source in SearchSource.all {
            try connection.run("INSERT INTO \(source.index) (\(source.index)) VALUES ('delete-all')")
            try connection.run(
                "UPDATE search_index SET unfilled = (SELECT coalesce(max(id), 0) FROM \(source.texts)) WHERE name = ?",
                [.text(source.name)]
            )
        }
    }

    /// How many rows the indexes still lack.
    package static func progress(_ connection: Connection) throws -> Progress {
        var (missing, total) = (0, 0)
        let unfilled = try unfilledRows(connection)
        for source in SearchSource.all {
            let sql = "SELECT count(*) FILTER (WHERE id <= ?), count(*) FROM \(source.texts)"
            let counts = try connection.first(sql, [.integer(unfilled[source.name] ?? 0)]) {
                (Int($0.integer(0)), Int($0.integer(1)))
            }
            missing += counts?.0 ?? 0
            total += counts?.1 ?? 0
        }
        return Progress(missing: missing, total: total)
    }

    /// Whether an index lacks rows: one look, where counting them takes as long as there are rows.
    package static func isWhole(_ connection: Connection) throws -> Bool {
        try unfilledRows(connection).values.allSatisfy { $0 == 0 }
    }

    struct Texts {
        let title: String
        let body: String
        let tags: String
    }

    private static func unfilledRows(_ connection: Connection) throws -> [String: Int64] {
        let rows = try connection.query("SELECT name, unfilled FROM search_index") { ($0.text(0), $0.integer(1)) }
        return Dictionary(uniqueKeysWithValues: rows)
    }

    static func add(_ name: String, _ id: Int64, _ texts: Texts, _ connection: Connection) throws {
        let sql = "INSERT INTO \(name)_search (rowid, title, body, tags) VALUES (?, ?, ?, ?)"
        try connection.withStatement(sql) { row in
            try row.bind(1, id)
            try row.bind(2, SearchCutter.words(of: texts.title))
            try row.bind(3, SearchCutter.words(of: texts.body))
            try row.bind(4, texts.tags)
            _ = try row.step()
        }
    }

    /// An index that holds no text is told what it held.
    private static func remove(_ name: String, _ id: Int64, _ texts: Texts, _ connection: Connection) throws {
        let sql = "INSERT INTO \(name)_search (\(name)_search, rowid, title, body, tags) VALUES ('delete', ?, ?, ?, ?)"
        try connection.withStatement(sql) { row in
            try row.bind(1, id)
            try row.bind(2, SearchCutter.words(of: texts.title))
            try row.bind(3, SearchCutter.words(of: texts.body))
            try row.bind(4, texts.tags)
            _ = try row.step()
        }
    }
}
