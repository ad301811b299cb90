/// The activities of a period that took place (活动统计): how many, and who came, by one counting rule.
package struct ActivityFigures: Sendable {
    package let community: ReportedCommunity
    package let from: CivilDate
    /// The last day, which counts.
    package let to: CivilDate
    /// From how many people on a group is shown.
    package let smallest: Int64
    package let total: Counts
    package let groups: [ActivityDimension: [Group]]
    /// Who came on sign-ups, by the grid they live in and by age; only of a year that is over.
    package let people: People?
    /// What was promised for the period, as far as it is over.
    package let promises: [Promise]
    /// Whether different people are told to the last one; otherwise only in whole smallest groups.
    let isExact: Bool

    /// A promise of a series or of a contract (活动承诺), and in how many periods it was kept.
    package struct Promise: Sendable, Hashable {
        package let source: Source
        package let id: Int64
        package let title: String
        package let counter: PromiseCounter
        package let per: PromisePeriod
        package let target: Int64
        package let periods: Int
        package let kept: Int

        /// Who promised (承诺来源).
        package enum Source: String, TitledEnum {
            case series, contract

            package var title: Title {
                switch self {
                case .series: Title("系列活动", "Series")
                case .contract: Title("服务合同", "Contract")
                }
            }
        }

        package init(
            source: Source,
            id: Int64,
            title: String,
            counter: PromiseCounter,
            per: PromisePeriod,
            target: Int64,
            periods: Int,
            kept: Int
        ) {
            self.source = source
            self.id = id
            self.title = title
            self.counter = counter
            self.per = per
            self.target = target
            self.periods = periods
            self.kept = kept
        }
    }

    /// What is counted of activities (活动计数).
    package struct Counts: Sendable, Hashable {
        package var activities: Int64 = 0
        /// People who came: checked in, walked in, or counted as heads.
        package var personTimes: Int64 = 0
        /// Of these the ones of a sign-up, among whom different people can be told.
        package var checkedIn: Int64 = 0
        /// Of these the ones that somebody typed as a number.
        package var handTyped: Int64 = 0
        /// Of these in turn the ones that the organizations which held the activities typed themselves.
        package var ownTyped: Int64 = 0
        /// And those that were entered or changed when others had counted already.
        package var corrected: Int64 = 0
        package var people: Int64 = 0
        /// Of those activities that have a capacity: the places, and the people who were given one.
        package var places: Int64 = 0
        package var given: Int64 = 0
        /// People who had a place and did not come, of activities where the door was kept.
        package var noShows: Int64 = 0
        package var expected: Int64 = 0

        package init() {}
    }

    /// The activities that have something in common (活动分组).
    package struct Group: Sendable {
        package let code: String
        package let name: String
        package let counts: Counts

        package init(code: String, name: String, counts: Counts) {
            self.code = code
            self.name = name
            self.counts = counts
        }
    }

    package init(
        community: ReportedCommunity,
        from: CivilDate,
        to: CivilDate,
        today: CivilDate,
        smallest: Int64,
        total: Counts,
        groups: [ActivityDimension: [Group]],
        people: People?,
        promises: [Promise]
    ) {
        isExact = Self.isExact(from: from, to: to, today: today)
        self.promises = promises
        self.community = community
        self.from = from
        self.to = to
        self.smallest = smallest
        self.total = total
        self.groups = groups
        self.people = people
    }

    /// Whether a period is a calendar month or year that is over.
    ///
    /// Two periods that overlap at will differ by the few who came in between and never before.
    private static func isExact(from: CivilDate, to: CivilDate, today: CivilDate) -> Bool {
        let isMonth =
            (from.year, from.month, from.day) == (to.year, to.month, 1)
            && to.day == CivilDate.length(ofMonth: to.month, in: to.year)
        return to < today && isMonth || isClosedYear(from: from, to: to, today: today)
    }

    /// How many different people are told of a group: none of too few, and of a period at will only whole groups.
    func told(_ people: Int64?) -> Int64? { people.map { told($0) } }

    func told(_ people: Int64) -> Int64 { isExact ? people : people / smallest * smallest }

    /// Whether a period is a calendar year that is over: of shorter ones the groups of people could be subtracted.
    package static func isClosedYear(from: CivilDate, to: CivilDate, today: CivilDate) -> Bool {
        from.year == to.year && (from.month, from.day) == (1, 1) && (to.month, to.day) == (12, 31) && to < today
    }
}

/// What activities are told apart by (统计维度).
package enum ActivityDimension: String, TitledEnum {
    case month, kind, theme, organizer, grid

    package var title: Title {
        switch self {
        case .month: Title("月份", "Month")
        case .kind: Title("类型", "Kind")
        case .theme: Title("主题", "Theme")
        case .organizer: Title("主办方", "Organiser")
        case .grid: Title("限定网格", "For grid")
        }
    }
}
