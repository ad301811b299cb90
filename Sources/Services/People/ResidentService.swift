package import Domain

/// Residents and where they live, from–to (居民与居住史).
package struct ResidentService: Sendable {
    private let store: any Store

    package init(store: any Store) { self.store = store }

    package func create(_ draft: Draft, view: View) async throws -> Rendered {
        try await store.answer { transaction in
            let id = try create(draft, scope: view.scope, in: transaction)
            return try transaction.one(.residents, id: id, view: view)
        }
    }

    /// Makes the resident and begins the residence; a household has one head at a time.
    package func create(_ draft: Draft, scope: DataScope, in transaction: any Transaction) throws -> Int64 {
        try check(draft, today: transaction.time.date(of: transaction.now))
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

    /// A birth lies in the past, and an identity number carries the birth date and sex that are given beside it.
    private func check(_ draft: Draft, today: CivilDate) throws {
        var faults: [FieldError] = []
        let birth = draft.text("birth_date").flatMap { CivilDate($0) }
        if let birth, birth > today {
            faults.append(.body("birth_date", "in_future", "不能晚于今天", "Must not be after today"))
        }
        if let number = draft.text("id_number").flatMap({ IdentityNumber($0) }) {
            if let birth, birth != number.birthDate {
                faults.append(
                    .body("birth_date", "does_not_match", "与身份证号不一致", "Does not match the ID number")
                )
            }
            if let sex = draft.text("sex"), sex != number.sex.rawValue {
                faults.append(.body("sex", "does_not_match", "与身份证号不一致", "Does not match the ID number"))
            }
        }
        guard faults.isEmpty else { throw DomainError.invalid(faults) }
    }

    package func remove(_ id: Int64, ifVersion: VersionCondition?, scope: DataScope) async throws {
        try await store.write { transaction in
            try remove(id, ifVersion: ifVersion, scope: scope, in: transaction)
        }
    }

    /// Takes out a resident who was entered by mistake: nothing may refer to the resident but the residence itself.
    private func remove(
        _ id: Int64,
        ifVersion: VersionCondition?,
        scope: DataScope,
        in transaction: any Transaction
    ) throws {
        guard try transaction.contains(.residents, id: id, scope: scope) else { throw DomainError.notFound }
        try transaction.people.forgetResidences(of: id)
        try transaction.delete(.residents, id: id, ifVersion: ifVersion, scope: .everything)
    }
}
