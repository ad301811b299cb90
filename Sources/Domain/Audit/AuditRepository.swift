/// Tells the audit chain what no change of a row shows (审计登记), such as that somebody was shown a value.
package protocol AuditRepository {
    /// Notes an act; its words lie beside the chain, so that they can be erased.
    func note(_ action: String, object: String, community: Int64?, words: String) throws

    /// Notes that somebody looked at a record, by the operation that they asked for.
    func noteReading(of resource: ResourceName, id: Int64) throws
    /// Notes that a record left in a file with others.
    func noteExport(of resource: ResourceName, id: Int64) throws

    /// Notes that somebody looked at a file that belongs to a record and names or shows people, by what was asked for.
    func noteFile(_ action: String, of resource: ResourceName, id: Int64) throws

    /// Notes some of the records of an export, each by itself, from behind an id on; says where it stopped, nothing at the end.
    func noteExport(of resource: ResourceName, _ query: ListQuery, scope: DataScope, after id: Int64) throws -> Int64?
    /// How often an account did something since a moment.
    func count(of action: String, by account: Int64, since moment: Instant) throws -> Int64
    /// Who did something to an object first; nothing where nobody did it one by one.
    func account(of action: String, object: String) throws -> Int64?
}
