package import Domain

/// 诉求: from a resident's word to a told household, one transaction for every call.
package struct CaseService: Sendable {
    let store: any Store
    /// Whether the lot falls on a case, of so many in a hundred.
    let draws: @Sendable (_ percent: Int64) -> Bool

    /// Watches of so long ago are asked for still: a case that is made urgent has waited no longer without being late.
    private static let watchSeconds: Int64 = 3 * 86_400

    package init(store: any Store, draws: @escaping @Sendable (Int64) -> Bool) {
        self.store = store
        self.draws = draws
    }

    /// Makes a move; a case that was accepted for nobody is answered with whom to give it to.
    package func move(
        _ id: Int64,
        _ act: CaseAct,
        by principal: Principal,
        view: View,
        writing: CaseWriting
    ) async throws -> Rendered {
        try await store.answer { transaction in
            let file = try seen(id, ifVersion: act.ifVersion, by: principal, in: transaction)
            if act.move == .tell, act.tellsDuplicates,
                let untold = try toldDuplicatesAlone(file, act, by: principal, in: transaction)
            {
                let rendered = try transaction.one(.cases, id: id, view: view)
                return untold.isEmpty ? rendered : rendered.adding("untold_duplicates", writing.telling(untold))
            }
            let moved = try move(file, act, by: principal, in: transaction)
            // A case that was given away is shown once more to whoever gave it.
            let rendered = try transaction.one(.cases, id: id, view: try shown(id, view, in: transaction))
            if act.move == .tell {
                let untold = try tellDuplicates(of: id, act, by: principal, in: transaction)
                return untold.isEmpty ? rendered : rendered.adding("untold_duplicates", writing.telling(untold))
            }
            guard act.move == .accept, let route = try proposal(for: moved, in: transaction) else { return rendered }
            return rendered.adding("proposal", writing.proposing(id, route))
        }
    }

    /// The view of whoever moved a case, also where the move took it out of their hands.
    func shown(_ id: Int64, _ view: View, in transaction: any Transaction) throws -> View {
        guard try !transaction.contains(.cases, id: id, scope: view.scope), let community = view.scope.communityID
        else {
            return view
        }
        var wide = view
        wide.scope = .community(community)
        return wide
    }

    /// Makes one move, if the case stands where it begins and it is for whoever makes it.
    package func move(
        _ id: Int64,
        _ act: CaseAct,
        by principal: Principal,
        in transaction: any Transaction
    ) throws {
        guard let file = try transaction.cases.find(id, scope: principal.scope) else { throw DomainError.notFound }
        _ = try move(file, act, by: principal, in: transaction)
    }

    /// The same with a case that was found already; how it stands afterwards.
    func move(
        _ file: CaseFile,
        _ act: CaseAct,
        by principal: Principal,
        in transaction: any Transaction
    ) throws -> CaseFile {
        try namingMoves(of: file, by: principal, in: transaction) {
            try moved(file, act, by: principal, in: transaction)
        }
    }

    /// Does something to a case; whoever is refused because of how it stands reads what is possible now.
    func namingMoves<Result>(
        of file: CaseFile,
        by principal: Principal,
        in transaction: any Transaction,
        _ work: () throws -> Result
    ) throws -> Result {
        do {
            return try work()
        } catch var error as DomainError where error.kind == .conflict || error.kind == .precondition {
            guard !error.details.contains(where: { $0.name == "allowed" }) else { throw error }
            let rules = try rulesOfUndo(file, in: transaction)
            let moves = rules.moves(of: file, for: CaseParty(principal, file, rules.terms))
            error.details += [("from", .text(file.status.rawValue)), ("allowed", .texts(moves.map(\.rawValue)))]
            throw error
        }
    }

    private func moved(
        _ file: CaseFile,
        _ act: CaseAct,
        by principal: Principal,
        in transaction: any Transaction
    ) throws -> CaseFile {
        let id = file.id
        // Whoever can not make the move reads which they can, down to what is still to be taken back.
        let begins = act.move.rule.from.contains(file.status)
        let rules = try begins ? rules(of: file, in: transaction) : rulesOfUndo(file, in: transaction)
        let party = try party(principal, file, rules.terms, act.move, in: transaction)
        if act.move == .undo { return try undo(file, act, rules, by: principal, party, in: transaction) }
        try rules.admit(act.move, file, party)
        let here = DataScope.community(file.community)
        var faults = FaultList("#")
        let ready = try faults.collect { try prepared(act, file, in: transaction) }
        let attachments = try faults.collect { try attach(act, to: file, by: principal, in: transaction) }
        if case .person(let account)? = (ready ?? act).handler {
            try faults.collectBeside { try checkInside(account, "handler_id", here, transaction) }
        }
        if let owner = act.owner { try faults.collectBeside { try checkInside(owner, "owner_id", here, transaction) } }
        // Without its words the rules would find missing what is only wrong.
        guard var act = ready else { throw faults.error }
        if act.move == .reportDone || act.move == .answer {
            act.isDrawn = draws(rules.terms.settings[.checkSamplePercent])
            act.note(try transaction.cases.photographed(id))
        }
        if act.move == .extend { try checkAskedBefore(file, rules.terms, in: transaction) }
        // That it is not accepted yet changes with the move; whatever else hides it stays.
        if act.told == .published,
            try transaction.intake.face(ofCase: id)?.hidden.contains(where: { $0 != .notAccepted }) ?? true
        {
            faults.add(
                "told",
                "not_public",
                "该诉求不公开，不能登记为已公开",
                "The case is not public, so that nobody is told by publishing it"
            )
        }
        if act.move == .rate { try checkUnrated(file, in: transaction) }
        if act.move == .withdraw { try checkNobodyElseWaits(.withdraw, file, in: transaction) }
        if act.move == .void { try checkNobodyElseWaits(.void, file, in: transaction) }
        if act.move == .void, let target = act.target {
            try standBack(for: target, &act, by: principal, in: transaction)
        } else if let target = act.target {
            act.target = try transaction.cases.mergeTarget(target.id, scope: principal.scope)
            if let target = act.target, !target.status.isVain {
                try checkReaders(of: file, follow: target.id, in: transaction)
                act.target?.difference = try transaction.cases.difference(of: id, from: target.id)
            }
        }
        var turn = try faults.beside { try rules.turn(act, file, by: party, at: transaction.now) }
        turn.attachments = attachments ?? []
        if act.move == .reassign { try tellLoser(&turn, in: transaction) }
        try refuseUnderVote(turn, in: transaction)
        // Whoever was let make it may stand outside the grid, as a handler from another one does.
        try transaction.cases.save(turn, scope: .community(file.community))
        try endPart(turn, by: principal, in: transaction)
        if act.rating?.asksAgain == true { try handleAgain(file, by: principal, in: transaction) }
        return turn.file
    }

    func rules(of file: CaseFile, in transaction: any Transaction) throws -> CaseRules {
        let settings = try transaction.calendars.settings(community: file.community)
        let calendar = try transaction.calendars.calendar(community: file.community)
        var terms = try transaction.cases.terms(ofCategory: file.category, settings, calendar)
        terms.watches = try transaction.duties.watches(
            community: file.community,
            after: transaction.now.advanced(bySeconds: -Self.watchSeconds)
        )
        if file.status == .closed, file.told != nil {
            terms.hasUntoldDuplicates = try !transaction.cases.untoldDuplicates(of: file.id).isEmpty
        }
        if file.secondOf != nil { terms.formerPeople = try transaction.cases.formerPeople(of: file.id) }
        if case .person(let handler)? = file.handler {
            let today = transaction.time.date(of: transaction.now)
            terms.deputy = try transaction.intake.deputy(of: handler, on: today)?.id
        }
        if file.status == .checking {
            terms.workers = try transaction.cases.workers(of: file.id, terms.policy(file))
        }
        return CaseRules(terms)
    }

    /// The rules of a case with what is still to be taken back of it, which a refusal names.
    func rulesOfUndo(_ file: CaseFile, in transaction: any Transaction) throws -> CaseRules {
        var terms = try rules(of: file, in: transaction).terms
        terms.helpers = try transaction.cases.helpers(of: file.id)
        if file.status == .closed { terms.isRated = try transaction.following.isRated(file) }
        if file.status == .dispatched || file.status == .handling {
            terms.isExtensionOver = try isExtensionOver(file, terms, in: transaction)
        }
        let rules = CaseRules(terms)
        let target = try file.duplicateOf.flatMap { try transaction.cases.mergeTarget($0, scope: .everything) }
        let isWorkedOn =
            try file.lastMove.map { last in
                try Self.entrusting.contains(last.move)
                    && transaction.cases.isWorkedOnSince(file.id, by: last.actor)
            } ?? false
        return rules.notingUndo(file, target: target, isWorkedOn: isWorkedOn, at: transaction.now)
    }

    /// Cases are worked by people of the community who may sign in and handle them, never by a resident or a partner.
    ///
    /// Whoever takes over a post next week may be named today; a case is given only to somebody who can see it. Of an account
    /// out of scope nothing is told, not even that it is one.
    func checkInside(
        _ account: Int64,
        _ field: String,
        _ scope: DataScope,
        _ transaction: any Transaction,
        isForLater: Bool = false
    ) throws {
        try transaction.expectReference(.accounts, account, at: field, scope: scope)
        let role =
            try isForLater
            ? transaction.cases.role(ofAccount: account) : transaction.cases.role(ofWorker: account)
        guard let role, role.worksCases else {
            throw DomainError.invalid([
                .body(
                    field,
                    "not_inside",
                    "须为社区工作人员或网格人员的在用账号" + (isForLater ? "" : "，且本人已设置密码"),
                    "Is to be an account of the community's own staff, and not disabled"
                        + (isForLater ? "" : "; its holder has chosen a password")
                )
            ])
        }
    }
}
