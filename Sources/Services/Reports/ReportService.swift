package import Domain

/// Reports, counted beside the loops (报表).
package struct ReportService: Sendable {
    private let store: any Store

    package init(store: any Store) { self.store = store }

    package func annual(
        community: Int64?,
        year: Int,
        scope: DataScope,
        time: CommunityTime
    ) async throws -> ReportDocument {
        try await store.read { reader in
            let community = try Self.community(community, scope: scope, reader)
            guard let figures = try reader.reports.annual(community: community, year: year, time: time) else {
                throw DomainError.notFound
            }
            return figures.report
        }
    }

    /// Of all communities of the scope, or of the one asked for.
    package func caseStatistics(
        community: Int64?,
        from: CivilDate,
        to: CivilDate,
        scope: DataScope
    ) async throws -> ReportDocument {
        try await store.read { reader in
            let statistics = try reader.reports.caseStatistics(community: community, from: from, to: to, scope: scope)
            if community != nil, statistics.lines.isEmpty { throw DomainError.notFound }
            return statistics.report
        }
    }

    package func work(
        _ lists: [WorkList],
        name: String,
        title: Title,
        by principal: Principal,
        now: Instant,
        limit: Int
    ) async throws -> ReportDocument {
        // Work lies in a community; whoever is above all of them has none of it.
        guard principal.scope.communityID != nil else { throw DomainError.forbidden }
        return try await store.read { reader in
            WorkSheet(
                name: name,
                title: title,
                lists: try lists.map { list in
                    let items = try reader.reports.work(
                        list,
                        account: principal.accountID,
                        scope: principal.scope,
                        now: now,
                        limit: limit
                    )
                    return (list, items)
                }
            ).report
        }
    }

    package func backlog(
        community: Int64?,
        on date: CivilDate,
        now: Instant,
        scope: DataScope,
        time: CommunityTime
    ) async throws -> ReportDocument {
        try await store.read { reader in
            let community = try Self.community(community, scope: scope, reader)
            guard let backlog = try reader.reports.backlog(community: community, on: date, now: now, time: time) else {
                throw DomainError.notFound
            }
            return backlog.report
        }
    }

    package func caseLedger(
        community: Int64?,
        year: Int,
        scope: DataScope,
        time: CommunityTime
    ) async throws -> ReportDocument {
        try await store.read { reader in
            let community = try Self.community(community, scope: scope, reader)
            guard let sheet = try reader.reports.caseLedger(community: community, year: year, time: time) else {
                throw DomainError.notFound
            }
            return sheet.report
        }
    }

    package func caseQuality(
        community: Int64?,
        from: CivilDate,
        to: CivilDate,
        scope: DataScope,
        time: CommunityTime
    ) async throws -> ReportDocument {
        try await store.read { reader in
            let community = try Self.community(community, scope: scope, reader)
            guard let quality = try reader.reports.caseQuality(community: community, from: from, to: to, time: time)
            else { throw DomainError.notFound }
            return quality.report
        }
    }

    package func satisfaction(
        community: Int64?,
        from: CivilDate,
        to: CivilDate,
        scope: DataScope,
        time: CommunityTime
    ) async throws -> ReportDocument {
        try await store.read { reader in
            let community = try Self.community(community, scope: scope, reader)
            guard let figures = try reader.reports.satisfaction(community: community, from: from, to: to, time: time)
            else { throw DomainError.notFound }
            return figures.report
        }
    }

    package func whistles(
        community: Int64?,
        from: CivilDate,
        to: CivilDate,
        scope: DataScope,
        time: CommunityTime
    ) async throws -> ReportDocument {
        try await store.read { reader in
            let community = try Self.community(community, scope: scope, reader)
            guard let figures = try reader.reports.whistles(community: community, from: from, to: to, time: time)
            else { throw DomainError.notFound }
            return figures.report
        }
    }

    package func gridCoverage(community: Int64?, on date: CivilDate, scope: DataScope) async throws -> ReportDocument {
        try await store.read { reader in
            let community = try Self.community(community, scope: scope, reader)
            guard let coverage = try reader.reports.gridCoverage(community: community, on: date) else {
                throw DomainError.notFound
            }
            return coverage.report
        }
    }

    /// On the first of the month of a day.
    package func residents(community: Int64?, in date: CivilDate, scope: DataScope) async throws -> ReportDocument {
        try await store.read { reader in
            let community = try Self.community(community, scope: scope, reader)
            let first = date.advanced(byDays: 1 - date.day)
            guard let figures = try reader.reports.residents(community: community, on: first) else {
                throw DomainError.notFound
            }
            return figures.report
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
        try await store.read { reader in
            let community = try Self.community(community, scope: scope, reader)
            var grid = grid
            if case .grid(let own, community: _) = scope {
                guard grid == nil || grid == own else { throw DomainError.notFound }
                grid = own
            }
            let coverage = try reader.reports.visitCoverage(
                community: community,
                grid: grid,
                days: days,
                at: now,
                on: time.date(of: now)
            )
            guard let coverage else { throw DomainError.notFound }
            return coverage.report
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
