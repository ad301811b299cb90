package import Domain
package import Formats
import JSON
import SQLite

/// The whole database at one moment (快照), read register by register while others go on writing.
///
/// It holds one read transaction, so that all files of an export agree with each other; the log of the database grows as long
/// as it is held.
package final class Snapshot {
    private let connection: Connection
    private let vault: Vault

    /// Few writes of the file, and little to hold.
    private static let pieceLength = 64 * 1024

    /// Opens the database for reading and holds its present moment.
    ///
    /// - Throws: A refusal where the database is older or newer than the program.
    package init(path: String, vault: Vault, now: Instant) throws {
        connection = try Connection(path: path, access: .readOnly, settings: .reader)
        connection.moment = now.milliseconds
        self.vault = vault
        try connection.run("BEGIN")
        let applied = try? connection.query("SELECT name FROM schema_migration ORDER BY name") { $0.text(0) }
        guard applied == Schema.migrations.map(\.name) else {
            throw DomainError(
                .conflict,
                "other_schema",
                "数据库与本程序版本不一致，请先运行 linli migrate",
                "The database is not that of this version of the program; run linli migrate first"
            )
        }
    }

    /// Whether any of its communities is a demonstration.
    package func isDemo() throws -> Bool {
        try connection.first("SELECT 1 FROM community WHERE demo = 1") { _ in true } ?? false
    }

    package func count(_ resource: ResourceName) throws -> Int {
        try connection.first("SELECT count(*) FROM \(Projection[resource].source.table)") { Int($0.integer(0)) } ?? 0
    }

    /// The columns that a register has in an export.
    package static func columns(of resource: ResourceName) -> [Column] {
        ExportColumn.all(of: Projection[resource]).map(\.column)
    }

    /// Writes all rows of a register in pieces and returns how many there were.
    ///
    /// - Parameters:
    ///   - resource: The register.
    ///   - format: CSV or NDJSON.
    ///   - isUnmasked: Shows personal values whole.
    ///   - time: The zone of its instants.
    ///   - take: Takes each piece of the file, and the rows so far.
    /// - Returns: The number of rows.
    /// - Throws: What `take` throws, and what SQLite reports.
    package func write(
        _ resource: ResourceName,
        as format: Format,
        isUnmasked: Bool,
        time: CommunityTime,
        _ take: (UnsafeRawBufferPointer, Int) throws -> Void
    ) throws -> Int {
        let projection = Projection[resource]
        let plan = SelectPlan(
            exporting: ExportColumn.all(of: projection, isUnmasked: isUnmasked),
            of: projection,
            where: isUnmasked ? nil : projection.source.maskedRows
        )
        var out = ByteWriter(capacity: Self.pieceLength * 2)
        var renderer = RowRenderer(
            plan,
            table: projection.source.table,
            vault: vault,
            format: format,
            single: false,
            style: RenderingStyle(language: .chinese, offsetMinutes: time.offsetMinutes),
            dates: WrittenDates()
        )
        renderer.isUnmasked = isUnmasked
        renderer.starsNumbers = !isUnmasked
        renderer.sink.begin(plan.columns, plan.keys, into: &out)
        var rows = 0
        try connection.withStatement(plan.sql) { statement in
            while try statement.step() {
                try renderer.row(statement, into: &out)
                rows += 1
                guard out.count >= Self.pieceLength else { continue }
                try out.withBytes { try take($0, rows) }
                out.removeAll()
            }
        }
        renderer.sink.end(PageEnd(), into: &out)
        try out.withBytes { try take($0, rows) }
        return rows
    }
}
