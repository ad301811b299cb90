package import Domain

/// 居民组织: who belongs to it, and how it grows from stage to stage.
package struct OrganizationService: Sendable {
    private let store: any Store

    package init(store: any Store) { self.store = store }

    /// Enters a member; a child belongs to it only where a guardian agreed.
    package func addMember(_ draft: Draft, view: View) async throws -> Rendered {
        try await store.answer { transaction in
            let id = try addMember(draft, scope: view.scope, in: transaction)
            return try transaction.one(.organizationMembers, id: id, view: view)
        }
    }

    package func addMember(_ draft: Draft, scope: DataScope, in transaction: any Transaction) throws -> Int64 {
        guard let organization = draft.integer("organization_id"), let resident = draft.integer("resident_id") else {
            preconditionFailure("a membership draft carries its organization and resident")
        }
        let found = try transaction.organizations.find(organization, scope: scope)
        if let found, found.stage == nil {
            throw DomainError.invalid([
                .body(
                    "organization_id",
                    "no_resident_organization",
                    "“\(found.name)”不是居民组织，没有居民成员",
                    "“\(found.name)” is no resident organization and has no residents as members"
                )
            ])
        }
        let id = try transaction.insert(draft, scope: scope)
        try SignUpService(store: store).checkGuardian(of: resident, in: transaction)
        return id
    }

    /// Who belongs to it, for whoever leads it and for those who keep the register.
    package func roll(of id: Int64, by principal: Principal) async throws -> ReportDocument {
        try await store.write { transaction in
            let today = transaction.time.date(of: transaction.now)
            guard try transaction.contains(.organizations, id: id, scope: principal.scope),
                let roll = try transaction.organizations.roll(of: id, on: today)
            else { throw DomainError.notFound }
            if principal.holds(.writeOrganizations) { return roll.report }
            guard case .resident(let own, community: _) = principal.scope,
                try transaction.organizations.leads(own, organization: id, on: today)
            else { throw DomainError.notFound }
            return roll.report
        }
    }

    /// Writes down whose records leave in a file.
    package func note(_ people: ReportDocument.People) async throws {
        try await store.noteExport(of: people.resource, people.ids)
    }

    /// Takes an organization to its next stage, where it meets what that asks.
    package func advance(
        _ id: Int64,
        note: String?,
        ifVersion: VersionCondition?,
        by principal: Principal,
        view: View
    ) async throws -> Rendered {
        try await store.answer { transaction in
            try transaction.expect(.organizations, id: id, ifVersion: ifVersion, scope: view.scope)
            try advance(id, note: note, by: principal, in: transaction)
            return try transaction.one(.organizations, id: id, view: view)
        }
    }

    package func advance(_ id: Int64, note: String?, by principal: Principal, in transaction: any Transaction) throws {
        guard let organization = try transaction.organizations.find(id, scope: principal.scope) else {
            throw DomainError.notFound
        }
        guard let stage = organization.stage, let next = stage.next else {
            throw DomainError(
                .conflict,
                "illegal_move",
                organization.stage == nil ? "只有居民组织有成长阶段" : "已是“成熟”阶段",
                organization.stage == nil ? "Only resident organizations have stages" : "It is mature already",
                details: [("allowed", .texts([]))]
            )
        }
        let settings = try transaction.calendars.settings(community: organization.community)
        let today = transaction.time.date(of: transaction.now)
        let window = transaction.now.advanced(bySeconds: -settings[.growthWindowDays] * 86_400)
        let standing = try transaction.organizations.standing(of: id, on: today, since: window)
        if let terms = GrowthTerms(next, settings) {
            let gaps = terms.gaps(standing, organization.registration)
            guard gaps.isEmpty else { throw DomainError.notGrown(next, gaps) }
        }
        try transaction.organizations.setStage(id, next)
        _ = try transaction.insert(
            Draft(
                .organizationStages,
                [
                    "community_id": .integer(organization.community), "organization_id": .integer(id),
                    "stage": .text(next.rawValue), "on_date": .text(today.description),
                    "leaders": .integer(standing.leaders), "members": .integer(standing.members),
                    "activities": .integer(standing.activities), "note": .optional(note),
                    "advanced_by": .optional(principal.accountID),
                ]
            ),
            scope: principal.scope
        )
    }
}
