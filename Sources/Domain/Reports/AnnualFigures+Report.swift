extension AnnualFigures {
    /// 年度成效报告: the figures in the three chapters of a community's year.
    package var report: ReportDocument {
        ReportDocument(
            name: "annual",
            title: Title("\(year) 年度成效报告", "Annual report \(year)"),
            header: [ReportFigure(key: "year", title: Title("年度", "Year"), value: .integer(Int64(year)))]
                + community.header + [
                    TypedFigures(
                        typed: counts[.activityTyped] ?? 0,
                        own: counts[.activityOwnTyped] ?? 0,
                        corrected: counts[.activityCorrected] ?? 0
                    ).note
                ],
            chapters: [partyChapter, selfGovernmentChapter, togetherChapter]
        )
    }

    private var partyChapter: ReportChapter {
        ReportChapter(
            title: Title("一、党建领航：让小支部落实大责任", "1. Party building leads"),
            sections: [
                figures("party", Title("党组织与党员", "Party organizations and members")),
                .rows(
                    key: "honours",
                    title: Title("荣誉", "Honours"),
                    columns: [
                        .text("name", "名称", "Name", 1...100), .text("recipient", "获得者", "Recipient", 1...100),
                        .text("issuer", "授予单位", "Issuer", 1...100), .integer("year", "年度", "Year", 1949...2200),
                    ],
                    rows: honours
                ),
            ]
        )
    }

    private var selfGovernmentChapter: ReportChapter {
        ReportChapter(
            title: Title("二、自治导航：让小互动提供大服务", "2. Self-government steers"),
            sections: [
                figures("territory", Title("网格化服务", "Grids")),
                figures("grid_staff", Title("网格力量", "Grid staff")),
                figures("cases", Title("居民诉求", "Cases")),
                .rows(
                    key: "cases.by_category",
                    title: Title("诉求分类", "Cases by category"),
                    columns: [
                        .text("category", "类别", "Category", 1...50), Self.count("received", "收到", "Received"),
                        Self.count("closed", "办结", "Closed"),
                    ],
                    rows: casesByCategory
                ),
                figures("deliberation", Title("议事厅", "Deliberation")),
                .rows(
                    key: "projects",
                    title: Title("完成项目", "Projects completed"),
                    columns: [
                        .text("name", "项目", "Name", 1...100), .text("compound", "小区", "Compound", 1...50),
                        Self.count("quantity", "数量", "Quantity"), .text("quantity_unit", "单位", "Unit", 1...10),
                        .date("completed_on", "完成日期", "Completed on"),
                    ],
                    rows: projects
                ),
            ]
        )
    }

    private var togetherChapter: ReportChapter {
        ReportChapter(
            title: Title("三、共治远航：让小驿站开展大汇聚", "3. Governing together"),
            sections: [
                figures("reading_room", Title("社区书屋", "Community reading room")),
                figures("three_society", Title("三社联动", "Three-society work")),
                .rows(
                    key: "three_society.by_theme",
                    title: Title("三社联动主题", "Three-society activities by theme"),
                    columns: [.choice("theme", "主题", "Theme", ActivityTheme.self)] + Self.activityColumns,
                    rows: threeSocietyByTheme
                ),
                figures("activities", Title("全部活动", "All activities")),
                .rows(
                    key: "activities.by_kind",
                    title: Title("活动类型", "Activities by kind"),
                    columns: [.choice("kind", "类型", "Kind", ActivityKind.self)] + Self.activityColumns,
                    rows: activitiesByKind
                ),
                .rows(
                    key: "resident_organizations",
                    title: Title("居民组织", "Resident organizations"),
                    columns: [
                        .text("name", "名称", "Name", 1...100), .choice("stage", "成长阶段", "Stage", OrganizationStage.self),
                    ],
                    rows: residentOrganizations
                ),
            ]
        )
    }

    private static let activityColumns = [
        count("count", "场次", "Count"), count("person_times", "人次", "Person-times"),
        count("hand_typed", "其中人工填报", "Of these typed by hand"),
        count("own_typed", "其中主办单位自行填报", "Of these typed by the organization itself"),
        count("corrected", "其中逾期补录或更正", "Of these entered or corrected late"),
    ]

    private static func count(_ name: String, _ chinese: String, _ english: String) -> Field {
        .integer(name, chinese, english, 0...Int64.max)
    }

    private func figures(_ section: String, _ title: Title) -> ReportSection {
        .figures(
            key: section,
            title: title,
            AnnualCount.allCases.filter { $0.section == section }.map { count in
                ReportFigure(
                    key: count.key,
                    title: count.title,
                    value: isFew(count) ? .null : .integer(counts[count] ?? 0),
                    unit: count.unit
                )
            }
        )
    }

    /// Whether a figure is of so few inhabitants that it would be about each of them, as in every other report of them.
    private func isFew(_ count: AnnualCount) -> Bool {
        count == .residents && (1..<smallest).contains(counts[count] ?? 0)
    }
}
