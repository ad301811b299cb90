import Domain
import HTTPWire
import JSON
package import Routing

/// The description of the whole surface (接口文档), OpenAPI 3.1, made from the running table so that it can not drift.
package struct OpenAPI: Sendable {
    private let endpoints: [Endpoint]
    private let version: String

    package init(endpoints: [Endpoint], version: String) {
        self.endpoints = endpoints
        self.version = version
    }

    /// The document as it is without a database: what categories ask is not known then.
    package var bytes: [UInt8] { frame.bytes(AnswerSchemas.schema([])) }

    /// The document around the one schema that changes while the server runs.
    var frame: Frame {
        var out = ByteWriter(capacity: 512 * 1024)
        document.write(to: &out, indent: true)
        let all = String(decoding: out.array(), as: UTF8.self)
        let parts = all.split(separator: "\"\(Self.place)\"", maxSplits: 1)
        return Frame(head: Array(parts[0].utf8), tail: parts.count > 1 ? Array(parts[1].utf8) : [])
    }

    /// What stands before and behind that schema (文档框架).
    struct Frame: Sendable {
        let head: [UInt8]
        let tail: [UInt8]

        func bytes(_ answers: JSONTree) -> [UInt8] {
            var out = ByteWriter(capacity: head.count + tail.count + 4096)
            out.append(head)
            answers.write(to: &out)
            out.append(tail)
            return out.array()
        }
    }

    /// Stands where the schema is put in; no text of the document is the same.
    private static let place = "@answers@"

    var document: JSONTree {
        [
            "openapi": "3.1.0",
            "info": [
                "title": "Linli 邻里",
                "version": .string(version),
                "description": .string(
                    "社区治理服务接口。The case server of an urban community. 编号为整数，时间为 RFC 3339，金额为分，面积为 0.01 ㎡。"
                ),
            ],
            "servers": [["url": "/"]],
            "tags": .array(
                Area.allCases.map { ["name": .string($0.rawValue), "description": .string($0.title.chinese)] }
            ),
            "paths": .object(paths),
            "components": [
                "securitySchemes": [
                    "bearer": ["type": "http", "scheme": "bearer"],
                    "page": ["type": "apiKey", "in": "cookie", "name": .string(PageCookie.name)],
                ],
                "schemas": .object(
                    ResourceSchemas.all + OpenAPI.commonSchemas + [(AnswerSchemas.name, .string(Self.place))]
                ),
                "responses": .object(Self.problems),
                "parameters": .object(ListDocumentation.shared),
            ],
        ]
    }

    private var paths: [(String, JSONTree)] {
        var order: [String] = []
        var operations: [String: [(String, JSONTree)]] = [:]
        for endpoint in endpoints {
            if operations[endpoint.pattern] == nil { order.append(endpoint.pattern) }
            operations[endpoint.pattern, default: []].append(
                (endpoint.method.name.lowercased(), Operation(endpoint).document)
            )
        }
        return order.map { ($0, .object(operations[$0] ?? [])) }
    }

    /// The refusals that operations share.
    static let problems: [(String, JSONTree)] = [
        ("400", "路径、查询或请求头有误，或 JSON 无法解析"), ("401", "未登录或令牌无效"), ("403", "角色没有此权限"),
        ("404", "不存在或不在数据范围内"), ("406", "没有可用的格式"), ("409", "与当前状态冲突"), ("412", "版本已变化"), ("413", "内容过大"),
        ("415", "请求体类型不支持"), ("422", "字段取值有误"), ("428", "需要 If-Match"),
        ("429", "请求过于频繁；Retry-After 为秒数，RateLimit 与 RateLimit-Policy 说明限额"), ("503", "暂时不可用"),
    ].map { code, description in
        (
            "problem\(code)",
            [
                "description": .string(description),
                "content": ["application/problem+json": ["schema": ["$ref": "#/components/schemas/Problem"]]],
            ]
        )
    }

    static let commonSchemas: [(String, JSONTree)] = [
        (
            "Problem",
            [
                "type": "object",
                "required": ["type", "title", "status", "detail", "code"],
                "properties": [
                    "type": ["type": "string"], "title": ["type": "string"], "status": ["type": "integer"],
                    "detail": ["type": "string"],
                    "code": ["type": "string", "description": "稳定的错误代码 a stable code in snake_case"],
                    "request_id": ["type": "string"],
                    "errors": [
                        "type": "array",
                        "items": [
                            "type": "object", "required": ["code", "detail"],
                            "properties": [
                                "pointer": ["type": "string"], "parameter": ["type": "string"],
                                "header": ["type": "string"], "code": ["type": "string"], "detail": ["type": "string"],
                            ],
                        ],
                    ],
                ],
            ]
        )
    ]
}
