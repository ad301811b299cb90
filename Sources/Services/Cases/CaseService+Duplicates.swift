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
