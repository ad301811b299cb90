/// What may be known of a case before somebody follows it (可关注的诉求).
package struct FollowableCase: Sendable, Hashable {
    package let file: CaseFile
    /// Whether it is for its reporter alone.
    package let isClosedToOthers: Bool
    /// Whether the person follows it already, and as their own matter.
    package let followed: Bool?
    /// Whether it was offered to the person, who reported the same matter at the same place.
    package let isOffered: Bool

    package init(file: CaseFile, isClosedToOthers: Bool, followed: Bool?, isOffered: Bool) {
        self.file = file
        self.isClosedToOthers = isClosedToOthers
        self.followed = followed
        self.isOffered = isOffered
    }

    /// Whether it is there for somebody else than its reporter: taken on and not refused, or theirs to know by another way.
    package var isKnownToOthers: Bool {
        !isClosedToOthers && (file.status.isTakenOn && !file.status.isVain || isOffered || followed != nil)
    }
}

/// What the reporter answers to the question whether it is solved (回访答复).
package enum FollowUpAnswer: String, TitledEnum {
    case yes, partly, no
    case notReachable = "not_reachable"

    package var title: Title {
        switch self {
        case .yes: Title("已解决", "Solved")
        case .partly: Title("部分解决", "Partly solved")
        case .no: Title("未解决", "Not solved")
        case .notReachable: Title("联系不上", "Not reachable")
        }
    }

    /// Whether a second handling is offered then.
    package var leavesWork: Bool { self == .no || self == .partly }
}

/// The question whether it is solved (办结回访): asked by the clock, answered once.
package struct FollowUp: Sendable, Hashable {
    package let id: Int64
    package let answer: FollowUpAnswer?
    package let answeredAt: Instant?

    package init(id: Int64, answer: FollowUpAnswer?, answeredAt: Instant?) {
        self.id = id
        self.answer = answer
        self.answeredAt = answeredAt
    }
}

/// The answer to a follow-up as it comes in (回访登记).
package struct FollowUpReply: Sendable, Hashable {
    package let answer: FollowUpAnswer
    package let remark: String?
    /// How it arrived, where staff asked by telephone or at the door.
    package let channel: CaseChannel?
    /// Asks for a second handling in the same breath.
    package let asksAgain: Bool
    package var ifVersion: VersionCondition?

    package init(answer: FollowUpAnswer, remark: String?, channel: CaseChannel?, asksAgain: Bool) {
        self.answer = answer
        self.remark = remark
        self.channel = channel
        self.asksAgain = asksAgain
    }
}

/// 关注与回访的存储: who follows what, and what reporters answered.
package protocol FollowingRepository {
    /// A case of a community as somebody who wants to follow it finds it, whoever's it is.
    func followable(_ id: Int64, community: Int64, resident: Int64) throws -> FollowableCase?
    /// Follows it, or says that it is the own matter too.
    func follow(_ file: CaseFile, resident: Int64, asOwn: Bool) throws -> Int64
    /// The question of the present round, if it was asked.
    func question(of file: CaseFile) throws -> FollowUp?
    func save(_ reply: FollowUpReply, to question: FollowUp, by account: Int64?) throws
    /// Whether the present round was rated.
    func isRated(_ file: CaseFile) throws -> Bool
    /// Whether it was, as one that is not solved.
    func isRatedUnsolved(_ file: CaseFile) throws -> Bool
    /// The case that handles it a second time.
    func second(of id: Int64) throws -> Int64?
}
