import Domain
import SQLite
import TestSupport

@testable import Storage

/// Counting in Swift and by other SQL than the product's: what the daily figures are held against.
extension CaseWorld {
    struct Place: Hashable {
        let community: Int64
        let day: Int
    }

    /// The figures of each day that has any, in the order of the columns.
    static func kept(_ connection: Connection) throws -> [Place: [Int64]] {
        let rows = try connection.query(
            "SELECT community_id, day, received, closed, declined, withdrawn, void, due, on_time, merged FROM case_day"
        ) { row in
            (Place(community: row.integer(0), day: Int(row.integer(1))), (2..<10).map { row.integer($0) })
        }
        return Dictionary(uniqueKeysWithValues: rows).filter { $0.value.contains { $0 != 0 } }
    }

    static func count(_ connection: Connection, _ time: CommunityTime) throws -> [Place: [Int64]] {
        var days: [Place: [Int64]] = [:]
        let rows = try connection.query(
            """
            SELECT community_id, CASE WHEN status = 'closed' AND duplicate_of_id IS NOT NULL THEN 'merged' ELSE status END,
                created_at, closed_at FROM case_file
            """
        ) {
            ($0.integer(0), $0.text(1), $0.integer(2), $0.optionalInteger(3))
        }
        func add(_ column: Int, _ community: Int64, on instant: Int64) {
            let day = time.date(of: Instant(milliseconds: instant)).daysSince1970
            days[Place(community: community, day: day), default: [0, 0, 0, 0, 0, 0, 0, 0]][column] += 1
        }
        for (community, status, created, closed) in rows {
            add(0, community, on: created)
            if let closed {
                add(1, community, on: closed)
                if let column = ["declined": 2, "withdrawn": 3, "void": 4, "merged": 7][status] {
                    add(column, community, on: closed)
                }
            }
        }
        let limits = try connection.query(
            "SELECT community_id, due_at, paused_at, on_time FROM case_step WHERE kind = 'handle' AND excused = 0"
        ) {
            (
                community: $0.integer(0), due: $0.integer(1), paused: $0.optionalInteger(2),
                verdict: $0.optionalInteger(3)
            )
        }
        for limit in limits where limit.paused.map({ $0 > limit.due }) ?? true {
            add(5, limit.community, on: limit.due)
            if limit.verdict == 1 { add(6, limit.community, on: limit.due) }
        }
        return days
    }

    /// The figures of a period by instants, without days.
    static func figures(
        _ connection: Connection,
        _ community: Int64,
        _ from: CivilDate,
        _ to: CivilDate
    ) throws -> CaseFigures {
        let time = CommunityTime()
        let (first, end) = (time.instant(from).milliseconds, time.instant(to.advanced(byDays: 1)).milliseconds)
        func count(_ condition: String) throws -> Int64 {
            let sql = "SELECT count(*) FROM case_file WHERE community_id = \(community) AND \(condition)"
            return try connection.first(sql) { $0.integer(0) } ?? 0
        }
        let closed = "closed_at >= \(first) AND closed_at < \(end)"
        func limits(_ condition: String) throws -> Int64 {
            let sql = """
                SELECT count(*) FROM case_step WHERE community_id = \(community) AND kind = 'handle' AND NOT excused
                    AND due_at >= \(first) AND due_at < \(end) AND coalesce(paused_at > due_at, 1) AND \(condition)
                """
            return try connection.first(sql) { $0.integer(0) } ?? 0
        }
        return CaseFigures(
            received: try count("created_at >= \(first) AND created_at < \(end)"),
            ended: try count(closed),
            closed: try count("\(closed) AND status = 'closed' AND duplicate_of_id IS NULL"),
            merged: try count("\(closed) AND status = 'closed' AND duplicate_of_id IS NOT NULL"),
            declined: try count("\(closed) AND status = 'declined'"),
            withdrawn: try count("\(closed) AND status = 'withdrawn'"),
            void: try count("\(closed) AND status = 'void'"),
            open: try count("created_at < \(end)") - count("closed_at < \(end)"),
            due: try limits("1"),
            onTime: try limits("on_time")
        )
    }
}
