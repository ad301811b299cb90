import Domain

/// The households of what was merged into a case (并案的告知): each is told for itself, as each asked for itself.
extension CaseService {
    /// Tells them in the same way where the call says that it holds for them, too; says which are left to be told.
    ///
    /// Who may not tell one of them, or where that word does not fit it, leaves it for whoever does.
    func tellDuplicates(
        of id: Int64,
        _ act: CaseAct,
        by principal: Principal,
        in transaction: any Transaction
    ) throws -> [UntoldCase] {
        var untold: [UntoldCase] = []
        for duplicate in try transaction.cases.untoldDuplicates(of: id) {
            guard let file = try transaction.cases.find(duplicate, scope: principal.scope) else { continue }
            if act.tellsDuplicates, try told(file, act, by: principal, in: transaction) { continue }
            untold.append(UntoldCase(id: duplicate, number: try transaction.cases.number(of: duplicate)))
        }
        return untold
    }

    /// Tells the households of the duplicates where the own one was told before; says which are left, and nothing where the word
    /// is for the own household, too, or none of them waits.
    ///
    /// It is a word of its own in the timeline of the case, and is taken back by whoever said it.
    func toldDuplicatesAlone(
        _ file: CaseFile,
        _ act: CaseAct,
        by principal: Principal,
        in transaction: any Transaction
    ) throws -> [UntoldCase]? {
        let rules = try rules(of: file, in: transaction)
        let party = try party(principal, file, rules.terms, .tell, in: transaction)
        guard let refusal = Self.refusal(of: act, file, rules, party, at: transaction.now),
            refusal.code == "told_already"
        else { return nil }
        let waiting = try transaction.cases.untoldDuplicates(of: file.id)
        let untold = try tellDuplicates(of: file.id, act, by: principal, in: transaction)
        let told = Set(waiting).subtracting(try transaction.cases.untoldDuplicates(of: file.id)).sorted()
        guard !told.isEmpty else { throw refusal }
        let numbers = try told.map { try transaction.cases.number(of: $0) }
        let turn = rules.toldDuplicates(file, numbers, act, by: party, at: transaction.now)
        try transaction.cases.save(turn, scope: .community(file.community))
        return untold
    }

    /// Why a move would not be taken; nothing where it would.
    private static func refusal(
        of act: CaseAct,
        _ file: CaseFile,
        _ rules: CaseRules,
        _ party: CaseParty,
        at now: Instant
    ) -> DomainError? {
        do throws(DomainError) {
            _ = try rules.turn(act, file, by: party, at: now)
            return nil
        } catch {
            return error
        }
    }

    private func told(
        _ file: CaseFile,
        _ act: CaseAct,
        by principal: Principal,
        in transaction: any Transaction
    ) throws -> Bool {
        var own = act
        own.ifVersion = nil
        own.tellsDuplicates = false
        do {
            try move(file.id, own, by: principal, in: transaction)
            return true
        } catch let error as DomainError where [.invalid, .conflict, .forbidden].contains(error.kind) {
            // Nothing was written: a move is refused before it is kept.
            return false
        }
    }
}
