package import Domain

/// What is noted of ballots on paper (纸质票登记): the sheet that voters signed, and slips taken back.
extension VoteService {
    /// The sheet on which voters signed for their ballot proves that they put one into the box.
    func keep(
        _ sheets: [Int64],
        of vote: IssueVote,
        by principal: Principal,
        in transaction: any Transaction
    ) throws {
        let settings = try transaction.calendars.settings(community: vote.community)
        // After the end nothing but the sheet says that it was put on paper before.
        guard !sheets.isEmpty || vote.takesBallots(at: transaction.now) else { throw DomainError.latePaper }
        guard !sheets.isEmpty || settings[.paperBallotSheet] == 0 else {
            throw DomainError.invalid([
                .body(
                    "uploads",
                    "required",
                    "录入、登记纸质票须附票样或签领单",
                    "Ballots on paper are entered with the sheets of them, or with the one that was signed for them"
                )
            ])
        }
        try HallPapers.keep(
            sheets,
            at: .issue(vote.issue),
            of: vote.community,
            as: .proof,
            caption: HouseWord.ballotSheet.rawValue,
            by: principal,
            in: transaction
        )
    }

    /// Takes a note back that was a slip: whoever made it says so, somebody else looks and takes it back.
    ///
    /// Both stay in the timeline, without a name; what lies in the box is counted at the end against what is noted then.
    package func takeBackPaper(
        _ id: Int64,
        voter: Int64,
        reason: String,
        by principal: Principal,
        view: View
    ) async throws -> Rendered {
        try await store.answer { transaction in
            let vote = try box(id, by: principal, in: transaction)
            guard let account = principal.accountID else { throw DomainError.forbidden }
            guard let known = try transaction.ballots.voter(voter, of: vote.id) else {
                throw DomainError.invalid([
                    .body("voter_id", "not_on_roll", "不在本次表决的名册中", "Is not on the roll of this vote")
                ])
            }
            guard let note = try transaction.ballots.paperNote(of: voter) else { throw DomainError.noPaperNote }
            let move: String
            if let doubter = note.doubtedBy {
                guard doubter != account else { throw DomainError.secondPerson }
                try transaction.ballots.removePaper(voter)
                move = "paper-withdrawn"
                if let resident = known.resident {
                    let words = Title(
                        "您的纸质票登记有误，已撤回，可以投票",
                        "The note of your ballot on paper was a slip and is taken back; you can vote"
                    )
                    try transaction.issues.tell(resident: resident, of: id, community: vote.community, words)
                }
            } else {
                guard note.notedBy == account else { throw DomainError.notYourNote }
                try transaction.ballots.doubtPaper(voter, by: account)
                move = "paper-doubted"
            }
            try transaction.issues.appendEvent(
                issue: id,
                at: transaction.now,
                actor: account,
                move: move,
                from: .voting,
                to: .voting,
                remark: "#\(voter)：\(reason)"
            )
            return try transaction.one(.voters, id: voter, view: view)
        }
    }
}
