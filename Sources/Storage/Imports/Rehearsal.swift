import Domain
import SQLite

/// Somebody changed meanwhile what a rehearsed write rests on (预演冲突); nothing of it was kept.
struct RehearsalConflict: Error {}

/// A write of many rows, worked out on a copy (预演): what it changed there is written down, step by step, and the writer
/// then repeats these steps alone, without looking for anything.
///
/// `@unchecked Sendable` because it is handed on, never shared: the thread that worked it out has ended its part when the
/// writer begins.
final class Rehearsal: @unchecked Sendable {
    private let copy: RehearsalCopy
    /// The statements of the steps, each once.
    private var texts: [String] = []
    private var numbers: [String: Int64] = [:]
    private var changesSeen = 0
    private var changesMade = 0

    /// Ids set aside for each row of a file and each register: a cell may name several owners.
    static let idsPerRow = 10
    /// Arguments of one statement, at most: more than any register has columns.
    private static let columnLimit = 24

    init(_ copy: RehearsalCopy) throws {
        self.copy = copy
        let columns = (0..<Self.columnLimit).map { "c\($0)" }.joined(separator: ", ")
        try copy.steps.execute(
            "CREATE TABLE step (id INTEGER PRIMARY KEY, sql INTEGER, changes INTEGER, count INTEGER, \(columns)); BEGIN"
        )
    }

    /// Sets ids aside for new rows, so that nobody else is given them.
    ///
    /// - Returns: The last id of each register before them.
    static func reserve(_ count: Int, on connection: Connection) throws -> [String: Int64] {
        var ids: [String: Int64] = [:]
        for table in RehearsalCopy.tables {
            let last = try connection.first("SELECT seq FROM sqlite_sequence WHERE name = ?", [.text(table)]) {
                $0.integer(0)
            }
            let next = Value.integer((last ?? 0) + Int64(count))
            try connection.run(
                last == nil
                    ? "INSERT INTO sqlite_sequence (seq, name) VALUES (?, ?)"
                    : "UPDATE sqlite_sequence SET seq = ? WHERE name = ?",
                [next, .text(table)]
            )
            ids[table] = last ?? 0
        }
        return ids
    }

    /// Does the work on the copy; what it throws is the answer.
    func run<Result>(
        vault: Vault,
        now: Instant,
        time: CommunityTime,
        origin: Origin?,
        _ work: (any Transaction) throws -> Result
    ) throws -> Result {
        let connection = copy.connection
        connection.moment = now.milliseconds
        let reader = SQLReader(connection: connection, vault: vault)
        return try connection.transaction {
            let before = connection.totalChanges
            connection.onChange = { [unowned self] sql, values throws(SQLiteError) in try note(sql, values) }
            defer { connection.onChange = nil }
            let result = try work(
                SQLTransaction(reader: reader, now: now, time: time, origin: origin)
            )
            changesMade = connection.totalChanges - before
            return result
        }
    }

    /// Whether every change was written down, and no id was given beyond those set aside.
    func isWhole(within room: Int, from ids: [String: Int64]) -> Bool {
        guard changesSeen == changesMade else { return false }
        return ids.allSatisfy { table, last in
            let used = try? copy.connection.first("SELECT seq FROM sqlite_sequence WHERE name = ?", [.text(table)]) {
                $0.integer(0)
            }
            return ((used ?? nil) ?? last) <= last + Int64(room)
        }
    }

    private func note(_ sql: String, _ values: [Value]) throws(SQLiteError) {
        let changes = copy.connection.changes
        changesSeen += changes
        let (text, arguments) = Self.numbered(sql, values, id: copy.connection.lastInsertedID)
        let number = numbers[text] ?? Int64(texts.count)
        if numbers[text] == nil {
            numbers[text] = number
            texts.append(text)
        }
        let padding = [Value](repeating: .null, count: max(0, Self.columnLimit - arguments.count))
        let marks = [String](repeating: "?", count: Self.columnLimit + 3).joined(separator: ", ")
        try copy.steps.run(
            "INSERT INTO step VALUES (NULL, \(marks))",
            [.integer(number), .integer(Int64(changes)), .integer(Int64(arguments.count))] + arguments + padding
        )
    }

    /// An insertion with the id that its row got: the writer must give it no other, since later rows refer to it.
    private static func numbered(_ sql: String, _ values: [Value], id: Int64) -> (String, [Value]) {
        let (columns, places) = (sql.firstRange(of: " ("), sql.firstRange(of: "VALUES ("))
        guard sql.hasPrefix("INSERT INTO "), let columns, let places, !sql[columns.upperBound...].hasPrefix("id,")
        else {
            return (sql, values)
        }
        let between = sql[columns.upperBound..<places.upperBound]
        return ("\(sql[..<columns.upperBound])id, \(between)?, \(sql[places.upperBound...])", [.integer(id)] + values)
    }

    /// Does the steps again, now where they count; throws a conflict where one of them no longer fits.
    func `repeat`(on connection: Connection) throws {
        do {
            try copy.steps.withStatement("SELECT * FROM step ORDER BY id") { row in
                while try row.step() {
                    let values = (0..<Int32(row.integer(3))).map { row.value(4 + $0) }
                    try connection.run(texts[Int(row.integer(1))], values)
                    guard connection.changes == Int(row.integer(2)) else { throw RehearsalConflict() }
                }
            }
        } catch let error as SQLiteError where error.isConstraint {
            throw RehearsalConflict()
        }
    }
}
