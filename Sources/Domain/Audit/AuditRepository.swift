/// Tells the audit chain what no change of a row shows (审计登记), such as that somebody was shown a value.
package protocol AuditRepository {
    /// Notes an act; its words lie beside the chain, so that they can be erased.
    func note(_ action: String, object: String, community: Int64?, words: String) throws
    /// How often an account did something since a moment.
    func count(of action: String, by account: Int64, since moment: Instant) throws -> Int64
    /// Who did something to an object first; nothing where nobody did it one by one.
    func account(of action: String, object: String) throws -> Int64?
}
