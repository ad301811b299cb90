import Crypto
import Domain
import JSON
import SQLite
import Storage

/// 审计链校验: proves that nobody changed the record, or names the first entry that was touched.
package struct AuditCommand: Sendable {
    /// With which published heads the chain is compared.
    package enum Heads: Sendable {
        /// Those that the server publishes beside its database, where there are any.
        case own
        case file(String)
        /// None: the chain alone is looked at.
        case none
    }

    package var heads: Heads
    package var json: Bool

    package init(heads: Heads, json: Bool) {
        self.heads = heads
        self.json = json
    }

    /// Whether the chain holds.
    package func verify(_ configuration: Configuration, output: CommandOutput) async throws -> Bool {
        let verdict = try await CommandFailure.explaining {
            let published = try published(configuration)
            let interruption = Interruption()
            return try await interruption.listening {
                try DatabaseProblem.explaining(configuration.databasePath) {
                    try AuditChain.verify(try Self.open(configuration), heads: published) { entries in
                        guard !interruption.isAsked else { throw CommandFailure("interrupted; nothing was changed") }
                        output.progress("\(entries) entries")
                    }
                }
            }
        }
        output.progress(nil)
        output.say(json ? Self.document(verdict) : Self.sentence(verdict))
        return verdict.fault == nil
    }

    private func published(_ configuration: Configuration) throws -> [AuditHead] {
        switch heads {
        case .none: return []
        case .own: return try AuditHeads(path: configuration.auditHeadsPath).known()
        case .file(let path):
            let published = try AuditHeads(path: path).read()
            // Whoever empties the file is not to pass for somebody whose chain was compared.
            guard !published.isEmpty else {
                throw CommandFailure.bilingual(
                    "\(path) 中没有链头，无从比对；只核对链本身，请用 --alone",
                    "\(path) holds no head to compare with; to look at the chain alone say --alone"
                )
            }
            return published
        }
    }

    /// Says the present head, in the form of the file of heads.
    package static func head(_ configuration: Configuration, output: CommandOutput) async throws {
        let head = try await CommandFailure.explaining {
            try DatabaseProblem.explaining(configuration.databasePath) {
                try AuditChain.head(try open(configuration))
            }
        }
        guard let head else { return output.say("# 审计链为空 / the chain is empty") }
        output.say(String(AuditHeads.line(head, at: SystemClock().now(), in: configuration.time).dropLast()))
    }

    private static func open(_ configuration: Configuration) throws -> Connection {
        guard FileContents.exists(configuration.databasePath) else {
            throw CommandFailure("there is no database at \(configuration.databasePath)")
        }
        try OpenStore.recognize(configuration)
        return try Connection(
            path: configuration.databasePath,
            access: .readOnly,
            settings: .reader.on(configuration.fileSystem)
        )
    }

    private static func sentence(_ verdict: AuditChain.Verdict) -> String {
        guard let fault = verdict.fault else {
            let head = verdict.head.map { ", \($0.id) \(Hex.encode($0.hash))" } ?? ""
            return "审计链完整：共 \(verdict.entries) 条 / the chain holds: \(verdict.entries) entries\(head)"
        }
        let rows = fault.rows.map { "\n\($0.title)" }.joined()
        return """
            审计链在第 \(fault.id) 条被破坏：\(fault.kind.title.chinese)
            the chain is broken at entry \(fault.id): \(fault.kind.title.english)\(rows)
            """
    }

    private static func document(_ verdict: AuditChain.Verdict) -> String {
        var out = ByteWriter()
        out.openObject()
        out.member("ok", verdict.fault == nil)
        out.member("entries", verdict.entries)
        out.member("head_id", verdict.head?.id)
        out.member("head_hash", verdict.head.map { Hex.encode($0.hash) })
        out.member("broken_at", verdict.fault?.id)
        out.member("fault", verdict.fault?.kind.rawValue)
        if let rows = verdict.fault?.rows, !rows.isEmpty {
            out.key("timelines")
            out.openArray()
            for rows in rows {
                out.openObject()
                out.member("timeline", rows.timeline.rawValue)
                out.member("first", rows.numbers.lowerBound)
                out.member("last", rows.numbers.upperBound)
                out.member("of", rows.owner)
                out.closeObject()
            }
            out.closeArray()
        }
        out.closeObject()
        return String(decoding: out.array(), as: UTF8.self)
    }
}

extension AuditChain.Fault.Kind {
    /// What people read.
    var title: Title {
        switch self {
        case .gap: Title("编号不连续，有记录被删除或插入", "the numbers do not follow; entries were removed or inserted")
        case .altered: Title("内容与哈希不符，记录被改动", "what it says does not give its hash; it was altered")
        case .note: Title("说明文字被改动", "the words beside it are not those that were written")
        case .erased: Title("说明文字不见了，且没有清除它的记录", "the words beside it are gone, and nothing says that they were erased")
        case .cutOff: Title("链在已公布的链头之前结束，末尾被截去", "the chain ends before a published head; its end was cut off")
        case .rewritten: Title("与已公布的链头不符，整段被重写", "it differs from the published head; the chain was rewritten")
        case .timeline:
            Title(
                "时间线与它所登记的不符，有行被改动、删除、插入或调换",
                "a timeline is not the one that it binds; a row was altered, removed, inserted or moved"
            )
        case .words:
            Title(
                "时间线的文字被改动，或不见了且没有清除它的记录",
                "words of a timeline are not those that were said, or are gone though nothing erased them"
            )
        case .unbound: Title("其后有时间线的行不属于任何操作", "behind it there are rows of a timeline that no act put there")
        }
    }
}
