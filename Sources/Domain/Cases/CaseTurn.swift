/// What a move makes of a case (办理结果): the case as it stands then, and what is written beside it.
package struct CaseTurn: Sendable {
    package let before: CaseFile
    package var file: CaseFile
    package var move: String
    package let at: Instant
    package let actor: Int64?
    /// The step that ended with the move, with its verdict.
    package var endedStep: CaseStep?
    /// What everybody who sees the case may read of the move.
    package var remark: String?
    /// What only the community itself reads.
    package var note: String?
    package var visibility = RemarkVisibility.everyone
    /// Whether it stands beside the moves: whoever moved last can still undo.
    package var isAside = false
    /// The partner in whose place the move was entered, and how its word arrived.
    package var onBehalfOf: Int64?
    package var channel: CaseChannel?
    /// Whose hands a part of it left, and into whose it came.
    package var passed: CaseChange?
    package var records: [CaseRecord] = []
    /// The photos and papers that came with the move: undone, they are no part of the work either.
    package var attachments: [Int64] = []
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
    /// A week after its end: is it solved?
    case followUpAsked
    case mediated(Mediation)
    case checked(failed: Bool)
    case merged(into: Int64)
    case paused(owner: Int64?, condition: String?, until: Instant)
}

/// Something that somebody is to hear of (通知).
package struct CaseNotice: Sendable, Hashable {
    package let receiver: Receiver
    package let topic: NoticeTopic
    /// What it says beside the number of the case, where that is more than its name.
    package let words: Title?

    package init(_ receiver: Receiver, _ topic: NoticeTopic, words: Title? = nil) {
        self.receiver = receiver
        self.topic = topic
        self.words = words
    }

    package enum Receiver: Sendable, Hashable {
        /// The reporter and whoever follows the case.
        case followers
        case reporter
        /// Residents who want to hear of that part of the territory.
        case area
        case handler
        case answerable
        case gridLeader
        case secretary
        case account(Int64)
        /// A person, or all who sign in for a partner.
        case unit(CaseHandler)
    }
}

