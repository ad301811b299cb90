package import Domain

/// Looks at the cases whose time has come (诉求时钟): warnings, reviews, silences and questions, each once.
///
/// What it does is kept in the transaction that does it, so that a restart neither repeats nor misses anything.
package struct CaseClock: Sendable {
    private let store: any Store
    private let cases: CaseService

    /// Cases of one transaction: some milliseconds of the writer, so that nobody waits.
    private static let piece = 100

    package init(store: any Store) {
        self.store = store
        cases = CaseService(store: store) { _ in false }
    }

    /// Looks until nothing is due; says how many cases it looked at.
    package func sweep() async throws -> Int {
        var count = 0
        while !Task.isCancelled {
            let looked = try await store.write { transaction in
                let due = try transaction.cases.due(at: transaction.now, limit: Self.piece)
                for id in due { try look(at: id, in: transaction) }
                return due.count
            }
            count += looked
            if looked < Self.piece { break }
        }
        return count
    }

    private func look(at id: Int64, in transaction: any Transaction) throws {
        guard let file = try transaction.cases.find(id, scope: .everything) else { return }
        let rules = try cases.rules(of: file, in: transaction)
        guard let turn = try? rules.looked(at: file, transaction.now) else {
            // One case that can not be looked at does not keep the others waiting; it comes again tomorrow.
            return try transaction.cases.postpone(id, until: transaction.now.advanced(bySeconds: 86_400))
        }
        try transaction.cases.save(turn, scope: .everything)
    }
}
