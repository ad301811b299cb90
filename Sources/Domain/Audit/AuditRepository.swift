/// Tells the audit chain what no change of a row shows (审计登记), such as that somebody was shown a value.
package protocol AuditRepository {
    /// Notes an act; its words lie beside the chain, so that they can be erased.
    func note(_ action: String, object: String, community: Int64?, words: String) throws

    /// Notes that somebody looked at a record, by the operation that they asked for; of a home, for each who lives there.
    func noteReading(of resource: ResourceName, id: Int64) throws
    /// Notes that a record left in a file with others.
    func noteExport(of resource: ResourceName, id: Int64) throws

    /// Notes that somebody looked at a file that belongs to a record and names or shows people, by what was asked for.
    func noteFile(_ action: String, of resource: ResourceName, id: Int64) throws

    /// How often an account did something since a moment.
    func count(of action: String, by account: Int64, since moment: Instant) throws -> Int64
    /// Who did something to an object first; nothing where nobody did it one by one.
    func account(of action: String, object: String) throws -> Int64?
}

extension Store {
    /// Notes each of the records that leave in one file, some hundred of them at a time: some milliseconds of the writer, so that
    /// nobody else waits for more.
    package func noteExport(of resource: ResourceName, _ ids: [Int64]) async throws {
        let piece = 500
        for first in stride(from: 0, to: ids.count, by: piece) {
            let some = Array(ids[first..<min(first + piece, ids.count)])
            try await write { transaction in
                for id in some { try transaction.audit.noteExport(of: resource, id: id) }
            }
        }
    }
}
