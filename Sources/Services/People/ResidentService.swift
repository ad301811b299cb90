package import Domain

/// Residents and where they live, from–to (居民与居住史).
package struct ResidentService: Sendable {
    let store: any Store

    package init(store: any Store) { self.store = store }

    package func create(_ draft: Draft, view: View) async throws -> Rendered {
        try await recordingRejections(of: draft, view.scope) {
            try await store.answer { transaction in
                let id = try create(draft, scope: view.scope, in: transaction)
                return try transaction.one(.residents, id: id, view: view)
            }
        }
    }

    /// Makes the resident and begins the residence; a household has one head at a time.
    package func create(_ draft: Draft, scope: DataScope, in transaction: any Transaction) throws -> Int64 {
        try rejectNumber(of: draft, scope, in: transaction)
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

    /// Changes a resident: what is new is held against what stays.
    package func update(
        _ draft: Draft,
        id: Int64,
        ifVersion: VersionCondition?,
        view: View
    ) async throws -> Rendered {
        try await recordingRejections(of: draft, view.scope) {
            try await store.answer { transaction in
                try transaction.expect(.residents, id: id, ifVersion: ifVersion, scope: view.scope)
                if Self.proven.contains(where: { draft[$0] != nil }) {
                    var whole = draft
                    let held = try transaction.people.identity(of: id)
                    for name in Self.proven where whole[name] == nil { whole[name] = held[name] }
                    if draft["id_number"] != nil { try rejectNumber(of: whole, view.scope, in: transaction) }
                    try check(whole, today: transaction.time.date(of: transaction.now))
                }
                try transaction.update(draft, id: id, ifVersion: nil, scope: view.scope)
                return try transaction.one(.residents, id: id, view: view)
            }
        }
    }

    /// What an identity number says, too.
    private static let proven = ["id_number", "birth_date", "sex"]

    /// Takes out a resident who was entered by mistake, on the same day and by whoever did it.
    ///
    /// Afterwards the figures of closed months count the person; who leaves moves out, and retention ends what is kept.
    package func remove(_ id: Int64, ifVersion: VersionCondition?, by principal: Principal) async throws {
        try await store.write { transaction in
            try transaction.expect(.residents, id: id, ifVersion: ifVersion, scope: principal.scope)
            let maker = try transaction.audit.account(of: "create_residents", object: "residents/\(id)")
            let today = transaction.time.date(of: transaction.now)
            guard let account = principal.accountID, maker == account,
                let entered = try transaction.people.entered(id), transaction.time.date(of: entered) == today
            else {
                throw DomainError(
                    .conflict,
                    "has_history",
                    "误录的居民只能由录入人当天删除；离开的居民应办理迁出，期满由保存期限处置",
                    "Only whoever entered a resident by mistake removes it, on the same day; who leaves moves out"
                )
            }
            let names = try transaction.people.references(to: id)
            guard names.isEmpty else {
                let titles = names.map { Resource[$0].title }
                throw DomainError(
                    .conflict,
                    "in_use",
                    "仍有记录引用该居民：\(titles.map(\.chinese).joined(separator: "、"))，不能删除",
                    "Still referred to by: \(titles.map(\.english).joined(separator: ", ")); it can not be removed",
                    details: [("referring", .text(names.map(\.path).joined(separator: ",")))]
                )
            }
            try transaction.people.forgetResidences(of: id)
            try transaction.delete(.residents, id: id, ifVersion: nil, scope: .everything)
        }
    }
}
