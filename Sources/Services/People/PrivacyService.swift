package import Domain

/// Who may see a personal value whole, and the record that they did (隐私).
package struct PrivacyService: Sendable {
    let store: any Store

    package init(store: any Store) { self.store = store }

    /// Shows one value of one resident once; that it was shown, to whom and what for, is on the disk before the answer
    /// leaves.
    package func unmask(
        _ field: PersonalField,
        of resident: Int64,
        purpose: String,
        for code: Purpose,
        by principal: Principal
    ) async throws -> String {
        try await store.once(as: principal.accountID) { transaction in
            guard try transaction.contains(.residents, id: resident, scope: principal.scope) else {
                throw DomainError.notFound
            }
            try check(code, resident, in: transaction)
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
                words: "\(field.rawValue): [\(code.rawValue)] \(purpose)"
            )
            return found.value
        }
    }

    /// All that is held about the caller, whole; that it was shown is on the disk before it leaves.
    package func ownData(of principal: Principal) async throws -> ReportDocument {
        guard let account = principal.accountID else { throw DomainError.unauthenticated }
        return try await store.write { transaction in
            guard let data = try transaction.personalData.data(ofAccount: account) else { throw DomainError.notFound }
            try transaction.audit.note(
                "get_my_data",
                object: data.resident.map { "residents/\($0)" } ?? "accounts/\(account)",
                community: data.community,
                words: "本人查阅 shown to the person"
            )
            return data.report(at: transaction.now)
        }
    }

    /// What rests on consent needs it.
    func check(_ purpose: Purpose, _ resident: Int64, in transaction: any Transaction) throws {
        guard purpose.basis == .consent else { return }
        let today = transaction.time.date(of: transaction.now)
        guard try transaction.consents.stands(purpose, of: resident, on: today) else {
            throw DomainError.consentMissing(purpose)
        }
    }
}
