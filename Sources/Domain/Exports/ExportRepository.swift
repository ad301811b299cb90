/// The ledger of what the command line takes out (导出台账): who did it, and of whom, before the first byte leaves.
package protocol ExportRepository {
    /// Notes some of the subjects of a register that leaves, each by itself, from behind an id on; says where it stopped, nothing
    /// at the end.
    func note(_ taking: Taking, of resource: ResourceName, after id: Int64) throws -> Int64?

    /// Notes each register with its rows, and the whole where personal values leave with it.
    func note(_ taking: Taking, tables: [ResourceName]) throws
}

/// An export by the command line (命令行导出): who took what out, and why.
package struct Taking: Sendable {
    /// Who ran the command, as the system of the machine knows them.
    package let `operator`: String
    /// Why personal values are whole; nothing where they are masked.
    package let reason: String?

    package init(operator: String, reason: String?) {
        self.operator = `operator`
        self.reason = reason
    }

    /// What the entries say beside the act.
    package var words: String {
        "\(`operator`): " + (reason ?? "命令行导出，已脱敏 exported by the command line, masked")
    }
}
