package import Domain

/// Looks at activities whose time has come (活动时钟): offers that ended, and quotas that are released.
///
/// Whoever acts on an activity brings it up to the moment, too; so it matters only for those who do nothing but wait.
package struct ActivityClock: Sendable {
    private let store: any Store

    /// Activities of one transaction: some milliseconds of the writer, so that nobody waits.
    private static let piece = 20

    package init(store: any Store) { self.store = store }

    /// Looks until nothing is due; says how many activities it looked at.
    package func sweep() async throws -> Int {
        var count = 0
        while !Task.isCancelled {
            let looked = try await store.write { transaction in
                let due = try transaction.activities.due(limit: Self.piece)
                for id in due {
                    guard let activity = try transaction.activities.find(id, scope: .everything) else { continue }
                    try SignUpQueue(transaction).freshen(activity)
                }
                return due.count
            }
            count += looked
            if looked < Self.piece { break }
        }
        return count
    }
}
