import Domain
import SQLite

/// The secret addresses of calendars (日历地址的存储).
extension SQLAccessRepository {
    func openCalendar(_ hash: [UInt8], account: Int64) throws {
        try transaction.note("make_calendar", account: account)
        try connection.run(
            "INSERT OR REPLACE INTO calendar_feed (account_id, secret_hash, created_at) VALUES (?, ?, ?)",
            [.integer(account), .blob(hash), .integer(transaction.now.milliseconds)]
        )
    }

    func closeCalendar(account: Int64) throws {
        try transaction.note("drop_calendar", account: account)
        try connection.run("DELETE FROM calendar_feed WHERE account_id = ?", [.integer(account)])
    }
}
