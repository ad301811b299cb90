package import Domain

/// Who may see a personal value whole, and the record that they did (隐私).
package struct PrivacyService: Sendable {
    private let store: any Store

    package init(store: any Store) { self.store = store }

    /// Shows one value of one resident once; that it was shown, to whom and what for, is on the disk before the answer
    /// leaves.
    package func unmask(
        _ field: PersonalField,
        of resident: Int64,
        purpose: String,
        by principal: Principal
    ) async throws -> String {
        try await store.once(as: principal.accountID) { transaction in
            guard try transaction.contains(.residents, id: resident, scope: principal.scope) else {
                throw DomainError.notFound
            }
            guard let found = try transaction.people.personalValue(field, of: resident) else {
                throw DomainError(
                    .notFound,
                    "nothing_held",
                    "该居民没有登记\(field.title.chinese)",
                    "No \(field.title.english.lowercased()) is held of this resident"
                )
            }
            try transaction.audit.note(
                "unmask_residents",
                object: "residents/\(resident)",
                community: found.community,
                words: "\(field.rawValue): \(purpose)"
            )
            return found.value
        }
    }
}
