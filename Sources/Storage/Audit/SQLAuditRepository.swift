import Domain

/// What services tell the audit chain (审计登记的存储).
struct SQLAuditRepository: AuditRepository {
    let transaction: SQLTransaction

    func note(_ action: String, object: String, community: Int64?, words: String) throws {
        transaction.acts.append(
            ActDone(action: action, object: object, account: nil, community: community, words: words)
        )
    }
}
