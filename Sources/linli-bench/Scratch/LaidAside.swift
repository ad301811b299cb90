import SQLite

/// Indexes and triggers that are away while their tables are filled (暂卸的索引和触发器).
///
/// A row costs a quarter then, and an index that is made from all rows at once is written from its one end to the
/// other. They come back word for word, in the order in which they were, so that the schema is the product's own.
struct LaidAside {
    private let indexes: [(name: String, sql: String)]
    private let triggers: [(name: String, sql: String)]

    /// Takes away those of the tables; what belongs to a UNIQUE of the table itself has no text and stays.
    init(_ tables: [String], _ connection: Connection) throws {
        func parts(_ type: String) throws -> [(name: String, sql: String)] {
            let marks = tables.map { _ in "?" }.joined(separator: ", ")
            return try connection.query(
                """
                SELECT name, sql FROM sqlite_schema
                WHERE type = ? AND sql IS NOT NULL AND tbl_name IN (\(marks)) ORDER BY rowid
                """,
                [.text(type)] + tables.map(Value.text)
            ) { (name: $0.text(0), sql: $0.text(1)) }
        }
        (indexes, triggers) = (try parts("index"), try parts("trigger"))
        for index in indexes { try connection.execute("DROP INDEX \(index.name)") }
        for trigger in triggers { try connection.execute("DROP TRIGGER \(trigger.name)") }
    }

    func putBackIndexes(_ connection: Connection) throws {
        for (number, index) in indexes.enumerated() {
            Terminal.progress("index \(number + 1) of \(indexes.count): \(index.name)")
            try connection.execute(index.sql)
        }
    }

    func putBackTriggers(_ connection: Connection) throws {
        for trigger in triggers { try connection.execute(trigger.sql) }
    }
}
