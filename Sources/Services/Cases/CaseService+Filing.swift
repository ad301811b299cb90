package import Domain

extension CaseService {
    /// Takes a report in with all that it brings, and makes its first move in the same transaction where there is one.
    ///
    /// One that its device sent before is answered as it is now. Where the same matter came in a little earlier, the answer
    /// offers that case. `place` says where the report stands in the body.
    package func file(
        _ filing: CaseFiling,
        at place: String = "#",
        by principal: Principal,
        view: View,
        writing: CaseWriting
    ) async throws -> Rendered {
        try await store.answer { transaction in
            let filed = try file(filing, at: place, by: principal, in: transaction)
            // Whoever submits a case sees it once, also where it lies in another grid.
            var own = view
            if let community = principal.scope.communityID { own.scope = .community(community) }
            var rendered = try transaction.one(.cases, id: filed.id, view: own)
            rendered.isReplayed = !filed.isNew
            if !filed.offered.isEmpty { rendered = rendered.adding("similar", writing.offering(filed.offered)) }
            guard filing.first?.move == .accept,
                let made = try transaction.cases.find(filed.id, scope: .everything),
                let route = try proposal(for: made, in: transaction)
            else { return rendered }
            return rendered.adding("proposal", writing.proposing(filed.id, route))
        }
    }

    /// What became of a report (上报结果).
    private struct Filed {
        let id: Int64
        let isNew: Bool
        /// The earlier case of the same matter, as far as whoever reports may see it.
        var offered: [LikeCase] = []
    }

    private func file(
        _ filing: CaseFiling,
        at place: String,
        by principal: Principal,
        in transaction: any Transaction
    ) throws -> Filed {
        if let known = try known(filing, at: place, principal, in: transaction) {
            return Filed(id: known, isNew: false)
        }
        var faults = FaultList(place)
        let draft = try faults.collect { try housed(filing.draft, of: principal, in: transaction) } ?? filing.draft
        let answers = try faults.collect { try checked(filing, draft, in: transaction) } ?? []
        let uploads = try faults.collect {
            try CaseFiles.own(
                filing.uploads,
                and: filing.files,
                field: "attachments",
                of: principal,
                in: transaction
            )
        }
        let made = try faults.collect { try submit(draft, by: principal, in: transaction) }
        guard let id = made, let uploads, faults.isEmpty else {
            if let act = filing.first { try checkNamed(by: act, &faults, principal, in: transaction) }
            throw faults.error
        }
        try transaction.intake.keep(answers, of: id)
        try attach(uploads, to: id, draft, principal, in: transaction)
        let offered = try noteRepeat(of: id, draft, principal, in: transaction)
        if let act = filing.first {
            _ = try faults.collect(under: act.move.rawValue) { try move(id, act, by: principal, in: transaction) }
            guard faults.isEmpty else { throw faults.error }
        }
        if let report = filing.sent(by: principal) { try transaction.intake.noteSent(report, as: id) }
        return Filed(id: id, isNew: true, offered: offered)
    }

    /// Whom and what the first move names, where the case itself is not made.
    private func checkNamed(
        by act: CaseAct,
        _ faults: inout FaultList,
        _ principal: Principal,
        in transaction: any Transaction
    ) throws {
        let move = act.move.rawValue
        if case .person(let account)? = act.handler {
            _ = try faults.collect(under: move) {
                try checkInside(account, "handler_id", principal.scope, transaction)
            }
        }
        _ = try faults.collect(under: move) {
            try CaseFiles.own(act.uploads, field: "attachments", of: principal, in: transaction)
        }
    }

    /// The case that the device made by this report before.
    private func known(
        _ filing: CaseFiling,
        at place: String,
        _ principal: Principal,
        in transaction: any Transaction
    ) throws -> Int64? {
        guard let report = filing.sent(by: principal), let known = try transaction.intake.sent(report) else {
            return nil
        }
        guard known.isSame else {
            var faults = FaultList(place)
            faults.add(
                "client_id",
                "used_before",
                "该编号已用于另一条上报，请换一个编号",
                "It named another report before; give another one"
            )
            throw faults.error
        }
        return known.caseID
    }

    private func checked(
        _ filing: CaseFiling,
        _ draft: Draft,
        in transaction: any Transaction
    ) throws -> [KeptAnswer] {
        guard let category = draft.integer("category_id"),
            let form = try transaction.intake.form(ofCategory: category, community: draft.integer("community_id"))
        else { return [] }
        return try form.whole(filing.answers, draft, photos: filing.uploads.count + filing.files.count)
    }

