/// Counts from rows, by SQL (统计).
package protocol ReportRepository {
    func annual(community: Int64, year: Int, time: CommunityTime) throws -> AnnualFigures?
    /// Of all communities of the scope, or of one; no line for one outside it. Of a single one also by grid, category,
    /// handler and month.
    func caseStatistics(
        community: Int64?,
        from: CivilDate,
        to: CivilDate,
        scope: DataScope,
        now: Instant,
        time: CommunityTime
    ) throws -> CaseStatistics
    /// The most pressing cases of a list, in scope.
    func work(_ list: WorkList, for worker: Worker, limit: Int) throws -> [WorkItem]
    /// What lay open when a day was over, or lies open now where it is not over yet.
    func backlog(community: Int64, on date: CivilDate, now: Instant, time: CommunityTime) throws -> CaseBacklog?
    /// What was left to tell in each grid and month of a year.
    func caseLedger(community: Int64, year: Int, now: Instant, time: CommunityTime) throws -> CaseLedgerSheet?
    /// The figures of a report over a period, by grid, category, handler and month.
    func period<Figure: TitledEnum & Hashable>(
        _ report: CaseReport,
        community: Int64,
        from: CivilDate,
        to: CivilDate,
        now: Instant,
        time: CommunityTime
    ) throws -> CasePeriod<Figure>?
    /// The cases behind a figure of a report, in scope.
    func open(
        _ question: FigureQuestion,
        community: Int64,
        scope: DataScope,
        now: Instant,
        time: CommunityTime
    ) throws -> OpenedFigure?
    /// The issues behind a link, each with its whole chain.
    /// The minutes of a session as they are printed; nothing where it has none.
    func minutes(ofSession id: Int64, language: Language) throws -> MinutesFigures?
    /// What waits for those who run the hall, of each kind at most so much.
    /// How many households have waited longer for a word than the community allows, counted up to a bound.
    func overdueToTell(_ worker: Worker, most: Int) throws -> Int64
    func hallWork(community: Int64, now: Instant, time: CommunityTime, limit: Int) throws -> [HallWorkItem]
    func chains(_ link: ChainLink, inOwnWords: Bool, time: CommunityTime, language: Language) throws -> [IssueChain]
    /// What the halls did in a period.
    func deliberation(
        community: Int64,
        from: CivilDate,
        to: CivilDate,
        time: CommunityTime
    ) throws -> DeliberationFigures?
    /// The demands that the halls resolved in a period, of a kind or by the least days of a span.
    func resolvedDemands(
        community: Int64,
        from: CivilDate,
        to: CivilDate,
        kind: String?,
        span: Int64?,
        time: CommunityTime
    ) throws -> ResolvedDemands?
    /// The activities of a year to which people of an age band came.
    func activities(community: Int64, year: Int, ages: AgeBand, time: CommunityTime) throws -> AgeActivities?
    /// The people of a community's grids on a day.
    func residents(community: Int64, on date: CivilDate) throws -> ResidentFigures?
    /// The name and the grids of a community, and from how many people on its statistics show a group.
    func inhabited(community: Int64) throws -> InhabitedCommunity?
    /// What was published for a day, where it was.
    func publication(community: Int64, on date: CivilDate, smallest: Int64) throws -> ResidentPublication?
    /// The activities of a period that took place, who came, and what had been promised for it.
    func activities(
        community: Int64,
        from: CivilDate,
        to: CivilDate,
        today: CivilDate,
        office: WorkingCalendar,
        time: CommunityTime
    ) throws -> ActivityFigures?
    /// The activities that a calendar shows to everybody, in the order of their beginnings.
    func calendar(_ question: CalendarQuestion) throws -> [CalendarFile.Event]
    /// Whose sign-ups a secret address shows; nothing for one that was taken back.
    func resident(ofCalendar hash: [UInt8]) throws -> Int64?
    /// Nothing where there is no such venue.
    func openingTimes(venue id: Int64, time: CommunityTime) throws -> OpeningTimes?
    /// What each venue did in a period; `office` says which of its hours lie outside working hours.
    func venues(
        community: Int64,
        from: CivilDate,
        to: CivilDate,
        office: WorkingCalendar,
        time: CommunityTime
    ) throws -> VenueFigures?
    func community(ofContract id: Int64) throws -> Int64?
    func terms(ofContract id: Int64) throws -> ContractTerms?
    func promise(ofItem id: Int64) throws -> (contract: Int64, target: Int64)?
    /// What was delivered of the promises of a contract in a year; `office` says which hours are working hours.
    func contractProgress(
        contract: Int64,
        year: Int,
        today: CivilDate,
        office: WorkingCalendar,
        time: CommunityTime
    ) throws -> ContractProgress?
    /// The meetings of a series by month.
    /// The meetings of it that somebody sees.
    func seriesMonths(series: Int64, scope: DataScope, now: Instant, time: CommunityTime) throws -> SeriesMonths?
    /// The places of an activity and the first who wait for them.
    func whyWaiting(activity: Int64, now: Instant) throws -> WhyWaiting?
    func activity(_ id: Int64) throws -> Activity?
    func signUpStatus(_ id: Int64) throws -> SignUpStatus?
    func doorList(activity: Int64) throws -> DoorList?
    func gridCoverage(community: Int64, on date: CivilDate) throws -> GridCoverage?
    /// The households of a community, or of one grid, where nobody was met for so many days before a moment.
    func visitCoverage(
        community: Int64,
        grid: Int64?,
        days: Int64,
        at now: Instant,
        on date: CivilDate
    ) throws -> VisitCoverage?
    /// The board of a grid; public, so it takes no scope.
    func board(grid: Int64, on date: CivilDate) throws -> GridBoard?
    /// The communities that a scope holds, or only the one that is asked for.
    func communities(in scope: DataScope, only community: Int64?) throws -> [Int64]
    /// Whether the data is a demonstration.
    func isDemonstration() throws -> Bool
}

