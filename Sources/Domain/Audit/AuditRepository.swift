/// Tells the audit chain what no change of a row shows (审计登记), such as that somebody was shown a value.
package protocol AuditRepository {
    /// Notes an act; its words lie beside the chain, so that they can be erased.
    func note(_ action: String, object: String, community: Int64?, words: String) throws
}
