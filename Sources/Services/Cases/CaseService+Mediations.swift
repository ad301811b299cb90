package import Domain

/// 调解回访: whether what was agreed holds.
extension CaseService {
    /// Enters what the follow-up of a mediation found; nobody is reminded of it any more.
    package func followUp(
        mediation id: Int64,
        _ text: String,
        ifVersion: VersionCondition?,
        by principal: Principal,
        view: View
    ) async throws -> Rendered {
        try await store.answer { transaction in
            // Whoever has the case has its records: a handler may be of another grid, who does not see it any more once it is closed.
            guard let record = try transaction.mediations.find(id, scope: .everything),
                let file = try transaction.cases.find(record.caseID, scope: .everything)
            else { throw DomainError.notFound }
            let rules = try rules(of: file, in: transaction)
            let party = CaseParty(principal, file, rules.terms)
            let isOwn =
                try record.followUpBy.map { try standsIn(principal, for: .person($0), in: transaction) } ?? false
            guard
                try isOwn || party.actors.contains(.handler)
                    || transaction.contains(.cases, id: file.id, scope: principal.scope)
            else { throw DomainError.notFound }
            try transaction.expect(.mediations, id: id, ifVersion: ifVersion, scope: .everything)
            let turn = try rules.followedUp(record, text, file, by: party, isOwn: isOwn, at: transaction.now)
            guard let account = principal.accountID else { throw DomainError.forbidden }
            try transaction.mediations.save(text, to: id, by: account)
            try transaction.cases.save(turn, scope: .community(file.community))
            return try transaction.one(.mediations, id: id, view: Self.wide(view, file))
        }
    }
}
