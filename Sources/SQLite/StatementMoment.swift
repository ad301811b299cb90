import CSQLite

/// What time it is to the statements of one connection (语句时刻): `moment()` in SQL, in milliseconds.
///
/// What changes by time alone is said by each read as of its own moment, and not as of whenever somebody last wrote it
/// down. SQLite's own clock would be another than the one that the rest of the program asks.
final class StatementMoment {
    /// The moment of the present transaction; before the first nothing has come to its end.
    var milliseconds: Int64 = 0

    /// Makes the function known to a connection; within one statement it is always the same.
    func install(on database: OpaquePointer) {
        sqlite3_create_function_v2(
            database,
            "moment",
            0,
            SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS,
            Unmanaged.passUnretained(self).toOpaque(),
            { context, _, _ in
                guard let own = sqlite3_user_data(context) else { return sqlite3_result_null(context) }
                sqlite3_result_int64(
                    context,
                    Unmanaged<StatementMoment>.fromOpaque(own).takeUnretainedValue().milliseconds
                )
            },
            nil,
            nil,
            nil
        )
    }
}
