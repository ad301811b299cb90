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
        let today = transaction.time.date(of: transaction.now)
        // Whoever is entered today has lived there since the household began, but not before being born.
        let start = try transaction.people.start(ofHousehold: household) ?? today
        let birth = draft.text("birth_date").flatMap { CivilDate($0) } ?? start
        try transaction.people.beginResidence(
            of: id,
            in: household,
            community: community,
            relation: relation,
            from: min(max(start, birth), today)
        )
        return id
    }
}
