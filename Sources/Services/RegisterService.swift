package import Domain

/// The five acts on a plain register (台账): a resource that differs has a service of its own.
package struct RegisterService: Sendable {
    let store: any Store

    package init(store: any Store) { self.store = store }

    package func create(_ draft: Draft, view: View) async throws -> Rendered {
        try await store.answer { transaction in
            let id = try Self.insert(draft, scope: view.scope, in: transaction)
            return try transaction.one(draft.resource, id: id, view: view)
        }
    }

    /// Makes a row that its maker sees afterwards.
    static func insert(_ draft: Draft, scope: DataScope, in transaction: any Transaction) throws -> Int64 {
        let id = try transaction.insert(draft, scope: scope)
        guard try transaction.contains(draft.resource, id: id, scope: scope) else {
            throw DomainError(
                .invalid,
                "out_of_scope",
                "该内容不在您的数据范围内，未保存",
                "It would lie outside your scope and was not saved"
            )
        }
        return id
    }

    package func update(_ draft: Draft, id: Int64, ifVersion: VersionCondition?, view: View) async throws -> Rendered {
        try await store.answer { transaction in
            try transaction.update(draft, id: id, ifVersion: ifVersion, scope: view.scope)
            return try transaction.one(draft.resource, id: id, view: view)
        }
    }

    package func remove(
        _ resource: ResourceName,
        id: Int64,
        ifVersion: VersionCondition?,
        scope: DataScope
    ) async throws {
        try await store.write { transaction in
            try transaction.delete(resource, id: id, ifVersion: ifVersion, scope: scope)
        }
    }
}
