extension GridCoverage {
    /// The coverage as a report (网格覆盖报告), with how many live there as it was published.
    package func report(_ publication: ResidentPublication) -> ReportDocument {
        let residents = ShownPeople(publication, grids.map(\.id))
        return ReportDocument(
            name: "grid-coverage",
            title: Title("网格覆盖情况", "Grid coverage"),
            header: [ReportFigure(key: "on", title: Title("日期", "Date"), value: .text(date.description))]
                + community.header,
            chapters: [
                ReportChapter(
                    title: Title("网格", "Grids"),
                    sections: [
                        .figures(key: "summary", title: Title("概况", "Summary"), summary(residents: residents.total)),
                        .rows(
                            key: "grids",
                            title: Title("各网格", "Each grid"),
                            columns: Self.gridColumns,
                            rows: zip(grids, residents.each).map(row)
                        ),
                    ]
                ),
                ReportChapter(
                    title: Title("缺口", "Gaps"),
                    sections: [
                        .rows(
                            key: "buildings_without_grid",
                            title: Title("未纳入网格的楼栋", "Buildings in no grid"),
                            columns: [
                                .integer("id", "编号", "Id", 1...Int64.max), .text("compound", "小区", "Compound", 1...50),
                                .text("name", "楼栋", "Building", 1...50),
                            ],
                            rows: buildingsWithoutGrid
                        ),
                        .rows(
                            key: "units_without_party_member",
                            title: Title("没有党员服务的单元", "Units without a Party member"),
                            columns: [
                                .integer("id", "编号", "Id", 1...Int64.max), .text("compound", "小区", "Compound", 1...50),
                                .text("building", "楼栋", "Building", 1...50), .text("code", "单元", "Unit", 1...16),
                            ],
                            rows: unitsWithoutPartyMember
                        ),
                    ]
                ),
            ]
        )
    }

    private func summary(residents: Int64?) -> [ReportFigure] {
        let warned = grids.filter { !gaps(of: $0).isEmpty }.count
        return [
            figure("grids", "网格", "Grids", Int64(grids.count), "个"),
            figure("buildings", "在网格内的楼栋", "Buildings in a grid", grids.reduce(0) { $0 + $1.buildings }, "幢"),
            figure("households", "户", "Households", grids.reduce(0) { $0 + $1.households }, "户"),
            ReportFigure(
                key: "residents",
                title: Title("居民（当月月初）", "Residents (first of the month)"),
                value: ReportValue(residents),
                unit: Title("人", "")
            ),
            figure("grids_with_gaps", "有缺口的网格", "Grids with gaps", Int64(warned), "个"),
            figure(
                "buildings_without_grid_count",
                "未纳入网格的楼栋",
                "Buildings in no grid",
                Int64(buildingsWithoutGrid.count),
                "幢"
            ),
            figure(
                "units_without_party_member_count",
                "没有党员服务的单元",
                "Units without a Party member",
                Int64(unitsWithoutPartyMember.count),
                "个"
            ),
        ]
    }

    private func figure(
        _ key: String,
        _ chinese: String,
        _ english: String,
        _ value: Int64,
        _ unit: String
    ) -> ReportFigure {
        ReportFigure(key: key, title: Title(chinese, english), value: .integer(value), unit: Title(unit, ""))
    }

    private static let gridColumns: [Field] = [
        .integer("id", "编号", "Id", 1...Int64.max), .text("name", "网格", "Grid", 1...50),
        .integer("buildings", "楼栋", "Buildings", 0...Int64.max), .integer("units", "单元", "Units", 0...Int64.max),
        .integer("households", "户", "Households", 0...Int64.max),
        .integer("residents", "居民", "Residents", 0...Int64.max), .text("leader", "网格长", "Leader", 1...50),
        .integer("full_time", "专职", "Full-time", 0...Int64.max),
        .integer("part_time", "兼职", "Part-time", 0...Int64.max),
        .integer("party_volunteers", "党员志愿者", "Party volunteers", 0...Int64.max),
        .text("gaps", "缺口", "Gaps", 0...200),
    ]

    private func row(_ line: Line, residents: Int64?) -> [ReportValue] {
        [
            .integer(line.id), .text(line.name), .integer(line.buildings), .integer(line.units),
            .integer(line.households), ReportValue(residents), line.leader.map(ReportValue.text) ?? .null,
            .integer(line.fullTime), .integer(line.partTime), .integer(line.partyVolunteers),
            .text(gaps(of: line).map(\.rawValue).joined(separator: " ")),
        ]
    }
}
