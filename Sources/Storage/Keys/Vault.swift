import Crypto
import Domain

/// The keys by which personal fields are sealed, found and signed for (密钥库).
///
/// They lie apart from the database.
package struct Vault: Sendable {
    package let ring: KeyRing
    private let lookup: [UInt8]
    private let audits: HMACSHA256.Key
    private let cursors: HMACSHA256.Key

    /// Sixteen bytes say enough for a cursor and keep it short.
    static let signatureLength = 16

    package init(ring: KeyRing, lookup: [UInt8], cursors: [UInt8]) {
        self.ring = ring
        self.lookup = lookup
        // A key of its own, so that a digest of a row tells nothing of the values by which rows are found.
        audits = HMACSHA256.Key(HMACSHA256.code(key: lookup, message: Array("linli audit digest".utf8)))
        self.cursors = HMACSHA256.Key(cursors)
    }

    /// Seals a personal value to its place: moved to another row or column it does not open.
    func seal(_ plain: String, table: String, column: String, row: Int64) throws -> [UInt8] {
        // The number of the key stands before each sealed value.
        let newest = ring.newest
        return try [newest.id] + newest.key.seal(Array(plain.utf8), context: Self.context(table, column, row))
    }

    func open(_ sealed: [UInt8], table: String, column: String, row: Int64) throws -> String {
        guard let id = sealed.first, let key = ring.key(id) else { throw Self.unreadable(table, column, row) }
        do {
            let plain = try key.open(Array(sealed.dropFirst()), context: Self.context(table, column, row))
            return String(decoding: plain, as: UTF8.self)
        } catch {
            throw Self.unreadable(table, column, row)
        }
    }

    /// What tells these keys from others without telling anything of them.
    package var print: [UInt8] {
        HMACSHA256.code(key: lookup, message: Array("linli vault print".utf8) + signature(of: []))
    }

    /// The keyed hash by which a sealed value is found.
    func lookupHash(_ plain: String) -> [UInt8] { HMACSHA256.code(key: lookup, message: Array(plain.utf8)) }

    /// A keyed print of what a request brought: a plain one would let whoever has the file try passwords by it.
    func requestPrint(of content: [UInt8]) -> [UInt8] {
        HMACSHA256.code(key: lookup, message: Array("linli request print".utf8) + content)
    }

    /// A keyed digest of a row for the audit chain.
    func auditDigest(of row: [UInt8]) -> [UInt8] { audits.code(row) }

    func signature(of bytes: [UInt8]) -> [UInt8] {
        Array(cursors.code(bytes).prefix(Self.signatureLength))
    }

    private static func context(_ table: String, _ column: String, _ row: Int64) -> [UInt8] {
        Array("\(table).\(column).\(row)".utf8)
    }

    /// Names the place, by which the operator finds it: whoever opens the keys knows of the columns anyway.
    private static func unreadable(_ table: String, _ column: String, _ row: Int64) -> DomainError {
        DomainError(
            .internalError,
            "sealed_value_unreadable",
            "加密字段 \(table).\(column)（编号 \(row)）无法解密：密钥文件不是写入时所用，或该值被移自别处、已损坏",
            "The sealed value \(table).\(column) of row \(row) can not be opened: the key file is not the one that it was written with, or the value was moved there or damaged"
        )
    }
}
