package import Domain

/// 共有人推选代表: the co-owners of a dwelling say who of them votes for it, in writing and before a roll stands.
package struct CoOwnerService: Sendable {
    private let store: any Store

    package init(store: any Store) { self.store = store }

    /// Names one of several owners by the written proof; whoever was named before is taken back first, so that of two who
    /// are named at once one knows of the other.
    package func name(
        _ id: Int64,
        upload: Int64,
        ifVersion: VersionCondition?,
        by principal: Principal,
        view: View
    ) async throws -> Rendered {
        try await change(id, ifVersion, by: principal, view: view) { owner, account, transaction in
            guard !owner.isEnded else { throw DomainError.ownershipEnded }
            guard owner.owners > 1 else { throw DomainError.soleOwner(owner.owners) }
            if let agent = owner.agent { throw DomainError.agentAlready(agent, isSame: agent == id) }
            let proof = try CaseFiles.own([upload], field: "upload_id", of: principal, in: transaction)
            for upload in proof { try transaction.coOwners.name(owner, upload: upload, by: account) }
        }
    }

    /// Takes it back, as the co-owners like; whoever has the largest share votes again.
    package func withdraw(
        _ id: Int64,
        ifVersion: VersionCondition?,
        by principal: Principal,
        view: View
    ) async throws -> Rendered {
        try await change(id, ifVersion, by: principal, view: view) { owner, account, transaction in
            guard owner.agent == id else { throw DomainError.noAgent }
            try transaction.coOwners.withdraw(owner, by: account)
        }
    }

    /// Takes a mistaken row away; not what a running vote rests on, nor what co-owners signed a paper for.
    package func remove(_ id: Int64, ifVersion: VersionCondition?, by principal: Principal) async throws {
        try await store.write { transaction in
            try transaction.expect(.ownerships, id: id, ifVersion: ifVersion, scope: principal.scope)
            guard let owner = try transaction.coOwners.owner(id, scope: principal.scope) else {
                throw DomainError.notFound
            }
            if let vote = owner.runningVote { throw DomainError.rollFrozen(vote: vote) }
            guard try !transaction.coOwners.wasNamed(id) else { throw DomainError.proofKept }
            try transaction.delete(.ownerships, id: id, ifVersion: nil, scope: principal.scope)
        }
    }

    /// What an ownership is known by stands once it ended: papers were signed and votes cast under it.
    package func update(
        _ draft: Draft,
        id: Int64,
        ifVersion: VersionCondition?,
        by principal: Principal,
        view: View
    ) async throws -> Rendered {
        try await store.answer { transaction in
            guard let owner = try transaction.coOwners.owner(id, scope: principal.scope) else {
                throw DomainError.notFound
            }
            try transaction.expect(.ownerships, id: id, ifVersion: ifVersion, scope: principal.scope)
            let fixed = ["name", "id_number", "share_numerator", "share_denominator"]
            guard !owner.isEnded || fixed.allSatisfy({ draft[$0] == nil }) else { throw DomainError.ownershipEnded }
            try transaction.update(draft, id: id, ifVersion: nil, scope: principal.scope)
            return try transaction.one(.ownerships, id: id, view: view)
        }
    }

    /// Ends an ownership on the day on which the dwelling was sold; what co-owners signed stays to be read.
    ///
    /// An end that was entered by mistake gets another day, or is taken back without one, as long as no roll rests on it.
    package func end(
        _ id: Int64,
        on day: CivilDate?,
        ifVersion: VersionCondition?,
        by principal: Principal,
        view: View
    ) async throws -> Rendered {
        try await store.answer { transaction in
            try transaction.expect(.ownerships, id: id, ifVersion: ifVersion, scope: principal.scope)
            guard let owner = try transaction.coOwners.owner(id, scope: principal.scope) else {
                throw DomainError.notFound
            }
            if owner.isEnded {
                guard day != owner.until else { throw DomainError.ownershipEnded }
                if let vote = owner.laterVote { throw DomainError.endStands(vote: vote) }
            } else if day == nil {
                throw DomainError.ownershipRuns
            }
            if let day { try Self.check(day, of: owner, in: transaction) }
            do {
                try transaction.coOwners.end(id, on: day)
            } catch let error as DomainError {
                throw error.renaming("share_numerator", to: "on")
            }
            return try transaction.one(.ownerships, id: id, view: view)
        }
    }

    /// Nothing ends before it began, nor before what was signed as an owner.
    private static func check(_ day: CivilDate, of owner: CoOwner, in transaction: any Transaction) throws {
        guard day <= transaction.time.date(of: transaction.now) else {
            throw DomainError.invalid([.body("on", "in_future", "不能是将来", "Is not in the future")])
        }
        let entered = transaction.time.date(of: owner.entered)
        guard day >= entered else {
            throw DomainError.invalid([
                .body(
                    "on",
                    "before_entry",
                    "不能早于产权登记日 \(entered)",
                    "Is not before the ownership was entered, \(entered)"
                )
            ])
        }
        guard let signed = owner.signed.map(transaction.time.date(of:)), day < signed else { return }
        throw DomainError.invalid([
            .body(
                "on",
                "before_paper",
                "不能早于推选书登记日 \(signed)",
                "Is not before the paper that co-owners signed was noted, \(signed)"
            )
        ])
    }

    private func change(
        _ id: Int64,
        _ version: VersionCondition?,
        by principal: Principal,
        view: View,
        _ act: @escaping @Sendable (CoOwner, Int64, any Transaction) throws -> Void
    ) async throws -> Rendered {
        try await store.answer { transaction in
            try transaction.expect(.ownerships, id: id, ifVersion: version, scope: principal.scope)
            guard let owner = try transaction.coOwners.owner(id, scope: principal.scope) else {
                throw DomainError.notFound
            }
            guard let account = principal.accountID else { throw DomainError.forbidden }
            if let vote = owner.runningVote { throw DomainError.rollFrozen(vote: vote) }
            try act(owner, account, transaction)
            return try transaction.one(.ownerships, id: id, view: view)
        }
    }
}
