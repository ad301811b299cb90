package import Domain

/// 服务群体: each says whom it means, so that nobody takes a group without a condition for a small one.
package struct ServiceGroupService: Sendable {
    private let store: any Store

    package init(store: any Store) { self.store = store }

    package func create(_ draft: Draft, view: View) async throws -> Rendered {
        try await store.answer { transaction in
            let id = try create(draft, scope: view.scope, in: transaction)
            return try transaction.one(.serviceGroups, id: id, view: view)
        }
    }

    package func create(_ draft: Draft, scope: DataScope, in transaction: any Transaction) throws -> Int64 {
        try Self.check(Self.conditions(of: draft, over: []))
        return try transaction.insert(draft, scope: scope)
    }

    /// Whoever signed up already stays; whoever comes from now on is held against what it says now.
    package func update(_ draft: Draft, id: Int64, ifVersion: VersionCondition?, view: View) async throws -> Rendered {
        try await store.answer { transaction in
            try transaction.expect(.serviceGroups, id: id, ifVersion: ifVersion, scope: view.scope)
            let before = try transaction.activities.group(id)?.condition.fields ?? []
            try Self.check(Self.conditions(of: draft, over: before))
            try transaction.update(draft, id: id, ifVersion: nil, scope: view.scope)
            return try transaction.one(.serviceGroups, id: id, view: view)
        }
    }

    /// The conditions that stand once a draft is saved.
    private static func conditions(of draft: Draft, over before: Set<String>) -> Set<String> {
        GroupCondition.allFields.reduce(into: before) { fields, name in
            guard let value = draft[name] else { return }
            if value == .null { fields.remove(name) } else { fields.insert(name) }
        }
    }

    private static func check(_ conditions: Set<String>) throws {
        guard conditions.isEmpty else { return }
        throw DomainError.invalid([
            .body("grid_id", "no_condition", "请至少填写一个条件", "Name at least one condition")
        ])
    }
}
