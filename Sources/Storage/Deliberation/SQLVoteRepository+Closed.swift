import Crypto
import Domain
import SQLite

/// The ballots of closed votes (无记名选票): sealed while the vote runs, afterwards published without any way back.
extension SQLVoteRepository {
    private static let keyLength = 32

    func makeKey(of vote: Int64) throws {
        let key = Hex.encode(try Random.bytes(Self.keyLength))
        let sealed = try transaction.reader.vault.seal(key, table: "vote_key", column: "key", row: vote)
        try connection.run("INSERT INTO vote_key (id, key) VALUES (?, ?)", [.integer(vote), .blob(sealed)])
    }

    private func key(of vote: Int64) throws -> SealingKey {
        let sealed = try connection.first("SELECT key FROM vote_key WHERE id = ?", [.integer(vote)]) { $0.blob(0) }
        guard let sealed,
            let bytes = Hex.decode(
                try transaction.reader.vault.open(sealed, table: "vote_key", column: "key", row: vote)
            )
        else { throw DomainError.voteOver }
        return try SealingKey(bytes: bytes)
    }

    /// A ballot opens only in the place of its voter.
    private static func context(_ vote: Int64, _ voter: Int64) -> [UInt8] { Array("ballot.\(vote).\(voter)".utf8) }

    func seal(_ choice: BallotChoice, receipt: String, for voter: Int64, of vote: Int64, by account: Int64) throws {
        let ballot = SealedBallot(choice: choice, receipt: receipt)
        let sealed = try key(of: vote).seal(ballot.bytes, context: Self.context(vote, voter))
        try connection.run(
            """
            INSERT INTO vote_participation (id, vote_id, channel, sealed, cast_at, cast_by) VALUES (?1, ?2, 'online', ?3, ?4, ?5)
            ON CONFLICT (id) DO UPDATE SET sealed = excluded.sealed, cast_at = excluded.cast_at, cast_by = excluded.cast_by
            """,
            [.integer(voter), .integer(vote), .blob(sealed), now, .integer(account)]
        )
    }

    func participation(of voter: Int64) throws -> BallotChannel? {
        try connection.first("SELECT channel FROM vote_participation WHERE id = ?", [.integer(voter)]) {
            BallotChannel(rawValue: $0.text(0))
        } ?? nil
    }

    func notePaper(_ voter: Int64, _ channel: BallotChannel, of vote: Int64, by account: Int64) throws {
        try transaction.touch(.voters, voter)
        try connection.run(
            "INSERT INTO vote_participation (id, vote_id, channel, cast_at, cast_by) VALUES (?, ?, ?, ?, ?)",
            [.integer(voter), .integer(vote), .text(channel.rawValue), now, .integer(account)]
        )
    }

    func papers(in vote: Int64) throws -> Int64 {
        let sql = "SELECT count(*) FROM vote_participation WHERE vote_id = ? AND channel <> 'online'"
        return try connection.first(sql, [.integer(vote)]) { $0.integer(0) } ?? 0
    }

    func paperNote(of voter: Int64) throws -> (notedBy: Int64, doubtedBy: Int64?)? {
        let sql = "SELECT cast_by, doubted_by FROM vote_participation WHERE id = ? AND channel <> 'online'"
        return try connection.first(sql, [.integer(voter)]) { ($0.integer(0), $0.optionalInteger(1)) }
    }

    func doubtPaper(_ voter: Int64, by account: Int64) throws {
        try transaction.touch(.voters, voter)
        try connection.run(
            "UPDATE vote_participation SET doubted_at = ?, doubted_by = ? WHERE id = ?",
            [now, .integer(account), .integer(voter)]
        )
    }

    func removePaper(_ voter: Int64) throws {
        try transaction.touch(.voters, voter)
        try connection.run("DELETE FROM vote_participation WHERE id = ?", [.integer(voter)])
    }

    func callOff(_ vote: IssueVote, reason: String, by account: Int64) throws {
        try transaction.touch(.votes, vote.id)
        try destroyBallots(of: vote.id)
        try connection.run(
            """
            UPDATE vote_voter SET choice = NULL, channel = NULL, cast_at = NULL, cast_by = NULL, version = version + 1,
                updated_at = ? WHERE vote_id = ? AND choice IS NOT NULL
            """,
            [now, .integer(vote.id)]
        )
        try connection.run(
            """
            UPDATE vote SET status = 'cancelled', cancelled_at = ?1, cancelled_by = ?2, cancel_reason = ?3,
                look_at = NULL, version = version + 1, updated_at = ?1 WHERE id = ?4
            """,
            [now, .integer(account), .text(reason), .integer(vote.id)]
        )
    }

    /// Whether an account `a` is that of a resident, also where the resident is of the Party.
    static let isOfResident = "a.role IN ('resident', 'party_member') AND a.resident_id IS NOT NULL"

    func turnout(of vote: Int64) throws -> Int64 {
        let sql = "SELECT count(*) FROM vote_participation WHERE vote_id = ?"
        return try connection.first(sql, [.integer(vote)]) { $0.integer(0) } ?? 0
    }

    func destroySeals(of vote: Int64) throws {
        try connection.run(
            "UPDATE vote_participation SET sealed = NULL WHERE vote_id = ? AND sealed IS NOT NULL",
            [.integer(vote)]
        )
        try connection.run("DELETE FROM vote_key WHERE id = ?", [.integer(vote)])
        try forgetRequests(of: vote)
    }

    /// Forgets the prints by which repeats of a ballot are known.
    ///
    /// Of equal prints the ballots were equal, and with the counts that tells the rest. When the box is open nobody repeats any more.
    private func forgetRequests(of vote: Int64) throws {
        try connection.run(
            """
            DELETE FROM idempotency_key WHERE created_at >= (SELECT created_at FROM vote WHERE id = ?1)
                AND path LIKE '%/sealed-ballot ' || (SELECT issue_id FROM vote WHERE id = ?1) || ' %'
            """,
            [.integer(vote)]
        )
    }

    /// What was called off leaves neither ballots nor who had cast one.
    private func destroyBallots(of vote: Int64) throws {
        try connection.run("DELETE FROM vote_participation WHERE vote_id = ?", [.integer(vote)])
        try connection.run("DELETE FROM vote_key WHERE id = ?", [.integer(vote)])
        try forgetRequests(of: vote)
    }

    func publish(paper: PaperCount, receipt: () -> String, of vote: IssueVote) throws {
        let key = try key(of: vote.id)
        let sealed = try connection.query(
            "SELECT id, sealed FROM vote_participation WHERE vote_id = ? AND sealed IS NOT NULL",
            [.integer(vote.id)]
        ) { ($0.integer(0), $0.blob(1)) }
        var ballots = paper.choices.map { SealedBallot(choice: $0, receipt: receipt()) }
        ballots.reserveCapacity(ballots.count + sealed.count)
        for (voter, bytes) in sealed {
            guard let ballot = SealedBallot(try key.open(bytes, context: Self.context(vote.id, voter))) else {
                throw CryptoError.notAuthentic
            }
            ballots.append(ballot)
        }
        // By their receipts, which are chance: neither the roll nor the order of casting is left in them.
        ballots.sort { $0.receipt < $1.receipt }
        for ballot in ballots {
            try connection.run(
                "INSERT INTO vote_ballot (community_id, vote_id, receipt, choice) VALUES (?, ?, ?, ?)",
                [.integer(vote.community), .integer(vote.id), .text(ballot.receipt), .text(ballot.choice.rawValue)]
            )
        }
        try destroySeals(of: vote.id)
    }
}
