import Crypto
import Domain
import SQLite

/// Where a page ended, as clients carry it (游标): opaque, signed, and good for the same question only.
struct CursorCodec {
    let vault: Vault

    /// What the cursor is tied to: another filter or order makes another print.
    static func print(of query: ListQuery, resource: Resource) -> ArraySlice<UInt8> {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(128)
        bytes.append(contentsOf: resource.name.path.utf8)
        for filter in query.filters {
            bytes.append(UInt8(ascii: "|"))
            bytes.append(contentsOf: resource.fields[filter.field].name.utf8)
            bytes.append(UInt8(ascii: "."))
            bytes.append(contentsOf: filter.comparison.rawValue.utf8)
            bytes.append(UInt8(ascii: "="))
            for value in filter.values { append(value, to: &bytes) }
        }
        if let search = query.search {
            bytes.append(contentsOf: "|q=\(search.text.utf8.count):\(search.text)".utf8)
        }
        for key in query.sort {
            bytes.append(UInt8(ascii: "|"))
            if key.isDescending { bytes.append(UInt8(ascii: "-")) }
            bytes.append(contentsOf: key.field.utf8)
        }
        return SHA256.digest(bytes).prefix(printLength)
    }

    private static func append(_ value: FieldValue, to bytes: inout [UInt8]) {
        switch value {
        case .null: bytes.append(contentsOf: "null".utf8)
        case .integer(let number): bytes.append(contentsOf: String(number).utf8)
        case .text(let string): bytes.append(contentsOf: "\(string.utf8.count):\(string)".utf8)
        }
        bytes.append(UInt8(ascii: ","))
    }

    func encode(_ values: [Value], print: ArraySlice<UInt8>) -> String {
        var body = Array(print)
        body.reserveCapacity(64)
        for value in values {
            body.append(Self.separator)
            switch value {
            case .integer(let number):
                body.append(UInt8(ascii: "i"))
                body.append(contentsOf: String(number).utf8)
            case .text(let text):
                body.append(UInt8(ascii: "t"))
                body.append(contentsOf: text.utf8)
            default: body.append(UInt8(ascii: "n"))
            }
        }
        return Base64URL.encode(vault.signature(of: body) + body)
    }

    /// The values of a cursor.
    ///
    /// Throws 400 for one that is damaged, forged or from another question.
    func decode(_ cursor: String, print: ArraySlice<UInt8>, count: Int) throws -> [Value] {
        guard let bytes = Base64URL.decode(cursor), bytes.count > Vault.signatureLength + Self.printLength else {
            throw Self.damaged
        }
        let body = Array(bytes[Vault.signatureLength...])
        guard constantTimeEqual(vault.signature(of: body), Array(bytes[..<Vault.signatureLength])) else {
            throw Self.damaged
        }
        let parts = String(decoding: body[Self.printLength...], as: UTF8.self).split(
            separator: Character(Unicode.Scalar(Self.separator)),
            omittingEmptySubsequences: false
        )
        // The first separator follows the print, so that the first part is empty.
        guard body[..<Self.printLength] == print, parts.count == count + 1 else {
            throw DomainError.badParameters([
                .parameter(
                    "cursor",
                    "other_query",
                    "游标属于另一个查询，请保持筛选和排序不变",
                    "The cursor belongs to another query; keep the filters and the sort"
                )
            ])
        }
        return try parts.dropFirst().map { part in
            switch part.first {
            case "i":
                guard let number = Int64(part.dropFirst()) else { throw Self.damaged }
                return .integer(number)
            case "t": return .text(String(part.dropFirst()))
            default: return .null
            }
        }
    }

    private static let separator: UInt8 = 0x1F
    /// Bytes of the print: no two questions of one client meet in 64 bits.
    private static let printLength = 8

    private static let damaged = DomainError.badParameters([
        .parameter("cursor", "bad_cursor", "游标无效", "The cursor is not valid")
    ])
}
