/// How often somebody was refused within a minute (拒绝次数): a probe shows in the audit, and can not fill it.
package struct Refusals: Sendable, Hashable {
    /// Who was refused.
    package enum Party: Sendable, Hashable {
        case account(Int64)
        case address(String)
        /// All those for whom there was no place in the minute.
        case others
    }

    package let party: Party
    package let status: UInt16
    package let count: Int

    package init(_ party: Party, status: UInt16, count: Int) {
        (self.party, self.status, self.count) = (party, status, count)
    }
}
