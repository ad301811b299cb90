import Domain

/// What is taken back, and who hears that a case is in other hands (撤销与改派的服务).
extension CaseService {
    /// Takes back the last move, and with the telling of a household those that were told by the same word.
    func undo(
        _ file: CaseFile,
        _ act: CaseAct,
        _ rules: CaseRules,
        by principal: Principal,
        _ party: CaseParty,
        in transaction: any Transaction
    ) throws -> CaseFile {
        guard let earlier = try transaction.cases.earlier(of: file.id) else {
            throw DomainError(
                .conflict,
                "undo_is_over",
                "没有可以撤销的上一步：其后诉求已有改动",
                "There is no move to undo; the case was changed since"
            )
        }
        let target = try file.duplicateOf.flatMap { try transaction.cases.mergeTarget($0, scope: .everything) }
        // Households that were told by one word were told by mistake together.
        let others = file.lastMove?.move == CaseMove.tell.code ? try transaction.cases.toldWith(file) : []
        var turn = try rules.undone(file, to: earlier, act, target: target, by: party, at: transaction.now)
        if let last = file.lastMove, Self.mediating.contains(last.move) {
            try rules.checkNotFollowedUp(
                try transaction.mediations.isFollowedUp(ofCase: file.id, since: last.at)
            )
        }
        if let last = file.lastMove, Self.entrusting.contains(last.move) {
            try rules.checkNobodyJoined(transaction.cases.isWorkedOnSince(file.id, by: last.actor))
        }
        if file.lastMove?.move == CaseMove.reassign.code { try tellLoser(&turn, in: transaction) }
        try transaction.cases.save(turn, scope: .community(file.community))
        if let last = file.lastMove, let handler = file.handler, earlier.handler != handler {
            try transaction.coHandlers.resume(handler, in: file.id, endedAt: last.at)
        }
        for other in others {
            guard let told = try transaction.cases.find(other, scope: principal.scope) else { continue }
            _ = try move(told, CaseAct(.undo), by: principal, in: transaction)
        }
        return turn.file
    }

    /// The moves on whose end the record of a mediation stands.
    private static let mediating: Set = [CaseMove.answer.code, CaseMove.reportDone.code, CaseMove.close.code]

    /// The moves by which somebody has a case, on which others build.
    static let entrusting: Set = [CaseMove.accept.code, CaseMove.dispatch.code]

    /// Who works on a case beside its handler and handles it now has no second part in it; undoing the move gives it back.
    func endPart(_ turn: CaseTurn, by principal: Principal, in transaction: any Transaction) throws {
        guard let unit = turn.file.handler, turn.before.handler != unit,
            let part = try transaction.coHandlers.part(of: unit, in: turn.file.id)
        else { return }
        try transaction.coHandlers.end(part.id)
        // As it is kept: a step that the move began has its number only there.
        guard let file = try transaction.cases.find(turn.file.id, scope: .everything) else { return }
        let rules = try rules(of: file, in: transaction)
        let ended = rules.tookOver(file, by: principal.accountID, at: transaction.now)
        try transaction.cases.save(ended, scope: .community(file.community))
    }

    /// Whoever worked on a case reads that it is theirs no more, and who has it.
    func tellLoser(_ turn: inout CaseTurn, in transaction: any Transaction) throws {
        guard let loser = turn.before.handler, let other = turn.file.handler, loser != other else { return }
        let name = try transaction.cases.name(of: other) ?? ""
        turn.notices.append(Self.takenOver(from: loser, by: name))
    }

    static func takenOver(from handler: CaseHandler, by name: String) -> CaseNotice {
        CaseNotice(.unit(handler), .takenOver, words: Title("（改由\(name)办理）", "(now with \(name))"))
    }
}
