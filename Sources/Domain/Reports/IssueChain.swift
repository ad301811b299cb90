/// By what a chain is asked for (链条入口): any link of it leads to the whole.
package enum ChainLink: Sendable, Hashable {
    case issue(Int64)
    case session(Int64)
    case caseFile(Int64)
    case project(Int64)
    case agendaItem(Int64)
    case vote(Int64)
    case notice(Int64)
    case objection(Int64)
    case milestone(Int64)
    case minutes(Int64)
}

/// An issue from the word of a resident to the judgement of what came of it (议题链条): one number, every link with its day.
package struct IssueChain: Sendable {
    package let community: ReportedCommunity
    package internal(set) var head: [ReportValue]
    package var cases: [[ReportValue]] = []
    /// Which of the cases are private.
    package var confidential: Set<Int64> = []
    /// Which of the six steps were taken, and when; what they said is elsewhere.
    package var steps: [[ReportValue]] = []
    package var agenda: [[ReportValue]] = []
    package var votes: [[ReportValue]] = []
    package var notices: [[ReportValue]] = []
    package var projects: [[ReportValue]] = []
    package var milestones: [[ReportValue]] = []
    package var judgement: [ReportValue] = []
    package var timeline: [[ReportValue]] = []
    /// By which words everybody reads of it.
    package var wording: IssueWording?
    package var proposerAccount: Int64?
    package var proposerResident: Int64?

    /// Whether a private case was ever part of it.
    package let isConfidential: Bool
    /// Whether one was part of what it was merged into.
    package var mergedIntoConfidential = false

    package init(community: ReportedCommunity, head: [ReportValue], isConfidential: Bool) {
        self.community = community
        self.head = head
        self.isConfidential = isConfidential
    }
}

extension IssueChain {
    /// The head of an issue, in the order of its figures.
    static let head: [(key: String, title: Title)] = [
        ("id", Title("编号", "Id")), ("number", Title("议题编号", "Number")), ("title", Title("议题", "Issue")),
        ("description", Title("内容", "What it is about")),
        ("status", Title("状态", "Status")), ("source", Title("来源", "Source")), ("compound", Title("小区", "Compound")),
        ("authority", Title("决定权", "Authority")), ("outcome", Title("结果", "Outcome")),
        ("collected_on", Title("征集日期", "Collected on")), ("completed_on", Title("完成日期", "Completed on")),
        ("supporters", Title("联名人数", "Supporters")), ("official_answer", Title("官方答复", "Official answer")),
        ("answer_overdue", Title("答复逾期", "Answer overdue")),
        ("reason", Title("理由类别", "Reason")), ("merged_into", Title("并入议题", "Merged into")),
        ("archived_on", Title("归档日期", "Archived on")), ("take_part", Title("如何参加", "How to take part")),
    ]

    /// The words for the codes that stand in the head.
    private static let headChoices: [String: Enumeration] = [
        "status": Enumeration(IssueStatus.self), "source": Enumeration(IssueSource.self),
        "authority": Enumeration(IssueAuthority.self), "reason": Enumeration(IssueReason.self),
    ]

    private static let judgement: [(key: String, title: Title)] = [
        ("ratings", Title("评议人数", "Residents who judged")), ("average", Title("平均分", "Average score")),
    ]

    private static func figures(_ names: [(key: String, title: Title)], _ values: [ReportValue]) -> [ReportFigure] {
        zip(names, values).map {
            ReportFigure(key: $0.key, title: $0.title, value: $1, choices: headChoices[$0.key])
        }
    }

    /// The chains of a link as one document; a session has as many as issues.
    package static func report(_ chains: [IssueChain], name: String) -> ReportDocument? {
        guard let first = chains.first else { return nil }
        let title = chains.count == 1 ? Self.text(first.head, "title") : ""
        return ReportDocument(
            name: name,
            title: Title(
                "议题全程\(title.isEmpty ? "" : "：\(title)")",
                "From topic to result\(title.isEmpty ? "" : ": \(title)")"
            ),
            header: first.community.header,
            chapters: chains.enumerated().map { $1.chapter(key: chains.count == 1 ? "" : "issue_\($0 + 1).") }
        )
    }

    static func text(_ values: [ReportValue], _ key: String) -> String {
        guard let place = place(key), place < values.count, case .text(let text) = values[place] else { return "" }
        return text
    }

    /// Where a figure stands in the head.
    static func place(_ key: String) -> Int? { head.firstIndex { $0.key == key } }

    /// Says one figure of the head, or keeps it back.
    mutating func say(_ key: String, _ value: ReportValue) {
        guard let place = Self.place(key), place < head.count else { return }
        head[place] = value
    }