    /// What a report lacks by its category, so that it is told together with what is wrong in its form.
    package func lacks(of filing: CaseFiling, at place: String) async throws -> [FieldError] {
        try await store.read { reader in
            guard let category = filing.draft.integer("category_id"),
                let form = try reader.intakes.form(
                    ofCategory: category,
                    community: filing.draft.integer("community_id")
                )
            else { return [] }
            var faults = FaultList(place)
            _ = try faults.collect {
                try form.whole(filing.answers, filing.draft, photos: filing.uploads.count + filing.files.count)
            }
            return faults.isEmpty ? [] : faults.error.fields
        }
    }

    /// The unit and the building follow from the household or the unit; another building than theirs is a mistake.
    func housed(_ draft: Draft, of principal: Principal, in transaction: any Transaction) throws -> Draft {
        var draft = draft
        if let own = try ownHousehold(draft, of: principal, in: transaction) { draft["household_id"] = .integer(own) }
        let (household, unit) = (draft.integer("household_id"), draft.integer("unit_id"))
        // Of a home out of sight nothing is told, neither where it is nor whether it is; the row itself refuses it.
        for (register, id) in [(ResourceName.households, household), (.units, unit)] {
            if let id, try !transaction.contains(register, id: id, scope: principal.scope) { return draft }
        }
        guard let home = try transaction.intake.home(household: household, unit: unit) else { return draft }
        for (name, value) in [("unit_id", home.unit), ("building_id", home.building)] {
            guard let named = draft.integer(name), named != value else {
                draft[name] = .integer(value)
                continue
            }
            throw DomainError.invalid([
                .body(name, "elsewhere", "与所填住户或单元不符", "Is not that of the household or unit")
            ])
        }
        return draft
    }

    /// Where a resident lives is known and not asked for again, unless the report is to lead to nobody.
    private func ownHousehold(
        _ draft: Draft,
        of principal: Principal,
        in transaction: any Transaction
    ) throws -> Int64? {
        guard case .resident(let resident, community: _) = principal.scope, draft.integer("anonymous") != 1,
            ["household_id", "unit_id", "building_id", "place_id", "compound_id"].allSatisfy({
                draft.integer($0) == nil
            })
        else { return nil }
        return try transaction.intake.household(ofResident: resident)
    }

    /// What is shown before anything was done about it.
    private func attach(
        _ uploads: [Upload],
        to id: Int64,
        _ draft: Draft,
        _ principal: Principal,
        in transaction: any Transaction
    ) throws {
        guard !uploads.isEmpty else { return }
        var uploads = uploads
        // Whoever wants to stay unknown is not known by the photos either.
        if draft.integer("anonymous") == 1, principal.isResident,
            let file = try transaction.cases.find(id, scope: .everything)
        {
            uploads = try uploads.map { try transaction.attachments.give($0, to: file.answerable) }
        }
        _ = try CaseFiles.attach(uploads, to: id, as: .before, in: transaction)
    }
}

extension CaseForm {
    /// The answers as they are kept; throws all that is missing or wrong, also beside them.
    fileprivate func whole(_ answers: [String: GivenAnswer], _ draft: Draft, photos: Int) throws -> [KeptAnswer] {
        var faults = FaultList("#")
        let stored = try faults.collect { try kept(answers) }
        _ = try faults.collect { try checkWhole(draft, photos: photos) }
        guard let stored, faults.isEmpty else { throw faults.error }
        return stored
    }
}

extension CaseService {
    /// Answers a batch once; a repeat with the same key gets the first answer, which names nobody who wants to stay unknown.
    package func answerBatch(
        of filings: [CaseFiling],
        by principal: Principal,
        _ work: () async throws -> Rendered
    ) async throws -> Rendered {
        let hides = principal.isResident && filings.contains { $0.draft.integer("anonymous") == 1 }
        return try await store.answerPieces(hidesSender: hides, work)
    }

    /// Refuses a batch that is longer than the community takes, before anything of it is carried out.
    package func checkBatch(of count: Int, by principal: Principal) async throws {
        let limit = try await store.read { reader in
            let stored = try principal.scope.communityID.flatMap { try reader.settings(community: $0) }
            return stored?.settings[.batchEntries] ?? RuleNumber.batchEntries.standard
        }
        guard count <= limit else {
            throw DomainError.invalid([
                .body("cases", "too_many", "每批最多 \(limit) 件，请分批上传", "Has \(limit) entries at most; send them in parts")
            ])
        }
    }
}
