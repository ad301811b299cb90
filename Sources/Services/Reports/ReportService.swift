package import Domain

/// Reports, counted beside the loops (报表).
package struct ReportService: Sendable {
    let store: any Store

    package init(store: any Store) { self.store = store }

    /// Counts a report of one community: the one asked for, if it is in scope; without asking, the only one.
    package func report(
        of community: Int64?,
        scope: DataScope,
        _ count: @escaping @Sendable (any Reader, Int64) throws -> ReportDocument?
    ) async throws -> ReportDocument {
        try await store.read { reader in
            let community = try Self.community(community, scope: scope, reader)
            guard let report = try count(reader, community) else { throw DomainError.notFound }
            return report
        }
    }

    /// Of all communities of the scope, or of the one asked for.
    package func caseStatistics(
        community: Int64?,
        from: CivilDate,
        to: CivilDate,
        scope: DataScope,
        now: Instant,
        time: CommunityTime
    ) async throws -> ReportDocument {
        try await store.read { reader in
            let statistics = try reader.reports.caseStatistics(
                community: community,
                from: from,
                to: to,
                scope: scope,
                now: now,
                time: time
            )
            if community != nil, statistics.lines.isEmpty { throw DomainError.notFound }
            return statistics.report
        }
    }

    /// How a series keeps its promise month by month.
    package func seriesMonths(
        series: Int64,
        scope: DataScope,
        now: Instant,
        time: CommunityTime
    ) async throws -> ReportDocument {
        try await store.read { reader in
            guard try reader.contains(.activitySeries, id: series, scope: scope),
                let months = try reader.reports.seriesMonths(series: series, scope: scope, now: now, time: time)
            else { throw DomainError.notFound }
            return months.report
        }
    }

    /// Why nobody of those who wait for an activity has a place.
    package func whyWaiting(activity: Int64, scope: DataScope, now: Instant) async throws -> ReportDocument {
        try await store.read { reader in
            guard try reader.contains(.activities, id: activity, scope: scope),
                let waiting = try reader.reports.whyWaiting(activity: activity, now: now)
            else { throw DomainError.notFound }
            return waiting.report
        }
    }

    package func doorList(activity: Int64, by principal: Principal) async throws -> ReportDocument {
        try await store.read { reader in
            guard try reader.contains(.activities, id: activity, scope: principal.scope),
                let found = try reader.reports.activity(activity)
            else { throw DomainError.notFound }
            try principal.checkSeesPeople(of: found)
            guard let list = try reader.reports.doorList(activity: activity)
            else { throw DomainError.notFound }
            return list.report
        }
    }

    /// Writes down whose records leave in a file.
    package func note(_ people: ReportDocument.People) async throws {
        try await store.noteExport(of: people.resource, people.ids)
    }

    /// The cases behind a figure, for whoever may read cases as well as reports.
    package func open(
        _ question: FigureQuestion,
        community: Int64?,
        by principal: Principal,
        now: Instant,
        time: CommunityTime
    ) async throws -> ReportDocument {
        guard principal.holds(.readCases) else {
            throw DomainError(
                .forbidden,
                "forbidden",
                "您的角色可以查看统计数字，不能查看其中的诉求明细",
                "Your role reads the figures, and not the cases behind them"
            )
        }
        return try await report(of: community, scope: principal.scope) { reader, community in
            try reader.reports.open(question, community: community, scope: principal.scope, now: now, time: time)?
                .report
        }
    }

    /// Beyond so many cases that are not theirs to check nobody is made to wait for one that is.
    private static let mostLookedThrough = 1_000

    /// What of a list is somebody's to do; whoever works on no cases has none.
    ///
    /// One more than is shown says whether there is more. What somebody may not check is not theirs: where it takes up the list,
    /// more of it is looked through, up to a bound.
    private static func found(
        _ list: WorkList,
        _ worker: Worker,
        _ principal: Principal,
        _ limit: Int,
        _ reader: any Reader
    ) throws -> (items: [WorkSheet.Line], isCut: Bool) {
        guard principal.holds(.readCases) else { return ([], false) }
        func work(_ limit: Int) throws -> [WorkSheet.Line] {
            try reader.reports.work(list, for: worker, limit: limit).map { ($0, CaseParty(principal, $0.ties).actors) }
        }
        guard list == .toCheck else { return (try work(limit + 1), false) }
        guard principal.role?.isInside == true, principal.holds(.manageCases) else { return ([], false) }
        var looked = limit + 1
        while true {
            let all = try work(looked)
            let own = all.filter { $0.actors.contains(.checker) }
            if own.count > limit || all.count < looked { return (own, false) }
            if looked > Self.mostLookedThrough { return (own, true) }
            looked *= 4
        }
    }

    package func work(
        _ lists: [WorkList],
        name: String,
        title: Title,
        by principal: Principal,
        now: Instant,
        time: CommunityTime,
        limit: Int,
        untouchedDays: Int64? = nil,
        isOverdue: Bool = false
    ) async throws -> ReportDocument {
        // Work lies in a community; whoever is above all of them has none of it.
        guard principal.scope != .everything else { throw DomainError.forbidden }
        var worker = Worker(
            account: principal.accountID,
            scope: principal.scope,
            actors: CaseParty.actors(of: principal.role),
            now: now,
            today: time.date(of: now),
            untouchedDays: untouchedDays
        )
        worker.asksForOverdue = isOverdue
        // Whoever looks at all of their work and runs the hall sees that, too.
        let isAll = lists.count == WorkList.allCases.count
        let hall = isAll && principal.holds(.writeDeliberation)
        return try await store.read { [worker] reader in
            var document = WorkSheet(
                name: name,
                title: title,
                lists: try lists.map { list in
                    let found = try Self.found(list, worker, principal, limit, reader)
                    var part = WorkSheet.Part(list, found.items, limit: limit, isCut: found.isCut)
                    if list == .toTell, isAll, principal.holds(.readCases) {
                        part.overdue = try reader.reports.overdueToTell(worker, most: Self.mostLookedThrough)
                    }
                    return part
                }
            ).report
            if hall, let community = principal.scope.communityID {
                let items = try reader.reports.hallWork(
                    community: community,
                    now: worker.now,
                    time: time,
                    limit: limit
                )
                document.chapters.append(
                    ReportChapter(title: Title("议事待办", "Work of the hall"), sections: [HallWorkItem.section(items)])
                )
            }
            return document
        }
    }

    /// Of one's own grid for whoever has one.
    package func visitCoverage(
        community: Int64?,
        grid: Int64?,
        days: Int64,
        at now: Instant,
        time: CommunityTime,
        scope: DataScope
    ) async throws -> ReportDocument {
        var grid = grid
        if case .grid(let own, community: _, account: _) = scope {
            guard grid == nil || grid == own else { throw DomainError.notFound }
            grid = own
        }
        return try await report(of: community, scope: scope) { [grid] reader, community in
            try reader.reports.visitCoverage(
                community: community,
                grid: grid,
                days: days,
                at: now,
                on: time.date(of: now)
            )?.report
        }
    }

    package func board(grid: Int64, on date: CivilDate) async throws -> ReportDocument {
        try await store.read { reader in
            guard let board = try reader.reports.board(grid: grid, on: date) else { throw DomainError.notFound }
            return board.report
        }
    }

    /// The community asked for, if it is in scope; without asking, the only one.
    static func community(_ asked: Int64?, scope: DataScope, _ reader: any Reader) throws -> Int64 {
        let communities = try reader.reports.communities(in: scope, only: asked)
        if asked != nil, communities.isEmpty { throw DomainError.notFound }
        guard communities.count == 1, let only = communities.first else {
            throw DomainError.badParameters([
                .parameter(
                    "community_id",
                    "required",
                    "数据范围内有 \(communities.count) 个社区，请指明一个",
                    "Your scope holds \(communities.count) communities; name one"
                )
            ])
        }
        return only
    }
}
