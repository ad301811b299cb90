package import Domain

extension AccessService {
    /// Tells the audit how often each account and address was refused, with one entry for all of a minute.
    package func note(_ refusals: [Refusals]) async throws {
        guard !refusals.isEmpty else { return }
        try await store.write { transaction in
            for refusal in refusals {
                let object: String
                var community: Int64?
                switch refusal.party {
                case .account(let id):
                    object = "accounts/\(id)"
                    community = try transaction.access.account(id)?.principal.scope.communityID
                case .address(let address): object = "addresses/\(address)"
                case .others: object = "addresses"
                }
                try transaction.audit.note(
                    "refused_\(refusal.status)",
                    object: object,
                    community: community,
                    words: "\(refusal.count) 次 times"
                )
            }
        }
    }
}
