/// What a move makes of a case (办理结果): the case as it stands then, and what is written beside it.
package struct CaseTurn: Sendable {
    package let before: CaseFile
    package var file: CaseFile
    package let move: String
    package let at: Instant
    package let actor: Int64?
    /// The step that ended with the move, with its verdict.
    package var endedStep: CaseStep?
    /// What everybody who sees the case may read of the move.
    package var remark: String?
    /// What only the community itself reads.
    package var note: String?
    package var visibility = RemarkVisibility.everyone
    /// The partner in whose place the move was entered, and how its word arrived.
    package var onBehalfOf: Int64?
    package var channel: CaseChannel?
    package var records: [CaseRecord] = []
    package var notices: [CaseNotice] = []

    init(_ file: CaseFile, move: String, at: Instant, actor: Int64?) {
        before = file
        self.file = file
        self.move = move
        self.at = at
        self.actor = actor
    }
}

/// A row beside the case that a move writes (办理记录).
package enum CaseRecord: Sendable, Hashable {
    case returned(ReturnReason, grounds: String, by: CaseHandler?)
    /// Whether the last return was right.
    case returnJudged(upheld: Bool)
    case supervised(order: String, by: Instant)
    case extensionAsked(TimeLimit, reason: String, step: CaseStep)
    case rated(CaseRating)
    case mediated(Mediation)
    case checked(failed: Bool)
    case merged(into: Int64)
    case paused(owner: Int64?, condition: String?, until: Instant)
}

/// Something that somebody is to hear of (通知).
package struct CaseNotice: Sendable, Hashable {
    package let receiver: Receiver
    package let topic: NoticeTopic

    package init(_ receiver: Receiver, _ topic: NoticeTopic) {
        self.receiver = receiver
        self.topic = topic
    }

    package enum Receiver: Sendable, Hashable {
        /// The reporter and whoever follows the case.
        case followers
        case handler
        case answerable
        case gridLeader
        case secretary
        case account(Int64)
    }
}

/// What a notice is about (通知事由).
package enum NoticeTopic: String, TitledEnum {
    case received = "case_received"
    case movedOn = "case_moved_on"
    case ended = "case_ended"
    case assigned = "case_assigned"
    case nearlyDue = "case_nearly_due"
    case overdue = "case_overdue"
    case longOverdue = "case_long_overdue"
    case returned = "case_returned"
    case arbitration = "case_arbitration"
    case supervised = "case_supervised"
    case extensionAsked = "case_extension_asked"
    case extended = "case_extended"
    case extensionRefused = "case_extension_refused"
    case sentBack = "case_sent_back"
    case reviewDue = "case_review_due"
    case followUp = "case_follow_up"
    case afterHours = "case_after_hours"
    case praised = "case_praised"
    case numberElsewhere = "number_elsewhere"

    package var title: Title {
        switch self {
        case .received: Title("诉求已收到", "Your case was received")
        case .movedOn: Title("诉求有新进展", "Your case has moved on")
        case .ended: Title("诉求已有结果", "Your case has been answered")
        case .assigned: Title("您有新的诉求待办理", "A case was given to you")
        case .nearlyDue: Title("诉求即将到期", "A case is nearly due")
        case .overdue: Title("诉求已超时", "A case is overdue")
        case .longOverdue: Title("诉求严重超时", "A case is long overdue")
        case .returned: Title("诉求被退回", "A case was returned")
        case .arbitration: Title("诉求待裁定", "A case waits for a ruling")
        case .supervised: Title("诉求被督办", "A case is supervised")
        case .extensionAsked: Title("有延期申请待审批", "More time is asked for")
        case .extended: Title("办理时限已延长", "The handling was given more time")
        case .extensionRefused: Title("延期申请未获批准", "More time was refused")
        case .sentBack: Title("诉求被打回", "A case was sent back")
        case .reviewDue: Title("诉求到了复查日", "A case is due for review")
        case .praised: Title("有居民表扬您", "A resident thanked you")
        case .followUp: Title("请对诉求办理情况作回访", "How did it go?")
        case .afterHours:
            Title("现为非工作时间，紧急情况请拨打 110、119 或 120", "The office is closed; in an emergency call 110, 119 or 120")
        case .numberElsewhere: Title("网格登记的身份证号已在别处", "A grid entered an ID number that stands elsewhere")
        }
    }
}
