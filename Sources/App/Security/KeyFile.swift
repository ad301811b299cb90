import Crypto
package import Storage

/// The file in which the keys lie apart from the database (密钥文件): one line a key, readable by its owner alone.
///
/// Each rotation adds a line `seal N`; older ones stay, for older backups need them.
///
/// ```
/// linli-keys 1
/// seal 1 <64 hex digits>
/// seal 2 <64 hex digits>
/// lookup <64 hex digits>
/// cursors <64 hex digits>
/// ```
package enum KeyFile {
    private static let title = "linli-keys 1"

    /// Makes new keys where there is no file yet.
    package static func create(_ path: String) throws {
        let keys = try (0..<3).map { _ in Hex.encode(try Random.bytes(32)) }
        let text = "\(title)\nseal 1 \(keys[0])\nlookup \(keys[1])\ncursors \(keys[2])\n"
        guard FileContents.create(path, Array(text.utf8)) else {
            throw ConfigurationError("无法写入密钥文件 \(path)", "the key file \(path) can not be written")
        }
    }

    package static func load(_ path: String) throws -> Vault {
        guard let bytes = FileContents.read(path) else {
            throw ConfigurationError(
                "密钥文件 \(path) 不存在或无法读取；没有它，加密的内容无法打开",
                "the key file \(path) is missing or can not be read; without it nothing sealed opens"
            )
        }
        let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n")
        guard lines.first.map(String.init) == title else {
            throw ConfigurationError("\(path) 不是本程序的密钥文件", "\(path) is not a key file of this program")
        }
        guard let lookup = key("lookup", lines), let cursors = key("cursors", lines), let ring = try ring(lines) else {
            throw ConfigurationError(
                "密钥文件 \(path) 已损坏：须有 seal N、lookup 和 cursors 各行",
                "the key file \(path) is damaged: it needs lines seal N, lookup and cursors"
            )
        }
        return Vault(ring: ring, lookup: lookup, cursors: cursors)
    }

    /// Adds a new sealing key to the file: all of it is on the disk, or nothing changed.
    static func addSealingKey(_ path: String, to ring: KeyRing) throws {
        let newest = ring.newest.id
        guard newest < .max, let old = FileContents.read(path) else {
            throw ConfigurationError(
                "密钥文件 \(path) 无法读取，或不能再容纳新密钥",
                "the key file \(path) can not be read or holds no further key"
            )
        }
        let bytes = try Random.bytes(32)
        let entry = try KeyRing.Entry(id: newest + 1, bytes: bytes)
        var lines = String(decoding: old, as: UTF8.self).split(separator: "\n").map(String.init)
        let place = (lines.lastIndex { $0.hasPrefix("seal ") } ?? 0) + 1
        lines.insert("seal \(entry.id) \(Hex.encode(bytes))", at: place)
        let fresh = "\(path).new"
        FileContents.remove(fresh)
        guard FileContents.create(fresh, Array((lines.joined(separator: "\n") + "\n").utf8)),
            FileContents.rename(fresh, to: path), FileContents.sync(folder(of: path))
        else {
            throw ConfigurationError(
                "无法写入密钥文件 \(path)；未做任何更改",
                "the key file \(path) can not be written; nothing was changed"
            )
        }
        ring.add(entry)
    }

    private static func folder(of path: String) -> String {
        path.lastIndex(of: "/").map { String(path[...$0]) } ?? "."
    }

    private static func ring(_ lines: [Substring]) throws -> KeyRing? {
        var entries: [KeyRing.Entry] = []
        for line in lines where line.hasPrefix("seal ") {
            let parts = line.split(separator: " ")
            guard parts.count == 3, let id = UInt8(parts[1]), id > 0, let bytes = Hex.decode(String(parts[2])),
                bytes.count == 32, !entries.contains(where: { $0.id == id })
            else { return nil }
            entries.append(try KeyRing.Entry(id: id, bytes: bytes))
        }
        return entries.isEmpty ? nil : KeyRing(entries)
    }

    private static func key(_ name: String, _ lines: [Substring]) -> [UInt8]? {
        let found = lines.first { $0.hasPrefix("\(name) ") }
        let bytes = found.flatMap { Hex.decode(String($0.dropFirst(name.count + 1))) }
        return bytes?.count == 32 ? bytes : nil
    }
}
