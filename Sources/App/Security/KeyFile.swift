import Crypto
package import Storage

/// The file in which the keys lie apart from the database (密钥文件): one line a key, readable by its owner alone.
///
/// ```
/// linli-keys 1
/// seal 1 <64 hex digits>
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
            throw ConfigurationError("the key file \(path) can not be written")
        }
    }

    package static func load(_ path: String) throws -> Vault {
        guard let bytes = FileContents.read(path) else {
            throw ConfigurationError(
                "the key file \(path) is missing or can not be read; without it nothing sealed opens"
            )
        }
        let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n")
        guard lines.first.map(String.init) == title else {
            throw ConfigurationError("\(path) is not a key file of this program")
        }
        guard let sealing = key("seal 1", lines), let lookup = key("lookup", lines), let cursors = key("cursors", lines)
        else {
            throw ConfigurationError("the key file \(path) is damaged: it needs the lines seal 1, lookup and cursors")
        }
        return Vault(sealing: try SealingKey(bytes: sealing), sealingID: 1, lookup: lookup, cursors: cursors)
    }

    private static func key(_ name: String, _ lines: [Substring]) -> [UInt8]? {
        let found = lines.first { $0.hasPrefix("\(name) ") }
        let bytes = found.flatMap { Hex.decode(String($0.dropFirst(name.count + 1))) }
        return bytes?.count == 32 ? bytes : nil
    }
}
