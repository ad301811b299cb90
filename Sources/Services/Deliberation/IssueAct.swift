package import Domain

/// A move of an issue and what it brings (议题动作的内容).
package struct IssueAct: Sendable {
    package let move: IssueMove
    package var sessionID: Int64?
    /// The issue that it is merged into.
    package var target: Int64?
    package var reason: IssueReason?
    package var outcome: String?
    package var remark: String?
    /// By which words everybody reads of what is screened, where not as it stands.
    package var publicTitle: String?
    package var publicDescription: String?
    /// What the server says of it to those who are told, where nobody wrote anything.
    package var said: Title?
    /// What those who are told hear in place of the remark, where that is less than they should know.
    package var told: Title?
    /// The letter of a body outside that agreed.
    package var uploads: [Int64] = []
    package var ifVersion: VersionCondition?
    /// Whether it is the agenda itself that makes the move, so that its item follows by that.
    package var isOnAgenda = false
    /// The status that it goes back to, where the move takes back an earlier one.
    package var back: IssueStatus?

    package init(
        _ move: IssueMove,
        sessionID: Int64? = nil,
        outcome: String? = nil,
        remark: String? = nil,
        said: Title? = nil,
        ifVersion: VersionCondition? = nil
    ) {
        self.move = move
        self.sessionID = sessionID
        self.outcome = outcome
        self.remark = remark
        self.said = said
        self.ifVersion = ifVersion
    }
}
