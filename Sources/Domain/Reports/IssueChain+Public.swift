/// What of a chain is shown to whom (议题公开).
extension IssueChain {
    var status: IssueStatus? { IssueStatus(rawValue: Self.text(head, "status")) }

    /// Whether it ended, or lies in the archive, before it was decided: whoever proposed or signed it follows it still.
    private var endedEarly: Bool {
        if status == .merged || status == .withdrawn { return true }
        guard let place = Self.place("archived_on"), place < head.count else { return false }
        return head[place] != .null
    }

    /// Whether a hall has taken it up, agreed on it or decided it, or it ended early; what is only proposed or declined is nobody
    /// else's, and what a private case was part of is on no page.
    package var isPublic: Bool {
        guard !isConfidential else { return false }
        return switch status {
        case .agreed, .adopted, .publicised, .implementing, .completed, .evaluated: true
        case .scheduled, .deliberating, .voting, .deferred, .notAdopted: true
        case .collected, .screened, .merged, .withdrawn: endedEarly
        case .declined, nil: false
        }
    }

    /// The same by the words that somebody approved, without the numbers of cases, by which their reporters know them, without
    /// what a meeting of the Party counted or why a vote was called off, and of what it was merged into where something private
    /// is part of that.
    ///
    /// Where nobody has approved any words it is known by its number. Of what ended early only how it ended is shown.
    package var shownToEverybody: IssueChain {
        var shown = worded(wording?.publicTitle, wording?.publicDescription)
        let isDecided = status == .notAdopted || !endedEarly
        if !isDecided { shown.say("description", .null) }
        if mergedIntoConfidential { shown.say("merged_into", .null) }
        guard isDecided else {
            return IssueChain(community: community, head: shown.head, isConfidential: isConfidential)
        }
        shown.votes = shown.votes.map { Self.keeping(Self.reasonOfCallOff, from: $0) }
        return shown.shown(mayReadVote: { _ in false }) { _ in false }
    }

    /// What everybody will read once a hall takes it up, if the words are approved as they stand.
    package var preview: IssueChain {
        var shown = worded(wording?.proposedTitle, wording?.proposedDescription)
        shown.votes = shown.votes.map { Self.keeping(Self.reasonOfCallOff, from: $0) }
        return shown.shown(mayReadVote: { _ in false }) { _ in false }
    }

    private func worded(_ title: String?, _ description: String?) -> IssueChain {
        var shown = self
        shown.say("title", .text(title ?? Self.text(head, "number")))
        shown.say("description", description.map { .text($0) } ?? .null)
        return shown
    }

    /// Whether somebody is who proposed it.
    package func isProposed(by principal: Principal) -> Bool {
        if let proposerAccount, proposerAccount == principal.accountID { return true }
        if case .resident(let id, community: _) = principal.scope { return proposerResident == id }
        return false
    }

    /// Whether its title and its text were approved for everybody.
    package var isApproved: Bool { wording?.publicTitle != nil && wording?.publicDescription != nil }

    /// The preview as a document, with what stands of it already.
    package func previewReport() -> ReportDocument? {
        guard var report = Self.report([preview], name: "public_view") else { return nil }
        let figures = [
            ReportFigure(key: "page", title: Title("已公开", "On the page now"), value: .boolean(isPublic)),
            ReportFigure(
                key: "approved",
                title: Title("公开文字已核定", "Its words are approved"),
                value: .boolean(isApproved)
            ),
        ]
        let title = Title("公开预览", "What everybody reads")
        report.chapters.insert(
            ReportChapter(title: title, sections: [.figures(key: "public", title: title, figures)]),
            at: 0
        )
        return report
    }

    /// What a meeting of the Party counted, by the places of a vote.
    private static let numbersOfVote = [
        "eligible", "cast", "for", "against", "abstain", "register_eligible",
        "deviation_reason", "quorum_met", "missing",
    ]
    private static let reasonOfCallOff = ["cancel_reason"]

    private static func keeping(_ names: [String], from row: [ReportValue]) -> [ReportValue] {
        row.enumerated().map { place, value in
            place < voteColumns.count && names.contains(voteColumns[place].name) ? .null : value
        }
    }

    /// The same for somebody who may read some of the cases: of the others no number, and of private ones nothing.
    ///
    /// What a meeting of the Party counted is for those who read its minutes.
    package func shown(
        mayReadVote: (Int64) throws -> Bool,
        _ mayRead: (Int64) throws -> Bool
    ) rethrows -> IssueChain {
        var shown = self
        shown.votes = try votes.map { row in
            guard row.count > 1, row[1] == .text(DecisionRule.partyMeeting.rawValue), case .integer(let id) = row[0],
                try !mayReadVote(id)
            else { return row }
            return Self.keeping(Self.numbersOfVote, from: row)
        }
        shown.cases = try cases.compactMap { row in
            guard case .integer(let id) = row[0], try !mayRead(id) else { return row }
            guard !confidential.contains(id) else { return nil }
            return [.null, .null] + row.dropFirst(2)
        }
        return shown
    }
}
