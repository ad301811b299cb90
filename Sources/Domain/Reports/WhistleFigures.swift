/// What became of the summonses of a period (吹哨报到统计): by unit, each figure with what it is counted from.
package struct WhistleFigures: Sendable {
    package let community: ReportedCommunity
    package let from: CivilDate
    /// The last day, which counts.
    package let to: CivilDate
    package let units: [Unit]

    /// One summoned unit (应哨单位) with its figures.
    package struct Unit: Sendable {
        package let isOrganization: Bool
        package let id: Int64
        package let name: String
        package let counts: Counts

        package init(isOrganization: Bool, id: Int64, name: String, counts: Counts) {
            self.isOrganization = isOrganization
            self.id = id
            self.name = name
            self.counts = counts
        }
    }

    /// What is counted of summonses (应哨计数): those asked are those that came, sent somebody, declined or have not answered.
    package struct Counts: Sendable, Hashable {
        package var asked: Int64 = 0
        package var came: Int64 = 0
        package var sent: Int64 = 0
        package var declined: Int64 = 0
        package var unanswered: Int64 = 0
        /// Answered by the time that was set.
        package var inTime: Int64 = 0
        /// Scored by whoever called.
        package var scored: Int64 = 0
        package var scoredCame: Int64 = 0
        package var scoredSolved: Int64 = 0

        package init() {}

        static func + (left: Counts, right: Counts) -> Counts {
            var sum = left
            sum.asked += right.asked
            sum.came += right.came
            sum.sent += right.sent
            sum.declined += right.declined
            sum.unanswered += right.unanswered
            sum.inTime += right.inTime
            sum.scored += right.scored
            sum.scoredCame += right.scoredCame
            sum.scoredSolved += right.scoredSolved
            return sum
        }
    }

    package init(community: ReportedCommunity, from: CivilDate, to: CivilDate, units: [Unit]) {
        self.community = community
        self.from = from
        self.to = to
        self.units = units
    }

    package var report: ReportDocument {
        ReportDocument(
            name: "whistles",
            title: Title("吹哨报到", "Whistles"),
            header: community.header + [
                ReportFigure(key: "from", title: Title("起始日", "From"), value: .text(from.description)),
                ReportFigure(key: "to", title: Title("截止日（含）", "To (included)"), value: .text(to.description)),
            ],
            chapters: [
                ReportChapter(
                    title: Title("吹哨报到", "Whistles"),
                    sections: [
                        .figures(
                            key: "total",
                            title: Title("合计", "Total"),
                            zip(Self.columns, units.map(\.counts).reduce(Counts(), +).values).map { field, value in
                                ReportFigure(key: field.name, title: field.title, value: value)
                            }
                        ),
                        .rows(
                            key: "by_unit",
                            title: Title("各单位", "Each unit"),
                            columns: [
                                .text("kind", "种类", "Kind", 1...20), .integer("id", "编号", "Id", 1...Int64.max),
                                .text("name", "名称", "Name", 1...100),
                            ] + Self.columns,
                            rows: units.map { unit in
                                [
                                    .text(unit.isOrganization ? "organization" : "person"), .integer(unit.id),
                                    .text(unit.name),
                                ]
                                    + unit.counts.values
                            }
                        ),
                    ]
                )
            ]
        )
    }

    private static let columns: [Field] = [
        count("asked", "召集", "Asked"), count("came", "已到场", "Came"), count("sent", "已派人", "Sent somebody"),
        count("declined", "不能到场", "Declined"), count("unanswered", "未答复", "Not answered"),
        count("in_time", "按时答复", "In time"), count("scored", "已评分", "Scored"),
        count("scored_came", "评为到场", "Scored: came"), count("scored_solved", "评为解决", "Scored: solved"),
        count("in_time_rate", "按时率（%）", "In time (%)"), count("came_rate", "到场率（%）", "Came (%)"),
        count("solved_rate", "解决率（%）", "Solved (%)"),
    ]

    private static func count(_ key: String, _ chinese: String, _ english: String) -> Field {
        .integer(key, chinese, english, 0...Int64.max)
    }
}

extension WhistleFigures.Counts {
    /// In the order of the columns; a rate of nothing is none.
    fileprivate var values: [ReportValue] {
        let counts = [asked, came, sent, declined, unanswered, inTime, scored, scoredCame, scoredSolved]
        return counts.map(ReportValue.integer)
            + [Self.rate(inTime, of: asked), Self.rate(scoredCame, of: scored), Self.rate(scoredSolved, of: scored)]
    }

    /// In tenths of a percent.
    private static func rate(_ part: Int64, of whole: Int64) -> ReportValue {
        whole == 0 ? .null : .tenths((part * 2_000 + whole) / (whole * 2))
    }
}
