/// Who keeps watch outside the working hours (值班): while somebody does, the limits of urgent cases run.
package struct DutyWatch: Sendable, Hashable {
    package let account: Int64
    package let span: Range<Instant>

    package init(account: Int64, span: Range<Instant>) {
        self.account = account
        self.span = span
    }
}

/// 值班的存储: who keeps watch when.
package protocol DutyRepository {
    /// The watches of a community that end after a moment, the earliest first.
    func watches(community: Int64, after moment: Instant) throws -> [DutyWatch]
    /// A watch of somebody that touches a span, other than the one that is changed.
    func overlapping(_ account: Int64, _ span: Range<Instant>, otherThan id: Int64?) throws -> DutyWatch?
    /// A watch in scope.
    func find(_ id: Int64, scope: DataScope) throws -> DutyWatch?
}

extension Resource {
    /// Who keeps watch outside the working hours; nobody keeps two watches at once (值班).
    package static let dutyShifts = Resource(
        .dutyShifts,
        Title("值班", "Duty shifts"),
        area: .cases,
        read: .holders(of: .manageCases),
        write: .manageSettings,
        fields: [
            .id, .community,
            .reference("account_id", "值班人", "Who keeps watch", to: .accounts).required().fixed(),
            .instant("starts_at", "开始时间", "From").required(),
            .instant("ends_at", "结束时间", "Until").required(),
            .version, .createdAt, .updatedAt,
        ],
        defaultSort: [SortKey("starts_at", descending: true)],
        rules: [.ordered("starts_at", "ends_at")]
    )

    /// What the sub-district hears of a grid once a week (街道周报).
    package static let weeklyDigests = Resource(
        .weeklyDigests,
        Title("街道周报", "Weekly digests"),
        area: .cases,
        read: .holders(of: .readReports),
        write: .manageSettings,
        fields: [
            .id, .community,
            .reference("grid_id", "网格", "Grid", to: .grids),
            .date("week_on", "周一", "Monday of the week"),
            .instant("made_at", "生成时间", "Made at"),
            .integer("open", "在办", "Open", 0...Int64.max),
            .integer("late", "逾期", "Late", 0...Int64.max),
            .integer("long_late", "严重逾期", "Long late", 0...Int64.max),
            .text("case_numbers", "逾期诉求编号", "Numbers of the late cases", 1...4000).nullable(),
            .version, .updatedAt,
        ],
        defaultSort: [SortKey("week_on", descending: true)]
    )
}

/// 街道周报的存储: one record of each grid and week.
package protocol DigestRepository {
    /// The grids that have no digest of the week yet, in their order.
    func missing(week: CivilDate, limit: Int) throws -> [Int64]
    func community(ofGrid grid: Int64) throws -> Int64?
    /// Counts what lies late in a grid; with the last one of its community the sub-district hears of it.
    func make(grid: Int64, week: CivilDate, listsCases: Bool) throws
}
