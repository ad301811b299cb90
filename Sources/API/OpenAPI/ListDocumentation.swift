import Domain
import JSON

/// The parameters of a list (列表参数说明): its filters, its order, its page and its form.
struct ListDocumentation {
    private let resource: Resource

    init(_ resource: Resource) { self.resource = resource }

    var parameters: [JSONTree] { search + filters + page + viewParameters }

    private var search: [JSONTree] {
        guard !resource.searched.isEmpty else { return [] }
        let names = resource.searched.joined(separator: ", ")
        return [
            Self.query(
                "q",
                """
                全文检索，一个字也可；空格隔开的词须都出现；多于 \(ListQuery.rankedMatches) 条时新的在前，否则标题含全部词的在前 \
                full text in \(names): all words must be there; the newest first, of few those with the words in their title
                """,
                ["type": "string", "minLength": 1, "maxLength": .integer(Int64(SearchQuestion.longest))]
            )
        ]
    }

    var viewParameters: [JSONTree] {
        let references = resource.fields.filter { if case .reference = $0.type { true } else { false } }.map(\.name)
        return Self.formatParameters + [
            Self.reference("fields"),
            Self.query(
                "expand",
                "附带名称的引用 references to be named: \(references.joined(separator: ", "))",
                ["type": "string"]
            ),
        ]
    }

    static let formatParameters = ["format", "header", "bom", "raw"].map(reference)

    /// The parameters that many operations share, written once.
    static let shared: [(String, JSONTree)] = [
        ("id", ["name": "id", "in": "path", "required": true, "schema": ["type": "integer", "minimum": 1]]),
        (
            "If-Match",
            [
                "name": "If-Match", "in": "header", "required": true, "description": "看到的版本 the version that was seen",
                "schema": ["type": "string"],
            ]
        ),
        (
            "Idempotency-Key",
            [
                "name": "Idempotency-Key", "in": "header", "required": false,
                "description": "重复提交时得到同一答复，保留 24 小时 a repeat gets the same answer for 24 hours",
                "schema": [
                    "type": "string", "minLength": .integer(Int64(IdempotentRequest.keyLengths.lowerBound)),
                    "maxLength": .integer(Int64(IdempotentRequest.keyLengths.upperBound)),
                ],
            ]
        ),
        (
            "Prefer",
            [
                "name": "Prefer", "in": "header", "required": false, "description": "count=exact 时返回 total",
                "schema": ["type": "string"],
            ]
        ),
        ("fields", query("fields", "只要这些字段，逗号分隔 only these fields", ["type": "string"])),
        (
            "format",
            query(
                "format",
                "输出格式，优先于 Accept",
                [
                    "type": "string", "enum": .array(Format.allCases.map { .string($0.rawValue) }),
                ]
            )
        ),
        ("header", query("header", "CSV 表头用标题或字段名", ["type": "string", "enum": ["titles", "keys"]])),
        ("bom", query("bom", "CSV 是否带 BOM", ["type": "string", "enum": ["1", "0"]])),
        ("raw", query("raw", "CSV 不做公式防护", ["type": "string", "enum": ["0", "1"]])),
        (
            "limit",
            query(
                "limit",
                "每页行数；CSV 和 NDJSON 不填则为全部",
                [
                    "type": "integer", "minimum": .integer(Int64(ListQuery.limits.lowerBound)),
                    "maximum": .integer(Int64(ListQuery.limits.upperBound)),
                    "default": .integer(Int64(ListQuery.defaultLimit)),
                ]
            )
        ),
        ("cursor", query("cursor", "上一页给出的游标", ["type": "string"])),
    ]

    static func reference(_ name: String) -> JSONTree { ["$ref": .string("#/components/parameters/\(name)")] }

    private var filters: [JSONTree] {
        resource.fields.filter { $0.filtering != .none }.flatMap { field in
            field.filtering.comparisons.map { comparison in
                let name = comparison == .equal ? field.name : "\(field.name).\(comparison.rawValue)"
                let note = field.filtering == .sealedEquality ? "；一次一个，须有查看原值的权限，留下记录 one value, recorded" : ""
                return Self.query(name, field.title.chinese + note, ["type": "string"])
            }
        }
    }

    private var page: [JSONTree] {
        let sorts = resource.fields.filter(\.isSortable).map(\.name).joined(separator: ", ")
        return [
            Self.reference("limit"), Self.reference("cursor"), Self.reference("Prefer"),
            Self.query("sort", "排序，前缀 - 为降序 descending: \(sorts)", ["type": "string"]),
        ]
    }

    private static func query(_ name: String, _ description: String, _ schema: JSONTree) -> JSONTree {
        [
            "name": .string(name), "in": "query", "required": false, "description": .string(description),
            "schema": schema,
        ]
    }
}
