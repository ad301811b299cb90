/// What waits for those who run the hall (议事待办).
package enum HallDuty: String, TitledEnum {
    case answerOverdue = "answer_overdue"
    case minutesOwed = "minutes_owed"
    case noticeEnding = "notice_ending"
    case objectionOpen = "objection_open"
    case milestoneLate = "milestone_late"
    case voteToCount = "vote_to_count"
    case voteUnreachable = "vote_unreachable"
    case issueToStart = "issue_to_start"
    case projectToAccept = "project_to_accept"
    case issueToComplete = "issue_to_complete"

    package var title: Title {
        switch self {
        case .answerOverdue: Title("话题答复逾期", "A topic is not answered in time")
        case .minutesOwed: Title("纪要未归档", "Minutes are owed")
        case .noticeEnding: Title("公示即将期满", "A public notice ends")
        case .objectionOpen: Title("公示异议待答复", "An objection waits for its answer")
        case .milestoneLate: Title("项目节点逾期", "A milestone is late")
        case .issueToStart: Title("公示期满，可以实施", "A public notice has ended, and the work can begin")
        case .projectToAccept: Title("项目完工，待他人验收", "A project is complete and waits for another to accept it")
        case .issueToComplete: Title("项目均已验收，议题待完成", "All projects of an issue are accepted, and it can be completed")
        case .voteUnreachable: Title("回避后表决规则已无法达到", "Since people stood back, a vote can not reach its rule any more")
        case .voteToCount: Title("表决已截止，待计票", "A vote has ended and waits to be counted")
        }
    }

    /// The page of the interface on which it is dealt with.
    package var resource: ResourceName {
        switch self {
        case .answerOverdue, .voteToCount, .voteUnreachable, .issueToStart, .issueToComplete: .issues
        case .projectToAccept: .projects
        case .minutesOwed: .sessions
        case .noticeEnding: .publicNotices
        case .objectionOpen: .objections
        case .milestoneLate: .milestones
        }
    }

    /// The call that deals with it; a notice runs out by itself, and is looked at.
    func next(_ id: Int64) -> String {
        let move: String? =
            switch self {
            case .answerOverdue, .objectionOpen: "answer"
            case .minutesOwed: "minutes"
            case .noticeEnding: nil
            case .milestoneLate: "done"
            case .voteToCount: "close-vote"
            case .voteUnreachable: "cancel-vote"
            case .issueToStart: "start"
            case .projectToAccept: "accept"
            case .issueToComplete: "complete"
            }
        let path = "/api/v1/\(resource.path)/\(id)"
        return move.map { "POST \(path)/\($0)" } ?? "GET \(path)"
    }

    /// What the body of that call must bring.
    var needed: [String] {
        switch self {
        case .answerOverdue, .objectionOpen: ["answer"]
        case .minutesOwed: ["form", "text"]
        case .milestoneLate: ["remark"]
        case .voteUnreachable: ["reason"]
        case .issueToComplete: ["outcome"]
        case .noticeEnding, .voteToCount, .issueToStart, .projectToAccept: []
        }
    }

    /// A notice is shown among the work from the day before its last one.
    package static let noticeDays = 1
}

/// One thing of the hall that somebody has to do (议事待办事项).
package struct HallWorkItem: Sendable, Hashable {
    package let duty: HallDuty
    package let id: Int64
    package let title: String
    /// When it was or is due; of minutes, when the session ended.
    package let day: String?
    /// Minutes that are written and not filed yet; what is left to do with them they say themselves.
    package let minutes: Int64?

    package init(duty: HallDuty, id: Int64, title: String, day: String?, minutes: Int64? = nil) {
        self.minutes = minutes
        self.duty = duty
        self.id = id
        self.title = title
        self.day = day
    }

    package static func section(_ items: [HallWorkItem]) -> ReportSection {
        .rows(
            key: "deliberation",
            title: Title("议事待办", "Work of the hall"),
            columns: [
                .choice("duty", "事项", "What", HallDuty.self), .integer("id", "编号", "Id", 1...Int64.max),
                .text("title", "标题", "Title", 1...100), .date("day", "日期", "Day"),
                .text("href", "地址", "Where", 1...100), .text("next", "下一步", "Next call", 1...200),
                .text("needs", "须填写", "What it needs", 0...200),
            ],
            rows: items.map { item in
                [
                    .text(item.duty.rawValue), .integer(item.id), .text(item.title),
                    item.day.map(ReportValue.text) ?? .null, .text("/api/v1/\(item.duty.resource.path)/\(item.id)"),
                    .text(
                        item.minutes.map { "GET /api/v1/\(ResourceName.sessionMinutes.path)/\($0)" }
                            ?? item.duty.next(item.id)
                    ),
                    .texts(item.minutes == nil ? item.duty.needed : []),
                ]
            }
        )
    }
}
