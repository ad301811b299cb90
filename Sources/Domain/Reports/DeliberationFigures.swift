/// What the halls did in a period (议事成效): the demands that were resolved, by compound and source, and how long it took.
package struct DeliberationFigures: Sendable {
    package let community: ReportedCommunity
    package let from: CivilDate
    package let to: CivilDate
    package let totals: [ReportValue]
    package let byCompound: [[ReportValue]]
    /// The demands that were resolved, by what kind they were and how long they took from their report on.
    package let byKind: [[ReportValue]]
    package let byTime: [[ReportValue]]
    package let bySource: [[ReportValue]]
    package let byStatus: [[ReportValue]]
    /// The issues that were completed, each with the cases that it resolved and the days that it took.
    package let completed: [[ReportValue]]

    package init(
        community: ReportedCommunity,
        from: CivilDate,
        to: CivilDate,
        totals: [ReportValue],
        byCompound: [[ReportValue]],
        byKind: [[ReportValue]],
        byTime: [[ReportValue]],
        bySource: [[ReportValue]],
        byStatus: [[ReportValue]],
        completed: [[ReportValue]]
    ) {
        self.community = community
        self.from = from
        self.to = to
        self.totals = totals
        self.byCompound = byCompound
        self.byKind = byKind
        self.byTime = byTime
        self.bySource = bySource
        self.byStatus = byStatus
        self.completed = completed
    }

    /// Within how many days most of them are asked for: a month, a quarter, half a year.
    package static let spans: [Int64] = [30, 90, 180]

    private static let totalFigures: [(key: String, title: Title)] = [
        ("collected", Title("征集议题", "Topics collected")), ("completed", Title("完成议题", "Issues completed")),
        ("demands_resolved", Title("解决民生诉求", "Demands resolved")), ("sessions", Title("召开议事会", "Sessions held")),
        ("person_times", Title("到会人次（签到）", "Person-times, signed in")),
        ("typed_present", Title("手工填报的到会人次（未签到）", "Person-times typed in, not signed in")),
        ("projects_accepted", Title("验收项目", "Projects accepted")),
        ("answers_overdue", Title("官方答复逾期", "Official answers overdue")),
        ("average_days", Title("平均用时（天）", "Days on average")),
    ]

    private static let link = Field.text("href", "明细", "The cases", 1...300)

    /// Where the cases behind a line are listed.
    private func opened(_ key: String, _ value: ReportValue) -> ReportValue {
        let code =
            switch value {
            case .text(let text): text
            case .integer(let number): String(number)
            default: ""
            }
        let list = "/api/v1/reports/deliberation/cases?community_id=\(community.id)&from=\(from)&to=\(to)"
        return .text("\(list)&\(key)=\(code)")
    }

    package var report: ReportDocument {
        let count = { (key: String, chinese: String, english: String) in
            Field.integer(key, chinese, english, 0...Int64.max)
        }
        return ReportDocument(
            name: "deliberation",
            title: Title("议事成效", "Deliberation"),
            header: community.header(from: from, to: to),
            chapters: [
                ReportChapter(
                    title: Title("议事成效", "Deliberation"),
                    sections: [
                        .figures(
                            key: "total",
                            title: Title("合计", "Total"),
                            zip(Self.totalFigures, totals).map { ReportFigure(key: $0.key, title: $0.title, value: $1) }
                        ),
                        .rows(
                            key: "by_compound",
                            title: Title("各小区", "Each compound"),
                            columns: [
                                .text("compound", "小区", "Compound", 1...100),
                                count("completed", "完成议题", "Issues completed"),
                                count("demands_resolved", "解决诉求", "Demands resolved"),
                                count("average_days", "平均用时（天）", "Days on average"),
                            ],
                            rows: byCompound
                        ),
                        .rows(
                            key: "by_kind",
                            title: Title("各类诉求", "Each kind of demand"),
                            columns: [
                                .choice("kind", "诉求类型", "Kind", CaseKind.self),
                                count("demands_resolved", "解决诉求", "Demands resolved"),
                                count("average_days", "平均用时（天）", "Days on average"), Self.link,
                            ],
                            rows: byKind.map { $0 + [opened("kind", $0[0])] }
                        ),
                        .rows(
                            key: "by_time",
                            title: Title("用时分布", "Time taken"),
                            columns: [
                                count("from_days", "自（天）", "Days from"),
                                count("demands_resolved", "解决诉求", "Demands resolved"), Self.link,
                            ],
                            rows: byTime.map { $0 + [opened("from_days", $0[0])] }
                        ),
                        .rows(
                            key: "by_source",
                            title: Title("各来源", "Each source"),
                            columns: [
                                .choice("source", "来源", "Source", IssueSource.self),
                                count("collected", "征集议题", "Collected"),
                                count("completed", "完成议题", "Completed"),
                            ],
                            rows: bySource
                        ),
                        .rows(
                            key: "by_status",
                            title: Title("征集议题的现状", "How the topics stand"),
                            columns: [
                                .choice("status", "状态", "Status", IssueStatus.self), count("issues", "议题数", "Issues"),
                            ],
                            rows: byStatus
                        ),
                        .rows(
                            key: "completed",
                            title: Title("完成的议题", "Issues completed"),
                            columns: [
                                count("id", "编号", "Id"), .text("number", "议题编号", "Number", 1...40),
                                .text("title", "议题", "Issue", 1...100), .text("compound", "小区", "Compound", 1...100),
                                .date("completed_on", "完成日期", "Completed on"),
                                count("cases", "解决诉求", "Demands resolved"),
                                count("days", "用时（天）", "Days"),
                            ],
                            rows: completed
                        ),
                    ]
                )
            ]
        )
    }
}
