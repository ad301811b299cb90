package import Domain

/// Reports that say how many people live where (居民人数): as they are published for the first of a month.
extension ReportService {
    package func gridCoverage(
        community: Int64?,
        on date: CivilDate,
        scope: DataScope,
        today: CivilDate
    ) async throws -> ReportDocument {
        let coverage = try await store.read { reader in
            let community = try Self.community(community, scope: scope, reader)
            guard let coverage = try reader.reports.gridCoverage(community: community, on: date) else {
                throw DomainError.notFound
            }
            return coverage
        }
        let people = try await published(coverage.community.id, in: min(date, today))
        return coverage.report(people.publication)
    }

    package func residents(
        community: Int64?,
        in date: CivilDate,
        scope: DataScope,
        today: CivilDate
    ) async throws -> ReportDocument {
        let community = try await store.read { try Self.community(community, scope: scope, $0) }
        let people = try await published(community, in: min(date, today))
        return ResidentFigures.report(
            people.publication,
            of: people.place.community,
            on: people.date,
            smallest: people.place.smallest,
            grids: people.place.grids
        )
    }

    private struct Published: Sendable {
        let place: InhabitedCommunity
        let date: CivilDate
        let publication: ResidentPublication
    }

    /// What is published for the month of a day; whoever asks first has it counted.
    private func published(_ community: Int64, in date: CivilDate) async throws -> Published {
        let first = date.advanced(byDays: 1 - date.day)
        let (place, known, counts) = try await store.read { reader in
            guard let place = try reader.reports.inhabited(community: community) else { throw DomainError.notFound }
            let known = try reader.reports.publication(
                community: community,
                on: first,
                smallest: place.smallest
            )
            let counts = known == nil ? try reader.reports.residents(community: community, on: first)?.counts : []
            return (place, known, counts ?? [])
        }
        if let known { return Published(place: place, date: first, publication: known) }
        let publication = try await store.write { transaction in
            let reports = transaction.reports
            // Somebody else may have asked meanwhile.
            if let known = try reports.publication(community: community, on: first, smallest: place.smallest) {
                return known
            }
            let earlier = try transaction.publications.published(community: community)
            let publication = ResidentPublication(counts, after: earlier, smallest: place.smallest)
            // Before anybody lived here there is nothing to keep, however many months are asked for.
            guard counts.contains(where: { $0.people > 0 }) else { return publication }
            try transaction.publications.publish(
                publication,
                community: community,
                on: first,
                smallest: place.smallest
            )
            try transaction.audit.note(
                "publish_residents",
                object: "communities/\(community)",
                community: community,
                words: "居民结构 residents, \(first)"
            )
            return publication
        }
        return Published(place: place, date: first, publication: publication)
    }
}
