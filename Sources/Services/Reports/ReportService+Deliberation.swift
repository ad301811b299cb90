package import Domain

/// The chain of an issue (议题链条), for those who may read the link that they ask by, and for everybody.
extension ReportService {
    package func chain(
        _ link: ChainLink,
        of resource: ResourceName,
        _ id: Int64,
        by principal: Principal,
        time: CommunityTime,
        language: Language
    ) async throws -> ReportDocument {
        try await store.read { reader in
            guard try reader.contains(resource, id: id, scope: principal.scope) else { throw DomainError.notFound }
            let readsCases = principal.holds(.readCases)
            let isOwn = !principal.reserves.contains(.ownWords)
            let found = try reader.reports.chains(link, inOwnWords: isOwn, time: time, language: language)
            let chains = try found.map { chain in
                try chain.shown(mayReadVote: { try Self.readsParty($0, principal, reader) }) {
                    try readsCases && reader.contains(.cases, id: $0, scope: principal.scope)
                }
            }
            guard let report = IssueChain.report(chains, name: "chain") else { throw DomainError.notFound }
            return report
        }
    }

    /// The ballots of the last vote of an issue in scope, counted anew.
    package func tally(
        ofIssue id: Int64,
        by principal: Principal,
        at now: Instant,
        language: Language
    ) async throws -> ReportDocument {
        try await store.read { reader in
            guard try reader.contains(.issues, id: id, scope: principal.scope),
                let count = try reader.votes.recount(ofIssue: id, at: now)
            else { throw DomainError.notFound }
            let isOfParty = count.vote.rule == .partyMeeting
            return count.report(language, isMasked: try isOfParty && !Self.readsParty(count.vote.id, principal, reader))
        }
    }

    /// Whether somebody reads what a meeting of the Party counted: who keeps its records, of the own branch.
    private static func readsParty(_ vote: Int64, _ principal: Principal, _ reader: any Reader) throws -> Bool {
        try !principal.reserves.contains(.partyRecords) && reader.contains(.votes, id: vote, scope: principal.scope)
    }

    /// What everybody will read of an issue, for those who approve its words and whoever proposed it.
    package func publicView(
        ofIssue id: Int64,
        by principal: Principal,
        time: CommunityTime,
        language: Language
    ) async throws -> ReportDocument {
        try await store.read { reader in
            guard try reader.contains(.issues, id: id, scope: principal.scope),
                let chain = try reader.reports.chains(.issue(id), inOwnWords: true, time: time, language: language)
                    .first
            else { throw DomainError.notFound }
            guard
                !principal.reserves.contains(.ownWords) || chain.isProposed(by: principal)
                    // Whoever collects topics at the doors of a grid says what will be read of them, by the words that were approved.
                    || principal.role?.isOfGrid == true && chain.isApproved
            else { throw DomainError.forbidden }
            guard !chain.isConfidential else { throw DomainError.noPublicPage }
            guard let report = chain.previewReport() else { throw DomainError.notFound }
            return report
        }
    }

    /// The minutes of a session in scope.
    package func minutes(ofSession id: Int64, scope: DataScope, language: Language) async throws -> ReportDocument {
        try await store.read { reader in
            guard try reader.contains(.sessions, id: id, scope: scope),
                let minutes = try reader.reports.minutes(ofSession: id, language: language)
            else { throw DomainError.notFound }
            return minutes.report
        }
    }

    /// What everybody sees of an issue that a hall has taken up: counts in place of cases; and of one that ended before, to
    /// those who follow it, how it ended.
    package func publicChain(
        ofIssue id: Int64,
        time: CommunityTime,
        language: Language
    ) async throws -> ReportDocument {
        try await store.read { reader in
            let shown = try reader.reports.chains(.issue(id), inOwnWords: true, time: time, language: language)
                .filter(\.isPublic).map(\.shownToEverybody)
            guard let report = IssueChain.report(shown, name: "chain") else { throw DomainError.notFound }
            return report
        }
    }
}
