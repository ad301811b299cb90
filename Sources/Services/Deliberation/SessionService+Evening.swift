package import Domain

extension SessionService {
    /// Enters a whole evening at once: who came, what was agreed on each topic, and the photos of the signed sheets.
    ///
    /// The session is opened and closed by it where that has not been done; required parties that did not come still put
    /// off their own items only.
    package func record(
        _ id: Int64,
        _ evening: EveningRecord,
        by principal: Principal,
        view: View
    ) async throws -> Rendered {
        try await store.answer { transaction in
            try transaction.expect(.sessions, id: id, ifVersion: evening.ifVersion, scope: principal.scope)
            let planned = try session(id, by: principal, in: transaction)
            if !planned.isOpen { try open(planned, by: principal, in: transaction) }
            let session = try session(id, by: principal, in: transaction)
            try attend(
                session,
                attendees: evening.attendees,
                walkIns: evening.walkIns,
                by: principal,
                in: transaction
            )
            try HallPapers.keep(
                evening.uploads,
                at: .session(id),
                of: session.community,
                as: .signedSheet,
                by: principal,
                in: transaction
            )
            let items = try transaction.sessions.items(of: id)
            var places: Set<Int64> = []
            for (index, entry) in evening.outcomes.enumerated() {
                guard let item = items.first(where: { $0.place == entry.place }) else {
                    throw DomainError.invalid([
                        .body(
                            "items/\(index)/place",
                            "unknown_place",
                            "议程没有第 \(entry.place) 项",
                            "The agenda has no item \(entry.place)"
                        )
                    ])
                }
                guard places.insert(entry.place).inserted else {
                    throw DomainError.invalid([
                        .body("items/\(index)/place", "duplicate", "同一项填了两次", "Stands there twice")
                    ])
                }
                try PersonalNumber.refuse(["items/\(index)/outcome": entry.outcome.text])
                if entry.outcome.status == .agreed, let issue = item.issue,
                    let authority = try transaction.issues.find(issue, scope: .everything)?.authority,
                    authority != .hall
                {
                    let words = DomainError.needsDecision(authority).message
                    throw DomainError.invalid([
                        .body("items/\(index)/status", "needs_decision", words.chinese, words.english)
                    ])
                }
                try settleAfterwards(item, entry.outcome, by: principal, in: transaction)
            }
            try close(session, present: nil, summary: evening.summary, by: principal, in: transaction)
            if let summary = evening.summary, !evening.uploads.isEmpty, try !transaction.minutes.binds(id) {
                try MinutesService.file(summary, of: session, in: transaction)
            }
            return try transaction.one(.sessions, id: id, view: view)
        }
    }

    /// What was agreed without a party that has to agree was not agreed.
    private func settleAfterwards(
        _ item: AgendaItem,
        _ outcome: ItemOutcome,
        by principal: Principal,
        in transaction: any Transaction
    ) throws {
        let present = try transaction.sessions.presentParties(in: item.session)
        let absent = SessionRules.absent(item.required, present: present)
        guard outcome.status == .agreed, !absent.isEmpty else {
            return try settle(item, outcome, by: principal, in: transaction)
        }
        try settle(
            item,
            ItemOutcome(status: .deferred, text: HouseWord.absent(absent)),
            absent: absent,
            by: principal,
            in: transaction
        )
    }
}
