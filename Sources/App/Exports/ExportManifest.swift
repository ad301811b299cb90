import Domain
import Formats
import JSON
import Storage

/// What an export holds (导出清单): its files with their rows and digests, and what each column says.
struct ExportManifest {
    let exportedAt: Instant
    let time: CommunityTime
    let isDemo: Bool
    /// Why personal values are whole; nothing where they are masked.
    let reason: String?
    private(set) var files: [JSONTree] = []
    private(set) var rowCount = 0

    init(exportedAt: Instant, time: CommunityTime, isDemo: Bool, reason: String?) {
        self.exportedAt = exportedAt
        self.time = time
        self.isDemo = isDemo
        self.reason = reason
    }

    mutating func add(_ resource: Resource, file: String, rows: Int, bytes: Int, sha256: String) {
        rowCount += rows
        files.append([
            "file": .string(file), "resource": .string(resource.name.path), "title": Self.tree(resource.title),
            "rows": .integer(Int64(rows)), "bytes": .integer(Int64(bytes)), "sha256": .string(sha256),
            "columns": .array(Snapshot.columns(of: resource.name).map(Self.column)),
        ])
    }

    var bytes: [UInt8] {
        let tree: JSONTree = [
            "program": "linli", "version": .string(LinliServer.version),
            "exported_at": .string(time.rfc3339(exportedAt)), "demo": .bool(isDemo), "masked": .bool(reason == nil),
            "reason": reason.map(JSONTree.string) ?? nil, "files": .array(files),
        ]
        var out = ByteWriter()
        tree.write(to: &out, indent: true)
        out.append(UInt8(ascii: "\n"))
        return out.array()
    }

    private static func tree(_ title: Title) -> JSONTree {
        ["zh": .string(title.chinese), "en": .string(title.english)]
    }

    private static func column(_ column: Column) -> JSONTree {
        let basis: [(String, JSONTree)] = [
            ("key", .string(column.key)), ("title", tree(column.title)), ("type", .string(column.type.word)),
        ]
        guard case .enumeration(let enumeration) = column.type else { return .object(basis) }
        let values = enumeration.values.map { value -> JSONTree in
            ["code": .string(value.code), "title": tree(value.title)]
        }
        return .object(basis + [("values", .array(values))])
    }
}

extension FieldType {
    /// What the data dictionary calls it.
    fileprivate var word: String {
        switch self {
        case .identifier: "id"
        case .integer: "integer"
        case .text: "text"
        case .instant: "instant"
        case .date, .maskedDate: "date"
        case .timeOfDay: "time"
        case .timeLimit: "time limit"
        case .boolean: "boolean"
        case .enumeration: "enumeration"
        case .enumerations: "codes of an enumeration"
        case .reference(let target): "id of \(target.path)"
        case .contact: "phone number"
        case .sealed(.phone): "mobile number"
        case .sealed(.identityNumber): "ID number"
        case .sealed(.whole): "sealed text"
        }
    }
}
