import App
import SQLite

/// The votes that are measured (表决测试数据): one whose roll votes at once, and two whose ballots lie there to be counted.
struct BallotScratch {
    let connection: Connection

    /// What a vote is made of (表决行).
    struct Made {
        let issue: Int64
        let vote: Int64
    }

    /// A vote that is open, without its roll.
    func open(isClosed: Bool = false) throws -> Made {
        try connection.run(
            """
            INSERT INTO issue (community_id, title, description, proposer, authority, status, collected_at, created_at, updated_at)
            VALUES (1, '表决', '测量', '测试', 'residents', 'voting', 0, 0, 0)
            """
        )
        let issue = connection.lastInsertedID
        try connection.run(
            """
            INSERT INTO vote (community_id, issue_id, rule, convenor, noticed_on, status, opened_at, closes_at, created_at,
                updated_at, secrecy)
            VALUES (1, ?, 'residents', '测试', '2020-01-01', 'open', 0, 4102444800000, 0, 0, ?)
            """,
            [.integer(issue), .text(isClosed ? "closed" : "open")]
        )
        return Made(issue: issue, vote: connection.lastInsertedID)
    }

    /// Lets a vote end once everybody has voted, since the bench does not wait for days.
    func closeEarly() throws {
        try connection.run(
            "INSERT OR REPLACE INTO community_setting (community_id, key, amount) VALUES (1, 'decided_vote_closes', 1)"
        )
    }

    /// Puts people with accounts of their own on a roll; says their tokens.
    func enroll(_ count: Int, in vote: Made) throws -> [String] {
        let tokens = try (0..<count).map { number in
            try connection.run(
                """
                INSERT INTO account (login, name, password, role, community_id, created_at, updated_at)
                VALUES (?, '测试账号', '$scrypt$ln=17,r=8,p=1$AAAAAAAAAAAAAAAAAAAAAA$none', 'secretary', 1, 0, 0)
                """,
                [.text("voter-\(number)")]
            )
            let account = connection.lastInsertedID
            try connection.run(
                "INSERT INTO vote_voter (community_id, vote_id, name, account_id, updated_at) VALUES (1, ?, '测试', ?, 0)",
                [.integer(vote.vote), .integer(account)]
            )
            return try BenchAccount(id: account, label: "").openSession(connection)
        }
        try freeze(vote)
        return tokens
    }

    /// A roll that has voted: two thirds for it, the others against.
    func fill(_ count: Int, in vote: Made, isClosed: Bool) throws {
        for number in 0..<count {
            let choice = Value.text(number % 3 < 2 ? "for" : "against")
            try connection.run(
                """
                INSERT INTO vote_voter (community_id, vote_id, name, updated_at, choice, channel, cast_at, cast_by)
                VALUES (1, ?1, '测试', 0, ?2, ?3, ?4, ?4)
                """,
                [
                    .integer(vote.vote), isClosed ? .null : choice, isClosed ? .null : .text("paper"),
                    isClosed ? .null : .integer(1),
                ]
            )
            guard isClosed else { continue }
            let voter = connection.lastInsertedID
            try connection.run(
                "INSERT INTO vote_participation (id, vote_id, channel, cast_at, cast_by) VALUES (?, ?, 'online', 0, 1)",
                [.integer(voter), .integer(vote.vote)]
            )
            let digits = String(number)
            let receipt = String(repeating: "0", count: 19 - digits.count) + digits
            try connection.run(
                "INSERT INTO vote_ballot (community_id, vote_id, receipt, choice) VALUES (1, ?, ?, ?)",
                [.integer(vote.vote), .text(receipt), choice]
            )
        }
        try freeze(vote)
    }

    private func freeze(_ vote: Made) throws {
        try connection.run("UPDATE vote SET frozen = 1 WHERE id = ?", [.integer(vote.vote)])
    }
}
