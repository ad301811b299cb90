/// The ledger of what was taken out with personal values whole (导出台账).
package protocol ExportRepository {
    /// Notes an export before its first byte leaves.
    func note(reason: String, operator: String) throws
}