/// A community whose residents are counted by grid (分网格统计的社区).
package struct InhabitedCommunity: Sendable {
    package let community: ReportedCommunity
    package let smallest: Int64
    package let grids: [ResidentFigures.Grid]

    package init(community: ReportedCommunity, smallest: Int64, grids: [ResidentFigures.Grid]) {
        self.community = community
        self.smallest = smallest
        self.grids = grids
    }
}

/// Keeps what was published (公布的统计).
package protocol PublicationRepository {
    /// All figures that a community published, each pair of name and value once.
    func published(community: Int64) throws -> [PublishedFigure]
    func publish(_ publication: ResidentPublication, community: Int64, on date: CivilDate, smallest: Int64) throws
}

/// A named community of a report.
package struct ReportedCommunity: Sendable, Hashable {
    package let id: Int64
    package let name: String
    package let isDemonstration: Bool

    package init(id: Int64, name: String, isDemonstration: Bool) {
        self.id = id
        self.name = name
        self.isDemonstration = isDemonstration
    }

    /// The head of a report about a period.
    func header(from: CivilDate, to: CivilDate) -> [ReportFigure] {
        header + [
            ReportFigure(key: "from", title: Title("起始日", "From"), value: .text(from.description)),
            ReportFigure(key: "to", title: Title("截止日（含）", "To (included)"), value: .text(to.description)),
        ]
    }

    /// What the head of every report says.
    var header: [ReportFigure] {
        [
            ReportFigure(key: "community_id", title: Title("社区编号", "Community id"), value: .integer(id)),
            ReportFigure(key: "community", title: Title("社区", "Community"), value: .text(name)),
            ReportFigure(
                key: "demo",
                title: Title("演示数据", "Demonstration data"),
                value: .boolean(isDemonstration)
            ),
        ]
    }
}
