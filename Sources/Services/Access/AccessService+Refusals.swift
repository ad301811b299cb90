package import Domain

extension AccessService {
    /// Tells the audit how often each account and address was refused, and each account attacked with a wrong password, with
    /// one entry for all of a minute.
    package func note(_ refusals: [Refusals]) async throws {
        let failures = gate.takeFailures().sorted { $0.key < $1.key }
        guard !refusals.isEmpty || !failures.isEmpty else { return }
        try await store.write { transaction in
            for (account, count) in failures {
                try transaction.audit.note(
                    "wrong_password",
                    object: "accounts/\(account)",
                    community: try transaction.access.account(account)?.principal.scope.communityID,
                    words: "\(count) 次 times"
                )
            }
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
