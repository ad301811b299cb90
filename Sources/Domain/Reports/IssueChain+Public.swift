/// What of a chain is shown to whom (议题公开).
extension IssueChain {
    var status: IssueStatus? { IssueStatus(rawValue: Self.text(head, "status")) }

    /// Whether it ended, or lies in the archive, before it was decided: whoever proposed or signed it follows it still.
    private var endedEarly: Bool {
        if status == .merged || status == .withdrawn { return true }
        guard let place = Self.place("archived_on"), place < head.count else { return false }
        return head[place] != .null
    }

    /// Whether it is on its way through a hall or a vote, so that whoever may take part has to know of it.
    private var isUnderWay: Bool {
        switch status {
        case .scheduled, .deliberating, .voting, .deferred: true
        default: false
        }
    }

    /// Whether a hall has taken it up, agreed on it or decided it, or it ended early, and nothing private was part of what
    /// is not decided: what is only proposed or declined is nobody else's.
    package var isPublic: Bool {
        switch status {
        case .agreed, .adopted, .publicised, .implementing, .completed, .evaluated: true
        case .scheduled, .deliberating, .voting, .deferred, .notAdopted: !isConfidential
        case .collected, .screened, .merged, .withdrawn: endedEarly && !isConfidential
        case .declined, nil: false
        }
    }

    /// The same without the numbers of cases, by which their reporters know them, and of what it was merged into where
    /// something private is part of that.
    ///
    /// What it is about is said while people may still take part in it; of what ended early only how it ended is shown.
    package var shownToEverybody: IssueChain {
        var shown = self
        if !isUnderWay || endedEarly { shown.say("description", .null) }
        if mergedIntoConfidential { shown.say("merged_into", .null) }
        guard status == .notAdopted || !endedEarly else {
            return IssueChain(community: community, head: shown.head, isConfidential: isConfidential)
        }
        return shown.shown { _ in false }
    }

    /// The same for somebody who may read some of the cases: of the others no number, and of private ones nothing.
    package func shown(_ mayRead: (Int64) throws -> Bool) rethrows -> IssueChain {
        var shown = self
        shown.cases = try cases.compactMap { row in
            guard case .integer(let id) = row[0], try !mayRead(id) else { return row }
            guard !confidential.contains(id) else { return nil }
            return [.null, .null] + row.dropFirst(2)
        }
        return shown
    }
}
