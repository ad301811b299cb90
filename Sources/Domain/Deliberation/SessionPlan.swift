/// One item of an agenda before it is written (议程项): an issue or another matter, its time box, and who has to be there.
package struct AgendaEntry: Sendable {
    package var issue: Int64?
    package let title: String?
    package let minutes: Int64?
    package let required: [CalledParty]
    /// With it the item becomes a topic of its own, collected and screened by whoever calls the session.
    package var description: String?
    /// The cases that such a topic grew from.
    package var cases: [Int64] = []

    package init(issue: Int64?, title: String?, minutes: Int64?, required: [CalledParty]) {
        self.issue = issue
        self.title = title
        self.minutes = minutes
        self.required = required
    }

    /// More are not dealt with in one evening.
    package static let most = 30
}

/// Somebody who is invited, or came uninvited (参会人).
package struct Invitee: Sendable {
    package let party: CalledParty
    package let name: String?
    package let organization: Int64?
    package let account: Int64?
    package let resident: Int64?
    package let isObserver: Bool

    package init(
        party: CalledParty,
        name: String?,
        organization: Int64? = nil,
        account: Int64? = nil,
        resident: Int64? = nil,
        isObserver: Bool = false
    ) {
        self.party = party
        self.name = name
        self.organization = organization
        self.account = account
        self.resident = resident
        self.isObserver = isObserver
    }

    /// A hall holds no more.
    package static let most = 200
}

/// What is said to an invitation (参会回复).
package struct InvitationReply: Sendable {
    package let answer: InvitationAnswer
    package let sentName: String?
    package let remark: String?
    package var ifVersion: VersionCondition?

    package init(answer: InvitationAnswer, sentName: String?, remark: String?) {
        self.answer = answer
        self.sentName = sentName
        self.remark = remark
    }
}

/// How an item ends (议程结论): with what was agreed, with a note, or put off.
package struct ItemOutcome: Sendable {
    package let status: AgendaStatus
    package let text: String
    /// Photos of the sheet that those who agreed signed.
    package var uploads: [Int64] = []
    package var ifVersion: VersionCondition?

    package init(status: AgendaStatus, text: String) {
        self.status = status
        self.text = text
    }
}

/// A whole evening that is entered after it was held (一次录入): who came, what became of each item, the signed sheets.
package struct EveningRecord: Sendable {
    /// Of those invited, who came.
    package var attendees: [Int64] = []
    package var walkIns: [Invitee] = []
    /// Items by their place in the agenda.
    package var outcomes: [(place: Int64, outcome: ItemOutcome)] = []
    package var summary: String?
    package var uploads: [Int64] = []
    package var ifVersion: VersionCondition?

    package init() {}
}
