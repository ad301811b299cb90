package import Domain

/// Agreeing to a purpose and taking it back (同意与撤回).
package struct ConsentService: Sendable {
    private let store: any Store

    package init(store: any Store) { self.store = store }

    package func give(_ draft: Draft, by principal: Principal, view: View) async throws -> Rendered {
        try await store.answer { transaction in
            let id = try give(draft, by: principal, in: transaction)
            // Whoever agrees for a child sees the consent, though not the child's row.
            return try transaction.one(.consents, id: id, view: view)
        }
    }

    private func give(_ draft: Draft, by principal: Principal, in transaction: any Transaction) throws -> Int64 {
        guard let resident = draft.integer("resident_id"), let code = draft.text("purpose"),
            let purpose = Purpose(rawValue: code),
            let person = try transaction.consents.person(resident),
            try isReachable(person, for: principal, in: transaction)
        else { throw Self.unknownResident(draft.integer("resident_id")) }
        let today = transaction.time.date(of: transaction.now)
        var draft = draft
        if case .resident(let own, community: _) = principal.scope {
            if draft.integer("giver_id") == nil { draft["giver_id"] = .integer(own) }
            if draft.text("channel") == nil { draft["channel"] = .text(ConsentChannel.miniProgram.rawValue) }
        }
        let giver = draft.integer("giver_id") ?? resident
        draft["giver_id"] = .integer(giver)
        let faults = try faults(draft, purpose, person, giver: giver, today: today, by: principal, in: transaction)
        guard faults.isEmpty else { throw DomainError.invalid(faults) }
        draft["community_id"] = .integer(person.community)
        draft["given_at"] = .integer(transaction.now.milliseconds)
        draft["recorded_by"] = .optional(principal.accountID)
        if giver != resident { draft["ends_on"] = .text("\(person.birthday(Purpose.ageOfOwnConsent))") }
        // Who it is about and who gave it were held against the scope above.
        return try transaction.insert(draft, scope: .community(person.community))
    }

    /// All that is wrong with it, at once.
    private func faults(
        _ draft: Draft,
        _ purpose: Purpose,
        _ person: Person,
        giver: Int64,
        today: CivilDate,
        by principal: Principal,
        in transaction: any Transaction
    ) throws -> [FieldError] {
        var faults: [FieldError] = []
        let age = person.birth.age(on: today)
        if !purpose.asksForConsent(aged: age) {
            faults.append(
                .body(
                    "purpose",
                    "not_based_on_consent",
                    "“\(purpose.title.chinese)”的依据是“\(purpose.basis.title.chinese)”，不征求同意",
                    "“\(purpose.title.english)” rests on “\(purpose.basis.title.english)”; no consent is asked for"
                )
            )
        }
        faults += Self.channelFaults(draft, by: principal)
        if draft.text("text_version") != PurposeTable.version {
            faults.append(
                .body(
                    "text_version",
                    "unknown_value",
                    "现行告知书版本为 \(PurposeTable.version)",
                    "The present version of the notice is \(PurposeTable.version)"
                )
            )
        }
        if age >= Purpose.ageOfOwnConsent {
            if giver != person.id {
                faults.append(
                    .body(
                        "giver_id",
                        "own_consent_required",
                        "已满 \(Purpose.ageOfOwnConsent) 周岁，须由本人同意",
                        "From \(Purpose.ageOfOwnConsent) years on only one's own consent counts"
                    )
                )
            }
        } else {
            faults += try guardianFaults(giver, of: person, draft, today: today, by: principal, in: transaction)
        }
        for fault in recorderFaults(draft, purpose, giver: giver, by: principal)
        where !faults.contains(where: { $0.location == fault.location }) {
            faults.append(fault)
        }
        return faults
    }

    /// What comes by an own account, also through a program, came that way: paper and word of mouth are for who took them to note.
    private static func channelFaults(_ draft: Draft, by principal: Principal) -> [FieldError] {
        guard let channel = draft.text("channel") else { return [.body("channel", "required", "必填", "Required")] }
        guard principal.scope.isOfResident, channel != ConsentChannel.miniProgram.rawValue else { return [] }
        return [
            .body(
                "channel",
                "not_own_channel",
                "用本人账号同意的，方式为 mini_program（小程序）；书面、当面、电话同意由社区登记，并注明凭证",
                "By one's own account the channel is mini_program; the community records what was agreed on paper, in person or "
                    + "by phone, with its proof"
            )
        ]
    }

    /// A guardian is of age and lives with the child as its parent, or brings proof and says what they are to it.
    private func guardianFaults(
        _ giver: Int64,
        of child: Person,
        _ draft: Draft,
        today: CivilDate,
        by principal: Principal,
        in transaction: any Transaction
    ) throws -> [FieldError] {
        guard giver != child.id else {
            return [
                .body(
                    "giver_id",
                    "guardian_required",
                    "不满 \(Purpose.ageOfOwnConsent) 周岁，须由监护人同意，请填写监护人",
                    "Under \(Purpose.ageOfOwnConsent) years a guardian consents; name the guardian"
                )
            ]
        }
        guard let guardian = try transaction.consents.person(giver), guardian.community == child.community,
            try transaction.contains(.residents, id: giver, scope: principal.scope)
        else {
            return [.unknownReference(.residents, giver, at: "giver_id")]
        }
        guard guardian.birth.age(on: today) >= Purpose.ageOfGuardians else {
            return [.body("giver_id", "guardian_under_age", "监护人须已成年", "A guardian is of age")]
        }
        guard !guardian.isParent(of: child) else { return [] }
        if case .resident = principal.scope {
            return [
                .body(
                    "giver_id",
                    "not_guardian",
                    "只有与儿童同户、登记为其父母（户主或配偶之于子女）的人可以自行同意；其他监护人请带凭证到社区登记（民法典第 27 条）",
                    "Only who is registered in the household as the child's parent (head or spouse) agrees alone; other "
                        + "guardians bring their proof to the community (Civil Code 27)"
                )
            ]
        }
        var faults: [FieldError] = []
        if draft.text("proof") == nil {
            faults.append(
                .body(
                    "proof",
                    "guardianship_unproven",
                    "监护人不是与儿童同户的登记父母，须注明监护凭证",
                    "The guardian is not the child's registered parent at home; say by what the guardianship is proven"
                )
            )
        }
        if let relation = draft.text("guardian_relation"), !Self.isWord(relation) {
            faults.append(
                .body(
                    "guardian_relation",
                    "not_a_word",
                    "请用文字写明与儿童的关系，如“祖母”“母”",
                    "Say in words what they are to the child, such as “grandmother”"
                )
            )
        }
        if draft.text("guardian_relation") == nil {
            faults.append(
                .body(
                    "guardian_relation",
                    "required",
                    "监护人不是与儿童同户的登记父母，须写明与儿童的关系及由其同意的原因（民法典第 27 条）",
                    "The guardian is not the child's registered parent at home; say what they are to the child and why they "
                        + "decide (Civil Code 27)"
                )
            )
        }
        return faults
    }

    /// Whether a text says something: one Chinese character can be a word, as 母 is; a letter alone, figures and signs are none.
    private static func isWord(_ text: String) -> Bool {
        let letters = text.unicodeScalars.filter(\.properties.isAlphabetic)
        return letters.contains(where: \.properties.isIdeographic) || letters.count > 1
    }

    /// Whoever writes down the word of another says where it stands, as anybody could make one up.
    private func recorderFaults(
        _ draft: Draft,
        _ purpose: Purpose,
        giver: Int64,
        by principal: Principal
    ) -> [FieldError] {
        if case .resident(giver, community: _) = principal.scope { return [] }
        var faults: [FieldError] = []
        if draft.text("proof") == nil {
            faults.append(
                .body(
                    "proof",
                    "required",
                    "替他人登记同意，须注明书面凭证（如签字同意书的编号）",
                    "A consent recorded for another names the writing in which it stands"
                )
            )
        }
        if purpose.isSensitive, principal.role == .gridWorker || principal.role == .gridLeader {
            faults.append(
                .body(
                    "purpose",
                    "staff_only",
                    "“\(purpose.title.chinese)”涉及敏感信息，由本人账号同意或由社区工作者登记",
                    "“\(purpose.title.english)” is sensitive: the person's own account agrees, or community staff record it"
                )
            )
        }
        return faults
    }

    /// Whether the caller may speak of the resident: somebody in scope, or a child at home.
    private func isReachable(
        _ person: Person,
        for principal: Principal,
        in transaction: any Transaction
    ) throws -> Bool {
        if try transaction.contains(.residents, id: person.id, scope: principal.scope) { return true }
        guard case .resident(let own, community: _) = principal.scope,
            let home = try transaction.consents.person(own)?.household, home == person.household
        else { return false }
        return person.birth.age(on: transaction.time.date(of: transaction.now)) < Purpose.ageOfOwnConsent
    }

    private static func unknownResident(_ id: Int64?) -> DomainError {
        .invalid([.unknownReference(.residents, id ?? 0, at: "resident_id")])
    }

    /// Takes a consent back.
    ///
    /// What was done until then stays done; what rests on it ends.
    package func withdraw(
        _ id: Int64,
        ifVersion: VersionCondition?,
        by principal: Principal,
        view: View
    ) async throws -> Rendered {
        try await store.answer { transaction in
            guard try transaction.contains(.consents, id: id, scope: principal.scope),
                let consent = try transaction.consents.consent(id)
            else { throw DomainError.notFound }
            guard !consent.isWithdrawn else {
                throw DomainError(.conflict, "already_withdrawn", "该同意已经撤回", "The consent was withdrawn before")
            }
            let now = FieldValue.integer(transaction.now.milliseconds)
            try transaction.update(
                Draft(.consents, ["withdrawn_at": now, "withdrawn_by": .optional(principal.accountID)]),
                id: id,
                ifVersion: ifVersion,
                scope: .everything
            )
            // What one guardian takes back does not stand by the word of another.
            for other in consent.isForChild ? try transaction.consents.others(besides: consent) : [] {
                try transaction.update(
                    Draft(.consents, ["withdrawn_at": now, "withdrawn_by": .optional(principal.accountID)]),
                    id: other,
                    ifVersion: nil,
                    scope: .everything
                )
            }
            let today = transaction.time.date(of: transaction.now)
            if consent.purpose == .activities,
                try !transaction.consents.stands(.activities, of: consent.resident, on: today)
            {
                try leave(consent.resident, in: transaction)
            }
            return try transaction.one(.consents, id: id, view: view)
        }
    }

    /// Takes a child out of the queues of what is not over yet, and lets the next ones in.
    private func leave(_ child: Int64, in transaction: any Transaction) throws {
        for id in try transaction.activities.openSignUps(of: child) {
            guard let signUp = try transaction.activities.findSignUp(id, scope: .everything) else { continue }
            try transaction.activities.save(SignUpChange(id, .cancelled))
            try SignUpQueue(transaction).promote(signUp.activityID)
        }
    }
}
