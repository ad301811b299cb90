import Domain
import Glibc
import Storage

/// What an export leaves in the audit before its first byte does (导出登记): by itself where no server runs, else by the one that
/// does; where neither can write it down, nothing leaves.
///
/// Whoever is a subject of what leaves has an entry of their own, as over HTTP; every register has one with its rows.
struct ExportEntry: AdminCommand {
    static let name = "export"

    let taking: Taking

    init(_ taking: Taking) { self.taking = taking }

    init(arguments: [String: String]) throws {
        guard let name = arguments["operator"] else {
            throw CommandFailure.bilingual("导出须说明由谁执行", "An export says who runs it")
        }
        taking = Taking(operator: name, reason: arguments["reason"])
    }

    var arguments: [String: String] {
        var arguments = ["operator": taking.operator]
        arguments["reason"] = taking.reason
        return arguments
    }

    func perform(on data: OpenData, interruption: Interruption, output: CommandOutput) async throws {
        let taking = taking
        for resource in Resource.all where resource.watch != .nothing {
            var last: Int64? = 0
            while let after = last {
                guard !interruption.isAsked else { throw Self.interrupted }
                last = try await data.open.store.write { try $0.exports.note(taking, of: resource.name, after: after) }
            }
        }
        // Registers of millions of rows are counted here, which is no work for the moment between two writes.
        let bulk = BulkWrite(rows: 1, community: nil, isTrial: false)
        try await data.open.store.writeBulk(bulk) { try $0.exports.note(taking, tables: Resource.all.map(\.name)) }
    }

    /// Who runs the command, as the system knows it.
    static var userName: String {
        let user = getpwuid(geteuid()).map { String(cString: $0.pointee.pw_name) }
        return user ?? "uid \(geteuid())"
    }

    static let interrupted = CommandFailure.bilingual("已中断，没有留下文件", "Interrupted; no file is left")
}
