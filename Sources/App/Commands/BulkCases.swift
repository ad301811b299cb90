package import SQLite
import Storage

/// What must follow cases that were written in bulk, past the store and its triggers (批量写入之后).
package enum BulkCases {
    /// Puts those that the search index lacks into it; see `SearchIndex.fillInOrder`.
    package static func fillSearch(_ connection: Connection, progress: (Int) -> Void) throws {
        try SearchIndex.fillInOrder(connection, progress: progress)
    }

    /// Says that the search index lacks them: for `fillSearch`, or for the server, which fills it beside its work.
    package static func leaveSearchUnfilled(_ connection: Connection) throws {
        try SearchIndex.leaveUnfilled(connection)
    }

    /// Adds up the daily figures that reports are made of.
    package static func countDays(_ connection: Connection) throws { try CaseDays.recount(connection) }
}