    private func chapter(key: String) -> ReportChapter {
        let title = Self.text(head, "title")
        return ReportChapter(
            title: Title(title, title),
            sections: [
                .figures(key: "\(key)issue", title: Title("议题", "Issue"), Self.figures(Self.head, head)),
                .rows(key: "\(key)cases", title: Title("来源诉求", "Cases"), columns: Self.caseColumns, rows: cases),
                .rows(key: "\(key)agenda", title: Title("议事会", "Sessions"), columns: Self.agendaColumns, rows: agenda),
                .rows(key: "\(key)votes", title: Title("表决", "Votes"), columns: Self.voteColumns, rows: votes),
                .rows(
                    key: "\(key)steps",
                    title: Title("四议两公开", "The six steps"),
                    columns: Self.sixColumns,
                    rows: steps
                ),
                .rows(
                    key: "\(key)notices",
                    title: Title("公示", "Public notice"),
                    columns: Self.noticeColumns,
                    rows: notices
                ),
                .rows(
                    key: "\(key)projects",
                    title: Title("项目", "Projects"),
                    columns: Self.projectColumns,
                    rows: projects
                ),
                .rows(
                    key: "\(key)milestones",
                    title: Title("项目节点", "Milestones"),
                    columns: Self.stepColumns,
                    rows: milestones
                ),
                .figures(
                    key: "\(key)judgement",
                    title: Title("居民评议", "Judgement"),
                    Self.figures(Self.judgement, judgement)
                ),
                .rows(key: "\(key)timeline", title: Title("经过", "Course"), columns: Self.timeColumns, rows: timeline),
            ]
        )
    }

    private static let caseColumns: [Field] = [
        .integer("id", "编号", "Id", 1...Int64.max), .text("number", "诉求编号", "Number", 1...40),
        .choice("status", "状态", "Status", CaseStatus.self), .date("reported_on", "反映日期", "Reported on"),
        .date("closed_on", "办结日期", "Closed on"),
    ]
    private static let agendaColumns: [Field] = [
        .integer("session_id", "议事会编号", "Session", 1...Int64.max), .date("held_on", "日期", "Day"),
        .text("session", "议事会", "Session", 1...100), .text("hall", "议事厅", "Hall", 1...100),
        .instant("starts_at", "开始时间", "Starts at"),
        .choice("status", "结论", "How it ended", AgendaStatus.self),
        .text("outcome", "协商意见", "What was agreed", 1...2000),
        .integer("present", "到会人数", "People present", 0...10_000),
        .integer("typed_present", "其中手工填报", "Of them typed in", 0...10_000),
    ]
    private static let sixColumns: [Field] = [
        .choice("step", "步骤", "Step", DecisionStep.self), .date("held_on", "日期", "Day"),
    ]
    static let voteColumns: [Field] = [
        .integer("id", "编号", "Id", 1...Int64.max), .choice("rule", "规则", "Rule", DecisionRule.self),
        .choice("secrecy", "表决方式", "Open or closed", BallotSecrecy.self),
        .choice("status", "状态", "Status", VoteStatus.self), .date("closes_on", "截止日", "Closes on"),
        .instant("closes_at", "截止时间", "Closes at"),
        .integer("eligible", "应投", "Entitled", 0...Int64.max), .integer("cast", "参与", "Took part", 0...Int64.max),
        .integer("for", "同意", "For", 0...Int64.max), .integer("against", "反对", "Against", 0...Int64.max),
        .integer("abstain", "弃权", "Abstained", 0...Int64.max), Field("passed", "通过", "Passed", .boolean),
        .date("cancelled_on", "撤销日期", "Called off on"), .text("cancel_reason", "撤销事由", "Why called off", 1...500),
        .date("held_on", "举行日期", "Held on"),
        .integer("register_eligible", "登记簿应投", "Entitled by the register", 0...Int64.max),
        .text("deviation_reason", "与登记簿不一致的原因", "Why it differs from the register", 1...500),
        .choice("unopened_reason", "未开票原因", "Why the ballots were not opened", UnopenedReason.self),
        Field("quorum_met", "参与达到要求", "Enough took part", .boolean),
        .text("missing", "缺口", "What was missing", 1...1000),
    ]
    private static let noticeColumns: [Field] = [
        .integer("id", "编号", "Id", 1...Int64.max), .date("from_date", "起始日", "From"),
        .date("until_date", "截止日", "Until"), .integer("objections", "异议数", "Objections", 0...Int64.max),
        .integer("answered", "已答复", "Answered", 0...Int64.max),
    ]
    private static let projectColumns: [Field] = [
        .integer("id", "编号", "Id", 1...Int64.max), .text("name", "项目", "Project", 1...100),
        .integer("quantity", "数量", "Quantity", 0...Int64.max), .text("quantity_unit", "单位", "Unit", 1...10),
        .integer("budget_fen", "预算（分）", "Budget (fen)", 0...Int64.max),
        .integer("spent_fen", "已支出（分）", "Spent (fen)", 0...Int64.max),
        .choice("status", "状态", "Status", ProjectStatus.self), .date("started_on", "开工日期", "Started on"),
        .date("completed_on", "完工日期", "Completed on"), .text("maintainer", "养护单位", "Maintained by", 1...100),
    ]
    private static let stepColumns: [Field] = [
        .integer("project_id", "项目编号", "Project", 1...Int64.max), .text("title", "节点", "Milestone", 1...100),
        .integer("weight", "权重", "Weight", 1...1000), .date("due_on", "应完成", "Due on"),
        .date("done_on", "完成", "Done on"),
        .integer("evidence", "完成依据（份）", "Files that show it", 0...Int64.max),
    ]
    private static let timeColumns: [Field] = [
        .instant("at", "时间", "At"), Field("move", "动作", "Move", .enumeration(Enumeration(IssueMove.timeline))),
        .choice("to_status", "状态", "Status", IssueStatus.self),
    ]
}
