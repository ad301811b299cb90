package import Crypto
import Synchronization

/// The keys that personal fields are sealed with, by their numbers (密钥环): the newest seals, each opens what it sealed.
///
/// It is shared by all who read and write, so that a key that is added while the server runs is known to them at once.
package final class KeyRing: Sendable {
    /// A key and what tells it from others without telling anything of it.
    package struct Entry: Sendable {
        package let id: UInt8
        package let key: SealingKey
        package let print: [UInt8]

        package init(id: UInt8, bytes: [UInt8]) throws {
            self.id = id
            key = try SealingKey(bytes: bytes)
            print = HMACSHA256.code(key: bytes, message: Array("linli sealing print".utf8))
        }
    }

    private let entries: Mutex<[Entry]>

    /// Takes the keys in any order; at least one.
    package init(_ entries: [Entry]) {
        precondition(!entries.isEmpty, "a vault has a key")
        self.entries = Mutex(entries.sorted { $0.id < $1.id })
    }

    /// All keys, the newest last.
    package var all: [Entry] { entries.withLock { $0 } }

    /// The key that seals.
    package var newest: Entry { entries.withLock { $0[$0.count - 1] } }

    package func add(_ entry: Entry) {
        entries.withLock { $0.append(entry) }
    }

    func key(_ id: UInt8) -> SealingKey? { entries.withLock { $0.first { $0.id == id }?.key } }
}