/// What a notice is about (通知事由).
package enum NoticeTopic: String, TitledEnum {
    case received = "case_received"
    case arrived = "case_arrived"
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
    case ratingReminder = "case_rating_reminder"
    case notSolved = "case_not_solved"
    case secondOffered = "case_second_offered"
    case mediationDue = "mediation_due"
    case takenOver = "case_taken_over"
    case handedOver = "work_handed_over"
    case areaFiled = "area_case_filed"
    case areaEnded = "area_case_ended"
    case urgentOnWatch = "urgent_on_watch"
    case weeklyDigest = "weekly_digest"
    case summoned = "case_whistle"
    case summonsAnswered = "whistle_answered"
    case summonsOverdue = "whistle_overdue"
    case summonsScored = "whistle_scored"
    case coHandling = "case_co_handling"
    case coHandlingEnded = "case_co_handling_ended"
    case coReported = "case_co_report"
    case supervisionAnswered = "supervision_answered"
    case supervisionOverdue = "supervision_overdue"
    case openWork = "open_work"
    case signUpConfirmed = "sign_up_confirmed"
    case signUpWaiting = "sign_up_waiting"
    case signUpOffered = "sign_up_offered"
    case signUpExpired = "sign_up_expired"
    case signUpRefused = "sign_up_refused"
    case signUpCancelled = "sign_up_cancelled"
    case activityChanged = "activity_changed"
    case activityCancelled = "activity_cancelled"
    case invitedToSession = "session_invitation"
    case sessionSoon = "session_reminder"
    case sessionCancelled = "session_cancelled"
    case sessionMoved = "session_moved"
    case minutesLate = "minutes_late"
    case minutesToSign = "minutes_to_sign"
    case milestoneLate = "milestone_late"
    case issueMoved = "issue_moved_on"
    case issueToEvaluate = "issue_to_evaluate"
    case topicUnanswered = "topic_unanswered"
    case recused = "vote_recused"
    case voteOpened = "vote_opened"
    case voteCalledOff = "vote_called_off"
    case voteCounted = "vote_counted"
    case voteToCount = "vote_to_count"
    case voteNotCounted = "vote_not_counted"
    case voteUnreachable = "vote_unreachable"
    case bookingCancelled = "booking_cancelled"
    case venueClosed = "venue_closed"

    /// Whether it is about what a unit was called for.
    package var isOfSummons: Bool { self == .summoned || self == .summonsOverdue || self == .summonsScored }

    package var title: Title {
        switch self {
        case .received: Title("诉求已收到", "Your case was received")
        case .arrived: Title("有新的诉求待受理", "A case waits to be taken on")
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
        case .numberElsewhere: Title("网格登记的身份证号已在别处", "A grid entered an ID number that stands elsewhere")
        case .followUp: Title("回访：解决了吗？", "Is it solved?")
        case .ratingReminder: Title("诉求评价即将截止", "Your case can be rated a few days more")
        case .notSolved: Title("诉求人表示未解决", "The reporter says that it is not solved")
        case .secondOffered: Title("未解决的，可要求二次办理", "You can ask for a second handling")
        case .mediationDue: Title("调解到了回访日", "A mediation is to be followed up")
        case .takenOver: Title("诉求已改由他人办理", "A case of yours was taken over")
        case .handedOver: Title("未办结工作已移交", "Open work was handed over")
        case .urgentOnWatch: Title("值班期间有紧急诉求", "An urgent case came in on your watch")
        case .weeklyDigest: Title("网格逾期周报", "Late cases of the week")
        case .areaFiled: Title("关注区域有新受理的诉求", "A case was taken on in an area that you follow")
        case .areaEnded: Title("关注区域有诉求办结", "A case was done in an area that you follow")
        case .openWork: Title("停用账号名下有未办结诉求", "A closed account has open cases")
        case .summoned: Title("吹哨：请到场或派人", "You are summoned to a case")
        case .summonsAnswered: Title("应哨单位已答复", "A summoned unit has answered")
        case .summonsOverdue: Title("吹哨逾期未答复", "A summons is not answered in time")
        case .summonsScored: Title("应哨情况已评分", "Your answer to a summons was scored")
        case .coHandling: Title("诉求需要协同办理", "A case is handled jointly")
        case .coHandlingEnded: Title("协办已结束", "Your part in a case has ended")
        case .coReported: Title("协办单位已反馈", "A co-handler has reported")
        case .supervisionAnswered: Title("督办已反馈", "An order was answered")
        case .supervisionOverdue: Title("督办逾期未反馈", "An order is not answered in time")
        case .afterHours: Title("现在无人值班", "Nobody is on duty")
        case .signUpConfirmed: Title("报名成功，已有名额", "You have a place")
        case .signUpWaiting: Title("报名已审核，正在候补", "Your sign-up was approved and waits")
        case .signUpOffered: Title("候补名额待您确认", "A place is held for you")
        case .signUpExpired: Title("候补名额已过期", "The place that was held for you is gone")
        case .signUpRefused: Title("报名未通过", "Your sign-up was refused")
        case .signUpCancelled: Title("报名已取消", "Your sign-up was cancelled")
        case .activityChanged: Title("活动有变更", "An activity has changed")
        case .activityCancelled: Title("活动已取消", "An activity was cancelled")
        case .invitedToSession: Title("请您参加议事会", "You are invited to a session")
        case .sessionSoon: Title("议事会即将召开", "A session is near")
        case .sessionMoved: Title("议事会改期，请重新答复", "A session was moved; please answer for the new time")
        case .sessionCancelled: Title("议事会已取消", "A session was cancelled")
        case .minutesLate: Title("议事会纪要尚未归档", "Minutes of a session are late")
        case .minutesToSign: Title("会议纪要请审阅签字", "Minutes wait to be read and signed")
        case .milestoneLate: Title("项目节点逾期", "A milestone of a project is late")
        case .issueMoved: Title("您提出或联名的议题有新进展", "A topic that you proposed or signed has moved on")
        case .issueToEvaluate: Title("请对议题提出评估意见", "You are asked what you think of a topic")
        case .topicUnanswered: Title("议题官方答复逾期", "A topic has no official answer in time")
        case .voteOpened: Title("有一项表决请您投票", "A vote is open to you")
        case .venueClosed: Title("预约的场地届时不开放", "A room that you booked will be closed")
        case .voteToCount: Title("表决已截止，请计票", "A vote has ended and waits to be counted")
        case .voteUnreachable: Title("回避后表决规则已无法达到", "Since people stood back, a vote can not reach its rule any more")
        case .voteNotCounted: Title("表决截止后仍未计票", "A vote that has ended is not counted yet")
        case .voteCounted: Title("您参与的表决已有结果", "A vote that you are on the roll of was counted")
        case .voteCalledOff: Title("表决已撤销", "A vote was called off")
        case .bookingCancelled: Title("场地预约被取消", "A booking of yours was cancelled")
        case .recused: Title("您已被登记回避表决", "It was noted that you stand back from a vote")
        }
    }
}
