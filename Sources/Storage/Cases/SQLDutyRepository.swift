import Domain
import SQLite

/// Where the watches of a community lie (值班的存储).
struct SQLDutyRepository: DutyRepository {
    let transaction: SQLTransaction

    private var connection: Connection { transaction.connection }

    /// The watches of some weeks to come; what lies further ahead decides nothing today.
    private static let limit = 100

    func watches(community: Int64, after moment: Instant) throws -> [DutyWatch] {
        try connection.query(
            "SELECT account_id, starts_at, ends_at FROM duty_shift WHERE community_id = ? AND ends_at > ? ORDER BY ends_at LIMIT ?",
            [.integer(community), .integer(moment.milliseconds), .integer(Int64(Self.limit))],
            Self.watch
        )
    }

    func overlapping(_ account: Int64, _ span: Range<Instant>, otherThan id: Int64?) throws -> DutyWatch? {
        try connection.first(
            """
            SELECT account_id, starts_at, ends_at FROM duty_shift
            WHERE account_id = ? AND starts_at < ? AND ends_at > ? AND id <> ? ORDER BY starts_at LIMIT 1
            """,
            [
                .integer(account), .integer(span.upperBound.milliseconds), .integer(span.lowerBound.milliseconds),
                .integer(id ?? 0),
            ],
            Self.watch
        )
    }

    func find(_ id: Int64, scope: DataScope) throws -> DutyWatch? {
        guard try transaction.contains(.dutyShifts, id: id, scope: scope) else { return nil }
        return try connection.first(
            "SELECT account_id, starts_at, ends_at FROM duty_shift WHERE id = ?",
            [.integer(id)],
            Self.watch
        )
    }

    private static func watch(_ row: borrowing Statement) -> DutyWatch {
        DutyWatch(
            account: row.integer(0),
            span: Instant(milliseconds: row.integer(1))..<Instant(milliseconds: row.integer(2))
        )
    }
}
