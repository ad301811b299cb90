extension ResidentFigures {
    /// The figures as a report (居民结构报表): all, then each grid; what is hidden is empty.
    package static func report(
        _ publication: ResidentPublication,
        of community: ReportedCommunity,
        on date: CivilDate,
        smallest: Int64,
        grids: [Grid]
    ) -> ReportDocument {
        let shown = shown(publication, of: grids)
        return ReportDocument(
            name: "residents",
            title: Title("居民结构", "Residents"),
            header: [
                ReportFigure(
                    key: "on",
                    title: Title("统计日（月初，公布后不变）", "Counted on (first of the month, fixed once published)"),
                    value: .text("\(date)")
                ),
                ReportFigure(
                    key: "smallest_group",
                    title: Title(
                        "少于此人数不显示；变动不足此数沿用前数",
                        "Hidden below so many people; changes of fewer show the earlier figure"
                    ),
                    value: .integer(smallest)
                ),
            ] + community.header,
            chapters: [
                ReportChapter(
                    title: Title("全部网格", "All grids"),
                    sections: [
                        .figures(key: "total", title: Title("合计", "Total"), sums(shown)),
                        rows("by_residency", Title("户籍类型", "Residency"), ResidencyStatus.self, shown.residencies),
                        rows(
                            "by_care_tag",
                            Title("关怀类别", "Care tags"),
                            CareTag.self,
                            shown.careTags,
                            rest: [shown.withoutTag]
                        ),
                    ]
                ),
                ReportChapter(
                    title: Title("各网格", "Each grid"),
                    sections: [
                        .rows(
                            key: "by_grid",
                            title: Title("各网格", "Each grid"),
                            columns: [
                                .text("name", "网格", "Grid", 1...50),
                                .integer("grid_id", "网格编号", "Grid id", 1...Int64.max),
                            ]
                                + figures.map {
                                    .integer($0.key, $0.title.chinese, $0.title.english, 0...Int64.max)
                                },
                            rows: grids.indices.map { (index: Int) -> [ReportValue] in
                                let figures =
                                    [shown.people.each[index]] + shown.agesOfGrids[index] + shown.sexesOfGrids[index]
                                return [.text(grids[index].name), .integer(grids[index].id)]
                                    + figures.map(ReportValue.init)
                            }
                        )
                    ]
                ),
            ]
        )
    }

    /// The names of what is counted, of all and of each grid alike.
    private static let figures: [(key: String, title: Title)] =
        [("residents", Title("居民", "Residents"))] + AgeBand.allCases.map { ($0.rawValue, $0.title) }
        + Sex.allCases.map { ($0.rawValue, $0.title) }

    private static func sums(_ shown: Shown) -> [ReportFigure] {
        zip(figures, [shown.people.total] + shown.ages + shown.sexes).map { name, value in
            ReportFigure(key: name.key, title: name.title, value: ReportValue(value), unit: Title("人", ""))
        }
    }

    private static func rows<Kind: TitledEnum>(
        _ key: String,
        _ title: Title,
        _ kind: Kind.Type,
        _ people: [Int64?],
        rest: [Int64?] = []
    ) -> ReportSection {
        let titles = kind.allCases.map { ($0.rawValue, $0.title.chinese, $0.title.english) }
        return .rows(
            key: key,
            title: title,
            columns: [
                Field("group", "类别", "Group", .enumeration(Enumeration(titles + [("none", "无", "None")]))),
                .integer("residents", "居民", "Residents", 0...Int64.max),
            ],
            rows: zip(kind.allCases, people).map { [.text($0.rawValue), ReportValue($1)] }
                + rest.map { [.text("none"), ReportValue($0)] }
        )
    }
}

extension ReportValue {
    /// A figure, or nothing where it is hidden.
    init(_ figure: Int64?) { self = figure.map(ReportValue.integer) ?? .null }
}
