/// The demands behind a figure of the report of the halls (解决的诉求明细): of a kind, or by how long they took.
package struct ResolvedDemands: Sendable {
    package let community: ReportedCommunity
    package let from: CivilDate
    package let to: CivilDate
    package let rows: [[ReportValue]]

    package init(community: ReportedCommunity, from: CivilDate, to: CivilDate, rows: [[ReportValue]]) {
        self.community = community
        self.from = from
        self.to = to
        self.rows = rows
    }

    /// More are asked for by a shorter period.
    package static let most: Int64 = 1_000

    package var report: ReportDocument {
        ReportDocument(
            name: "deliberation-cases",
            title: Title("议事成效：解决的诉求", "Deliberation: demands resolved"),
            header: community.header(from: from, to: to),
            chapters: [
                ReportChapter(
                    title: Title("明细", "Cases"),
                    sections: [
                        .rows(key: "items", title: Title("明细", "Cases"), columns: Self.columns, rows: rows)
                    ]
                )
            ],
            isList: true
        )
    }

    private static let columns: [Field] = [
        .integer("id", "编号", "Id", 1...Int64.max), .choice("kind", "诉求类型", "Kind", CaseKind.self),
        .integer("days", "用时（天）", "Days", 0...Int64.max),
        .integer("issue_id", "议题编号", "Issue", 1...Int64.max), .text("issue", "议题", "Issue", 1...100),
        .text("href", "链接", "Link", 1...100),
    ]
}
