package import Domain
import SQLite
import Synchronization

extension SQLStore {
    package func writeBulk<Result: Sendable>(
        _ bulk: BulkWrite,
        _ work: @escaping @Sendable (any Transaction) throws -> Result
    ) async throws -> Result {
        guard bulk.rows > directRows else { return try await perform(isLong: true) { try work($0) } }
        let room = bulk.rows * Rehearsal.idsPerRow
        let ids: [String: Int64] =
            bulk.isTrial
            ? [:]
            : try await perform { transaction in
                transaction.leavesNoEntry = true
                return try Rehearsal.reserve(room, on: transaction.connection)
            }
        let number = rehearsals.add(1, ordering: .relaxed).newValue
        let (path, fileSystem, vault, now, time) = (path, fileSystem, vault, clock.now(), time)
        let origin = Origin.current
        let (rehearsal, result) = try await translating {
            try await Aside.run {
                let scratch = try RehearsalCopy(of: path, fileSystem, number, community: bulk.community, ids)
                let rehearsal = try Rehearsal(scratch)
                let result = try rehearsal.run(vault: vault, now: now, time: time, origin: origin, work)
                return (rehearsal, result)
            }
        }
        if rehearsal.isWhole(within: room, from: ids) {
            do {
                try await perform(isLong: true) { transaction in
                    transaction.repeatedRows = bulk.rows
                    try rehearsal.repeat(on: transaction.connection)
                }
                return result
            } catch is RehearsalConflict {
                // Somebody changed what it rests on.
            }
        }
        return try await perform(isLong: true) { try work($0) }
    }

    /// Whether a file beside the database was left by a write of many rows that was killed.
    package static func isRest(_ name: String, of database: String) -> Bool {
        RehearsalCopy.isRest(name, of: database)
    }
}
