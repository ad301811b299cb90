package import Domain

/// Looks at the sessions and issues whose time has come (议事时钟): reminders, minutes, answers and milestones that are
/// late, idle topics, each once.
package struct DeliberationClock: Sendable {
    private let store: any Store
    private let issues: IssueService

    /// Rows of one transaction: some milliseconds of the writer.
    private static let piece = 100
    /// Of a roll more, since they are told by one statement.
    private static let rollPiece = 1000

    package init(store: any Store) {
        self.store = store
        issues = IssueService(store: store, cases: CaseService(store: store) { _ in false })
    }

    /// Looks until nothing is due; says how much it looked at.
    package func sweep() async throws -> Int {
        try await sweep(due: { try $0.sessions.due(at: $0.now, limit: Self.piece) }, look(atSession:in:))
            + sweep(due: { try $0.issues.due(at: $0.now, limit: Self.piece) }, look(atIssue:in:))
            + sweep(
                due: { try $0.outcomes.lateMilestones(on: $0.time.date(of: $0.now), limit: Self.piece) },
                warn(ofMilestone:in:)
            )
            + sweep(due: { try $0.ballots.due(at: $0.now, limit: Self.piece) }, look(atVote:in:)) + tellResults()
    }

    /// Whoever is on the roll of a vote that was counted is told what it came to, a piece of the roll at a time.
    private func tellResults() async throws -> Int {
        var count = 0
        while !Task.isCancelled {
            let told = try await store.write { try $0.ballots.tellResults(limit: Self.rollPiece) }
            count += told
            if told == 0 { break }
        }
        return count
    }

    private func sweep(
        due: @escaping @Sendable (any Transaction) throws -> [Int64],
        _ look: @escaping @Sendable (Int64, any Transaction) throws -> Void
    ) async throws -> Int {
        var count = 0
        while !Task.isCancelled {
            let looked = try await store.write { transaction in
                let found = try due(transaction)
                for id in found { try look(id, transaction) }
                return found.count
            }
            count += looked
            if looked < Self.piece { break }
        }
        return count
    }

    /// Before a session whoever is invited is reminded; after it those who owe its minutes.
    @Sendable private func look(atSession id: Int64, in transaction: any Transaction) throws {
        guard let session = try transaction.sessions.find(id, scope: .everything) else { return }
        try transaction.sessions.lookAt(id, nil, code: nil)
        switch session.status {
        case .planned: try transaction.sessions.tellInvited(of: session, .sessionSoon, since: nil, saying: nil)
        // Minutes, or a summary where nothing binds, may have come meanwhile.
        case .held where try transaction.minutes.areOwed(by: id):
            try transaction.sessions.tellStaff(of: session, .minutesLate)
        case .held: break
        case .cancelled: break
        }
    }

    /// A vote that is past its end waits for whoever counts it, who is told, and once more where nobody did.
    @Sendable private func look(atVote id: Int64, in transaction: any Transaction) throws {
        guard let issueID = try transaction.ballots.issue(ofVote: id),
            let issue = try transaction.issues.find(issueID, scope: .everything)
        else { return }
        let hours = try transaction.calendars.settings(community: issue.community)[.voteCountHours]
        let isNew = try transaction.ballots.noteEnd(id)
        try transaction.ballots.lookAt(id, isNew ? transaction.now.advanced(bySeconds: hours * 3600) : nil)
        // It ended when it was announced to, and the timeline says the same moment.
        if isNew, let vote = try transaction.ballots.vote(ofIssue: issueID) {
            try note(issue, "vote-ended", at: vote.closesAt, in: transaction)
        }
        try transaction.issues.tellSecretary(of: issue, isNew ? .voteToCount : .voteNotCounted)
    }

    /// Those who run the hall and whoever carries it out are told once that a milestone is late.
    @Sendable private func warn(ofMilestone id: Int64, in transaction: any Transaction) throws {
        try transaction.outcomes.noteWarning(ofMilestone: id)
        guard let step = try transaction.outcomes.milestone(id, scope: .everything),
            let project = try transaction.outcomes.project(step.project, scope: .everything),
            let issue = try project.issue.flatMap({ try transaction.issues.find($0, scope: .everything) })
        else { return }
        try transaction.issues.tellSecretary(of: issue, .milestoneLate)
        if let carrier = project.carrierAccount {
            try transaction.issues.tell(
                account: carrier,
                of: issue.id,
                community: issue.community,
                .milestoneLate
            )
        }
    }

    /// An answer that is late is so from now on; a topic that nobody touches goes to the archive.
    @Sendable private func look(atIssue id: Int64, in transaction: any Transaction) throws {
        guard let issue = try transaction.issues.find(id, scope: .everything) else { return }
        if !issue.isAnswered, !issue.isOverdue, !issue.status.hasOutcome, let due = issue.answerDueAt,
            due <= transaction.now
        {
            try transaction.update(
                Draft(.issues, ["answer_overdue": .integer(1)]),
                id: id,
                ifVersion: nil,
                scope: .everything
            )
            try note(issue, "answer-overdue", in: transaction)
            try transaction.issues.tellSecretary(of: issue, .topicUnanswered)
        } else if issue.canBeIdle, !issue.isArchived, let idle = try issues.nextLook(issue, in: transaction),
            idle <= transaction.now
        {
            try transaction.update(
                Draft(.issues, ["archived_at": .integer(transaction.now.milliseconds)]),
                id: id,
                ifVersion: nil,
                scope: .everything
            )
            try note(issue, "archive", in: transaction)
            try transaction.issues.tell(
                issue,
                Title("长期无进展，已归档；可随时重新提出", "Archived after a long time without progress; propose it again at any time"),
                except: nil
            )
        }
        guard let after = try transaction.issues.find(id, scope: .everything) else { return }
        let next = try issues.nextLook(after, in: transaction)
        // What can not be helped now is not looked at again and again.
        try transaction.issues.lookAt(id, next.map { max($0, transaction.now.advanced(bySeconds: 60)) })
    }

    private func note(
        _ issue: DeliberationIssue,
        _ move: String,
        at moment: Instant? = nil,
        in transaction: any Transaction
    ) throws {
        try transaction.issues.appendEvent(
            issue: issue.id,
            at: moment ?? transaction.now,
            actor: nil,
            move: move,
            from: issue.status,
            to: issue.status,
            remark: nil
        )
    }
}
