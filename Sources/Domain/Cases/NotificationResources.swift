/// Whether a notice has reached whom it is for (送达情况).
package enum NoticeDelivery: String, TitledEnum {
    case waiting, delivered, unreachable

    package var title: Title {
        switch self {
        case .waiting: Title("待阅", "Waiting")
        case .delivered: Title("已阅", "Read")
        case .unreachable: Title("无账号", "No account")
        }
    }
}

extension Resource {
    /// What whoever asks is to hear of (我的通知).
    package static let notifications = Resource(
        .notifications,
        Title("通知", "Notifications"),
        area: .cases,
        // Whoever has an account is told of something, an operator of its room as well.
        read: .holders(of: .useOwnAccount),
        write: .useOwnAccount,
        fields: [
            .id, .community,
            .reference("account_id", "接收账号", "Receiver", to: .accounts).nullable(),
            .reference("resident_id", "接收居民", "Receiving resident", to: .residents).nullable(),
            .choice("topic", "事由", "Topic", NoticeTopic.self),
            .reference("case_id", "诉求", "Case", to: .cases).nullable(),
            .reference("activity_id", "活动", "Activity", to: .activities).nullable(),
            .reference("issue_id", "议题", "Issue", to: .issues).nullable(),
            .reference("session_id", "议事会", "Session", to: .sessions).nullable(),
            .reference("instead_of_id", "代收（本人）", "In place of", to: .accounts).nullable(),
            .text("text", "内容", "Text", 1...500),
            .choice("delivery", "送达情况", "Delivery", NoticeDelivery.self),
            .createdAt,
            .instant("settled_at", "送达时间", "Reached at").nullable(),
            .version,
        ],
        defaultSort: [SortKey("id", descending: true)]
    )

    /// Who takes what comes to somebody who is absent (AB岗).
    package static let deputies = Resource(
        .deputies,
        Title("AB岗", "Deputies"),
        area: .cases,
        read: .holders(of: .manageCases),
        write: .manageCases,
        fields: [
            .id, .community,
            .reference("account_id", "本人", "Absent", to: .accounts).required().fixed(),
            .reference("deputy_id", "代理人", "Deputy", to: .accounts).required(),
            .date("from_date", "起始日", "From").required(),
            .date("until_date", "截止日（不含）", "Until (excluded)").optional(),
            .version, .createdAt, .updatedAt,
        ],
        rules: [.before("from_date", "until_date")]
    )

    /// The questions for more time (延期申请).
    package static let extensions = Resource(
        .extensions,
        Title("延期申请", "Extensions"),
        area: .cases,
        read: .holders(of: .readCases),
        write: .manageCases,
        fields: [
            .id,
            .reference("case_id", "诉求", "Case", to: .cases),
            .reference("asked_by", "申请人", "Asked by", to: .accounts),
            .instant("asked_at", "申请时间", "Asked at"),
            Field("time_limit", "延长时限", "How much longer", .timeLimit),
            .text("reason", "理由", "Reason", 1...2000),
            .choice("status", "状态", "Status", ExtensionStatus.self),
            .reference("decided_by", "审批人", "Decided by", to: .accounts).nullable(),
            .instant("decided_at", "审批时间", "Decided at").nullable(),
            .version,
        ],
        defaultSort: [SortKey("id", descending: true)]
    )
}

/// What became of a question for more time (延期审批).
package enum ExtensionStatus: String, TitledEnum {
    case asked, granted, refused
    /// The handling that it was asked for has ended, and nobody decides any more.
    case lapsed

    package var title: Title {
        switch self {
        case .asked: Title("待审批", "Asked")
        case .granted: Title("已批准", "Granted")
        case .refused: Title("未批准", "Refused")
        case .lapsed: Title("环节已结束，不再审批", "Lapsed with its step")
        }
    }
}

/// A question for more time as its decision sees it (延期申请).
package struct AskedExtension: Sendable, Hashable {
    package let caseID: Int64
    package let askedBy: Int64
    package let limit: TimeLimit
    package let status: ExtensionStatus
    /// The step that it was asked for.
    package let step: Int64

    package init(caseID: Int64, askedBy: Int64, limit: TimeLimit, status: ExtensionStatus, step: Int64) {
        self.caseID = caseID
        self.askedBy = askedBy
        self.limit = limit
        self.status = status
        self.step = step
    }
}
