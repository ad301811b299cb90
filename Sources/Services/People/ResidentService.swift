package import Domain

/// Residents and where they live, from–to (居民与居住史).
package struct ResidentService: Sendable {
    private let store: any Store

    package init(store: any Store) { self.store = store }

    package func create(_ draft: Draft, view: View) async throws -> Rendered {
        try await store.write { transaction in
            let id = try create(draft, scope: view.scope, in: transaction)
            return try transaction.one(.residents, id: id, view: view)
        }
    }

    /// Makes the resident and begins the residence; a household has one head at a time.
    package func create(_ draft: Draft, scope: DataScope, in transaction: any Transaction) throws -> Int64 {
        let id = try transaction.insert(draft, scope: scope)
        guard let household = draft.integer("household_id"), let community = draft.integer("community_id"),
            let relation = draft.text("relation")
        else { return id }
        if relation == HouseholdRelation.head.rawValue, try transaction.people.hasHead(household: household) {
            throw DomainError.invalid([
                .body("relation", "household_has_head", "该户已有户主", "The household has a head already")
            ])
        }
        // Without a date the residence begins today: what was counted for earlier days stays as it was.
        let today = transaction.time.date(of: transaction.now)
        let start = draft.text("from_date").flatMap { CivilDate($0) } ?? today
        if let first = try transaction.people.start(ofHousehold: household), start < first {
            throw DomainError.invalid([
                .body(
                    "from_date",
                    "too_early",
                    "不能早于该户的入住日 \(first)",
                    "Must not be before \(first), when the household began"
                )
            ])
        }
        try transaction.people.beginResidence(
            of: id,
            in: household,
            community: community,
            relation: relation,
            from: start
        )
        return id
    }

    package func remove(_ id: Int64, ifVersion: Int64?, scope: DataScope) async throws {
        try await store.write { transaction in
            try remove(id, ifVersion: ifVersion, scope: scope, in: transaction)
        }
    }

    /// Takes out a resident who was entered by mistake: nothing may refer to the resident but the residence itself.
    private func remove(_ id: Int64, ifVersion: Int64?, scope: DataScope, in transaction: any Transaction) throws {
        guard try transaction.contains(.residents, id: id, scope: scope) else { throw DomainError.notFound }
        try transaction.people.forgetResidences(of: id)
        try transaction.delete(.residents, id: id, ifVersion: ifVersion, scope: .everything)
    }
}
