/// Where records end (保存期限的存储).
package protocol RetentionRepository {
    /// The rules of all communities but demonstrations, whose people are invented.
    func periods() throws -> [RetentionPeriod]
    /// How many records are due.
    func count(_ kind: RetentionKind, _ act: RetentionAct, community: Int64, before limit: CivilDate) throws -> Int
    /// Some of the records that are due, the oldest first.
    func due(
        _ kind: RetentionKind,
        _ act: RetentionAct,
        community: Int64,
        before limit: CivilDate,
        most: Int
    ) throws -> [Int64]
    /// The records as lines of JSON, as the lists show them, to be laid aside before they go.
    func lines(_ kind: RetentionKind, _ ids: [Int64], view: View) throws -> [UInt8]
    /// Ends the records, and leaves an entry in the audit chain for each.
    func end(_ kind: RetentionKind, _ act: RetentionAct, _ ids: [Int64], community: Int64) throws
    func note(_ outcome: RetentionOutcome) throws
}
