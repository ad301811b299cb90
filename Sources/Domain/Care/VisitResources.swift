extension Resource {
    /// Home visits (走访入户).
    package static let homeVisits = Resource(
        .homeVisits,
        Title("走访记录", "Home visits"),
        area: .care,
        read: .holders(of: .readVisits),
        write: .recordVisits,
        fields: [
            .id, .community,
            .reference("household_id", "户", "Household", to: .households).optional().fixed(),
            .reference("dwelling_id", "房屋", "Dwelling", to: .dwellings).optional().fixed(),
            .reference("grid_id", "网格", "Grid", to: .grids).nullable(),
            .reference("visitor_id", "走访人", "Visitor", to: .accounts),
            .instant("at", "走访时间", "At"),
            .choice("result", "结果", "Result", VisitResult.self).required().fixed(),
            .date("try_again_on", "再访日期", "Try again on").optional().fixed(),
            .reference("resident_id", "见到的居民", "Whom they met", to: .residents).optional().fixed(),
            .text("summary", "走访情况", "Summary", 1...2000).optional().fixed(),
            .text("care", "关怀情况", "Care note", 1...2000).optional().fixed(),
            .text("verification", "核实情况", "Verification", 1...2000).optional().fixed(),
            .text("supplies", "发放物资", "Supplies", 1...2000).nullable(),
            .integer("heard", "听到的条数", "Things heard", 0...1000),
            .text("client_id", "离线编号", "Client id", 1...64).nullable(),
            .version, .createdAt, .updatedAt,
        ],
        defaultSort: [SortKey("id", descending: true)],
        rules: [.presentExactlyWhen("try_again_on", "result", [VisitResult.tryAgain.rawValue])],
        watch: .pages
    )

    /// What was heard in visits, and what became of it (走访听到的).
    package static let heard = Resource(
        .heard,
        Title("走访听到的", "Heard in visits"),
        area: .care,
        read: .holders(of: .readVisits),
        write: .recordVisits,
        fields: [
            .id, .community,
            .reference("visit_id", "走访", "Visit", to: .homeVisits),
            .reference("grid_id", "网格", "Grid", to: .grids).nullable(),
            .choice("kind", "类型", "Kind", HeardKind.self),
            .reference("case_id", "诉求", "Case", to: .cases).nullable(),
            .reference("issue_id", "议题", "Issue", to: .issues).nullable(),
            .reference("wish_id", "心愿", "Wish", to: .wishes).nullable(),
            .reference("resident_id", "居民", "Resident", to: .residents).nullable(),
            Field("applied", "已登记", "Applied", .boolean)
                .noted("情况变更已写入台账", "The change is in the register"),
            .text("note", "说明", "Note", 1...2000).nullable(),
            .version, .createdAt, .updatedAt,
        ],
        watch: .exports
    )

    /// Wishes of residents (心愿).
    package static let wishes = Resource(
        .wishes,
        Title("心愿", "Wishes"),
        area: .care,
        read: .holders(of: .readPeople),
        write: .recordVisits,
        fields: [
            .id, .community,
            .reference("household_id", "户", "Household", to: .households),
            .reference("grid_id", "网格", "Grid", to: .grids).nullable(),
            .reference("resident_id", "居民", "Resident", to: .residents).nullable(),
            .text("text", "心愿", "Wish", 1...1000),
            .choice("status", "状态", "Status", WishStatus.self),
            .text("fulfiller", "实现人", "Who fulfilled it", 1...50).nullable(),
            .text("remark", "说明", "Remark", 1...500).nullable(),
            .reference("entered_by", "录入账号", "Entered by", to: .accounts),
            .instant("ended_at", "结束时间", "Ended at").nullable(),
            .version, .createdAt, .updatedAt,
        ],
        watch: .exports
    )
}
