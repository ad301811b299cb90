import Domain
import SQLite

/// Wrong codes of doors (签到码试错), kept so that nobody tries them all.
extension SQLActivityRepository {
    func wrongCodes(of account: Int64) throws -> (count: Int64, since: Instant)? {
        try connection.first("SELECT wrong, since FROM door_code_try WHERE account_id = ?", [.integer(account)]) {
            (count: $0.integer(0), since: Instant(milliseconds: $0.integer(1)))
        }
    }

    func noteWrongCode(of account: Int64, isFirst: Bool) throws {
        try connection.run(
            """
            INSERT INTO door_code_try (account_id, wrong, since) VALUES (?1, 1, ?2)
            ON CONFLICT (account_id) DO UPDATE SET wrong = CASE WHEN ?3 THEN 1 ELSE wrong + 1 END,
                since = CASE WHEN ?3 THEN ?2 ELSE since END
            """,
            [.integer(account), now, .integer(isFirst ? 1 : 0)]
        )
    }

    func forgetWrongCodes(of account: Int64) throws {
        try connection.run("DELETE FROM door_code_try WHERE account_id = ?", [.integer(account)])
    }
}
