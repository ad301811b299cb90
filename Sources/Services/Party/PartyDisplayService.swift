package import Domain

/// Showing Party members to everybody (党员公示): the branch decides, the member says yes, and either ends it.
package struct PartyDisplayService: Sendable {
    private let store: any Store

    package init(store: any Store) { self.store = store }

    package func decide(_ draft: Draft, by principal: Principal, view: View) async throws -> Rendered {
        try await store.answer { transaction in
            var draft = draft
            draft["decided_by"] = .optional(principal.accountID)
            draft["decided_at"] = .integer(transaction.now.milliseconds)
            let id = try transaction.insert(draft, scope: principal.scope)
            return try transaction.one(.partyDisplays, id: id, view: view)
        }
    }

    /// The member says yes: with the own account, or on paper, which the branch records.
    package func acknowledge(
        _ id: Int64,
        proof: String?,
        ifVersion: VersionCondition?,
        by principal: Principal,
        view: View
    ) async throws -> Rendered {
        try await change(id, ifVersion: ifVersion, by: principal, view: view) { display, now in
            guard !display.isEnded, !display.isAcknowledged else { throw Self.settled(display) }
            guard display.isOwn || proof != nil else {
                throw DomainError.invalid([
                    .body(
                        "proof",
                        "required",
                        "党员未用本人账号确认时，须注明确认凭证",
                        "Say how the member agreed, where it was not with the own account"
                    )
                ])
            }
            return Draft(.partyDisplays, ["acknowledged_at": now, "proof": .optional(proof)])
        }
    }

    package func end(
        _ id: Int64,
        ifVersion: VersionCondition?,
        by principal: Principal,
        view: View
    ) async throws -> Rendered {
        try await change(id, ifVersion: ifVersion, by: principal, view: view) { display, now in
            guard !display.isEnded else { throw Self.settled(display) }
            return Draft(.partyDisplays, ["ended_at": now])
        }
    }

    /// Changes a display for its branch or its member; for others it is not there.
    private func change(
        _ id: Int64,
        ifVersion: VersionCondition?,
        by principal: Principal,
        view: View,
        _ decide: @escaping @Sendable (PartyDisplay, FieldValue) throws -> Draft
    ) async throws -> Rendered {
        try await store.answer { transaction in
            guard try transaction.contains(.partyDisplays, id: id, scope: principal.scope),
                let display = try transaction.displays.display(id, seenBy: principal.accountID),
                display.isOwn || principal.holds(.readParty)
            else { throw DomainError.notFound }
            guard display.isOwn || principal.holds(.writeParty) else { throw DomainError.forbidden }
            let draft = try decide(display, .integer(transaction.now.milliseconds))
            try transaction.update(draft, id: id, ifVersion: ifVersion, scope: principal.scope)
            return try transaction.one(.partyDisplays, id: id, view: view)
        }
    }

    private static func settled(_ display: PartyDisplay) -> DomainError {
        display.isEnded
            ? DomainError(.conflict, "already_ended", "该公示已经终止", "The display has ended")
            : DomainError(.conflict, "already_acknowledged", "本人已经确认", "The member has acknowledged it before")
    }
}
