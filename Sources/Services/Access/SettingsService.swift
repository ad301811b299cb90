package import Domain

/// The numbers by which a community works (社区设置): shown, set and taken back.
package struct SettingsService: Sendable {
    private let store: any Store

    package init(store: any Store) { self.store = store }

    /// Those of the community asked for, or of the only one in scope.
    package func settings(of community: Int64?, scope: DataScope) async throws -> CommunityRules {
        try await store.read { reader in
            let community = try ReportService.community(community, scope: scope, reader)
            return try Self.rules(community, reader)
        }
    }

    /// Takes changes, all of them or none.
    package func change(
        _ changes: [SettingChange],
        of community: Int64?,
        ifVersion: VersionCondition?,
        by principal: Principal
    ) async throws -> CommunityRules {
        let reserved = changes.filter(\.isForSecretary)
        guard reserved.isEmpty || principal.role?.setsRules == true else {
            throw DomainError.secretaryOnly(reserved.map(\.title))
        }
        return try await store.write { transaction in
            let community = try ReportService.community(community, scope: principal.scope, transaction)
            let stored = try Self.rules(community, transaction).stored
            if let ifVersion, !ifVersion.allows(stored.version) {
                throw DomainError.stale(current: stored.version)
            }
            var settings = stored.settings
            for change in changes { settings.apply(change) }
            let faults = settings.faults(of: changes)
            guard faults.isEmpty else { throw DomainError.invalid(faults) }
            try transaction.calendars.save(settings, community: community)
            return try Self.rules(community, transaction)
        }
    }

    private static func rules(_ community: Int64, _ reader: any Reader) throws -> CommunityRules {
        guard let stored = try reader.settings(community: community) else { throw DomainError.notFound }
        return CommunityRules(community: community, stored: stored)
    }
}

/// The settings of a named community (某社区的设置).
package struct CommunityRules: Sendable {
    package let community: Int64
    package let stored: StoredSettings

    package var report: ReportDocument { stored.report(community: community) }
}
