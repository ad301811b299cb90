import Crypto
import Domain
package import Storage

/// The published heads of the audit chain (链头公布): a line for each day, in a file that others may copy and keep.
///
/// `2026-11-25T00:00:05+08:00 1234 442f84…`: whoever has a line can prove that no entry up to it was changed since.
package struct AuditHeads: Sendable {
    package let path: String

    package init(path: String) { self.path = path }

    /// All heads that the file tells.
    ///
    /// Throws for a line that is none: a list of heads that is only partly read proves little.
    package func read() throws -> [AuditHead] {
        guard let bytes = FileContents.read(path) else {
            throw CommandFailure("没有链头文件 \(path) / there is no file of audit heads at \(path)")
        }
        return try String(decoding: bytes, as: UTF8.self).split(separator: "\n").enumerated().compactMap {
            index,
            line in
            let words = line.split(separator: " ")
            if line.hasPrefix("#") || words.isEmpty { return nil }
            guard words.count == 3, let id = Int64(words[1]), id > 0, let hash = Hex.decode(String(words[2])),
                hash.count == 32
            else {
                throw CommandFailure(
                    "\(path) 第 \(index + 1) 行不是链头（时间 编号 哈希） / line \(index + 1) is no audit head: time, number, hash"
                )
            }
            return AuditHead(id: id, hash: hash)
        }
    }

    static func line(_ head: AuditHead, at now: Instant, in time: CommunityTime) -> String {
        "\(time.rfc3339(now)) \(head.id) \(Hex.encode(head.hash))\n"
    }

    /// All heads that the file tells, where there is one.
    func known() throws -> [AuditHead] { FileContents.exists(path) ? try read() : [] }

    /// Leaves a line that is no head where the chain was found not to hold what was published, so that those that follow it are not
    /// taken for its continuation.
    func mark(_ fault: AuditChain.Fault, at now: Instant, in time: CommunityTime) throws {
        let line = "# \(time.rfc3339(now)) \(fault.id) \(fault.kind.rawValue)\n"
        guard FileContents.append(line, to: path) else {
            throw CommandFailure("\(path) 无法写入 / can not be written")
        }
    }

    /// Adds a line, synced to the disk; the same head is not told twice in a row.
    func publish(_ head: AuditHead, at now: Instant, in time: CommunityTime) throws {
        let known = FileContents.read(path).map { String(decoding: $0, as: UTF8.self) } ?? ""
        guard known.split(whereSeparator: \.isWhitespace).last.map(String.init) != Hex.encode(head.hash) else { return }
        guard FileContents.append(Self.line(head, at: now, in: time), to: path) else {
            throw CommandFailure("\(path) 无法写入 / can not be written")
        }
    }
}

extension Configuration {
    package var auditHeadsPath: String { auditHeads ?? "\(dataDirectory)/audit-heads.txt" }
}
