package import Domain

/// What was promised stands once the term has begun (合同期内的变更): it is what the provider is paid for.
extension ContractService {
    /// Changes a contract; since when it runs stands once it does.
    package func update(
        contract draft: Draft,
        id: Int64,
        ifVersion: VersionCondition?,
        by principal: Principal,
        view: View
    ) async throws -> Rendered {
        try await store.answer { transaction in
            guard let terms = try transaction.reports.terms(ofContract: id),
                try transaction.contains(.contracts, id: id, scope: principal.scope)
            else { throw DomainError.notFound }
            if let starts = draft.text("starts_on"), starts != terms.startsOn.description, terms.items > 0,
                hasBegun(terms, in: transaction)
            {
                throw Self.begun(terms)
            }
            try transaction.update(draft, id: id, ifVersion: ifVersion, scope: view.scope)
            return try transaction.one(.contracts, id: id, view: view)
        }
    }

    package func remove(contract id: Int64, ifVersion: VersionCondition?, by principal: Principal) async throws {
        try await store.write { transaction in
            guard let terms = try transaction.reports.terms(ofContract: id),
                try transaction.contains(.contracts, id: id, scope: principal.scope)
            else { throw DomainError.notFound }
            guard terms.items == 0 || !hasBegun(terms, in: transaction) else { throw Self.begun(terms) }
            try transaction.delete(.contracts, id: id, ifVersion: ifVersion, scope: principal.scope)
        }
    }

    package func remove(item id: Int64, ifVersion: VersionCondition?, by principal: Principal) async throws {
        try await store.write { transaction in
            let (terms, _) = try item(id, by: principal, in: transaction)
            guard !hasBegun(terms, in: transaction) else { throw Self.begun(terms) }
            try transaction.delete(.contractItems, id: id, ifVersion: ifVersion, scope: principal.scope)
        }
    }

    /// Changes an item; less than was promised is not promised in the middle of the term.
    package func update(
        item draft: Draft,
        id: Int64,
        ifVersion: VersionCondition?,
        by principal: Principal,
        view: View
    ) async throws -> Rendered {
        try await store.answer { transaction in
            let (terms, promised) = try item(id, by: principal, in: transaction)
            if let target = draft.integer("target"), target < promised, hasBegun(terms, in: transaction) {
                throw Self.begun(terms)
            }
            try transaction.update(draft, id: id, ifVersion: ifVersion, scope: view.scope)
            return try transaction.one(.contractItems, id: id, view: view)
        }
    }

    private func item(
        _ id: Int64,
        by principal: Principal,
        in transaction: any Transaction
    ) throws -> (ContractTerms, target: Int64) {
        guard try transaction.contains(.contractItems, id: id, scope: principal.scope),
            let item = try transaction.reports.promise(ofItem: id),
            let terms = try transaction.reports.terms(ofContract: item.contract)
        else { throw DomainError.notFound }
        return (terms, item.target)
    }

    private func hasBegun(_ terms: ContractTerms, in transaction: any Transaction) -> Bool {
        terms.startsOn <= transaction.time.date(of: transaction.now)
    }

    private static func begun(_ terms: ContractTerms) -> DomainError {
        DomainError(
            .conflict,
            "has_begun",
            "合同自 \(terms.startsOn) 起履行，起始日和承诺事项不能改动或降低",
            "The contract runs since \(terms.startsOn); its beginning stands, and what it promises is neither removed nor lowered",
            details: [("starts_on", .text(terms.startsOn.description))]
        )
    }
}
