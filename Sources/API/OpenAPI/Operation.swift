import Domain
import HTTPWire
import JSON
import Routing

/// One endpoint as an OpenAPI operation (接口说明).
struct Operation {
    private let endpoint: Endpoint
    private var documentation: Documentation { endpoint.documentation }

    init(_ endpoint: Endpoint) { self.endpoint = endpoint }

    var document: JSONTree {
        var members: [(String, JSONTree)] = [
            ("operationId", .string(documentation.operation)),
            ("summary", .string("\(documentation.title.chinese) · \(documentation.title.english)")),
            ("tags", [.string(documentation.area.rawValue)]),
            ("security", security),
        ]
        if case .holders(of: let permission) = endpoint.access {
            members.append(("x-permission", .string(permission.code)))
        }
        if let rate = endpoint.rate { members.append(("x-rate-limit", .string(rate.code))) }
        let parameters = parameters
        if !parameters.isEmpty { members.append(("parameters", .array(parameters))) }
        if let body { members.append(("requestBody", body)) }
        members.append(("responses", .object(responses)))
        return .object(members)
    }

    private var security: JSONTree {
        if endpoint.access == .everyone { return [.object([]), ["bearer": []]] }
        return endpoint.isPage ? [["bearer": []], ["page": []]] : [["bearer": []]]
    }

    private var parameters: [JSONTree] {
        var parameters: [JSONTree] =
            endpoint.pattern.contains("{id}")
            ? [ListDocumentation.reference("id")] : []
        switch documentation.result {
        case .page(let name): parameters += ListDocumentation(Resource[name]).parameters
        case .one(let name), .created(let name): parameters += ListDocumentation(Resource[name]).viewParameters
        case .report: parameters += ListDocumentation.formatParameters
        case .nothing, .document, .file, .html: break
        }
        parameters += documentation.query.map { parameter in
            [
                "name": .string(parameter.name), "in": "query", "required": .bool(parameter.isRequired),
                "description": .string(parameter.title.chinese), "schema": Schema.of(parameter.type),
            ]
        }
        if documentation.needsPrecondition {
            parameters.append(ListDocumentation.reference("If-Match"))
        }
        if endpoint.method == .post || endpoint.method == .patch {
            parameters.append(ListDocumentation.reference("Idempotency-Key"))
        }
        return parameters
    }

    private var body: JSONTree? {
        guard !documentation.files.isEmpty, case .object(let members)? = plainBody,
            case .object(let types)? = members.first(where: { $0.0 == "content" })?.1
        else { return plainBody }
        return ["required": true, "content": .object(types + [("multipart/form-data", jsonForm)])]
    }

    /// A form: what the body would be without files as JSON, and the files by name.
    private var jsonForm: JSONTree {
        let json: (String, JSONTree) = (
            BodyReader.formField, ["type": "string", "contentMediaType": "application/json"]
        )
        let files = documentation.files.map { name -> (String, JSONTree) in
            (name, ["type": "array", "items": ["type": "string", "format": "binary"]])
        }
        return ["schema": ["type": "object", "properties": .object([json] + files)]]
    }

    private var plainBody: JSONTree? {
        switch documentation.body {
        case .none: nil
        case .create(let name):
            content(["$ref": .string("#/components/schemas/\(name.schemaName)Create")], required: true)
        case .createWith(let name, let fields):
            content(
                ResourceSchemas.creation(Resource[name], with: fields.map { ($0.name, Self.member($0)) }),
                required: true
            )
        case .patch(let name):
            [
                "required": true,
                "content": [
                    "application/merge-patch+json": [
                        "schema": ["$ref": .string("#/components/schemas/\(name.schemaName)Patch")]
                    ],
                    "application/json": ["schema": ["$ref": .string("#/components/schemas/\(name.schemaName)Patch")]],
                ],
            ]
        case .fields(let fields):
            content(Self.object(fields), required: fields.contains(where: \.isRequired))
        case .file:
            ["required": true, "content": .object(Self.files + [("multipart/form-data", Self.form([]))])]
        case .fieldsOrForm(let fields):
            [
                "required": true,
                "content": [
                    "application/json": ["schema": Self.object(fields)],
                    "multipart/form-data": Self.form(fields),
                ],
            ]
        }
    }

    private static let files: [(String, JSONTree)] = MediaType.allCases.map {
        ($0.rawValue, ["schema": ["type": "string", "format": "binary"]])
    }

    /// A form: the files, and the fields that are no lists of what is in it.
    private static func form(_ fields: [BodyField]) -> JSONTree {
        let texts = fields.filter { if case .value = $0.shape { true } else { false } }
        let file: (String, JSONTree) = ("file", ["type": "string", "format": "binary"])
        let members = texts.map { ($0.name, Schema.of($0.type, title: $0.title)) }
        return ["schema": ["type": "object", "required": ["file"], "properties": .object([file] + members)]]
    }

    private static func object(_ fields: [BodyField]) -> JSONTree {
        [
            "type": "object", "additionalProperties": false,
            "required": .array(fields.filter(\.isRequired).map { .string($0.name) }),
            "properties": .object(fields.map { ($0.name, member($0)) }),
        ]
    }

    private static func member(_ field: BodyField) -> JSONTree {
        switch field.shape {
        case .value: Schema.of(field.type, title: field.title)
        case .values(let most):
            [
                "type": "array", "title": .string(field.title.chinese), "maxItems": .integer(Int64(most)),
                "items": Schema.of(field.type),
            ]
        case .object(let fields): object(fields)
        case .members(schema: let name?): ["$ref": .string("#/components/schemas/\(name)")]
        case .members(schema: nil):
            [
                "type": "object", "title": .string(field.title.chinese), "description": .string(field.title.english),
                "additionalProperties": ["type": ["string", "integer", "boolean"]],
            ]
        case .objects(let fields, let most):
            [
                "type": "array", "title": .string(field.title.chinese), "maxItems": .integer(Int64(most)),
                "items": object(fields),
            ]
        }
    }

    private func content(_ schema: JSONTree, required: Bool) -> JSONTree {
        ["required": .bool(required), "content": ["application/json": ["schema": schema]]]
    }

    private var responses: [(String, JSONTree)] {
        var responses: [(String, JSONTree)] = []
        switch documentation.result {
        case .one(let name):
            responses.append(("200", Self.answer("对象", whole(name))))
        case .created(let name):
            responses.append(("201", Self.answer("已创建", whole(name))))
        case .page(let name):
            responses.append(
                ("200", Self.answer("一页", ["$ref": .string("#/components/schemas/\(name.schemaName)Page")]))
            )
        case .nothing:
            responses.append(("204", ["description": "完成，无内容"]))
        case .report:
            responses.append(("200", Self.answer("报表", ["type": "object"])))
        case .file:
            responses.append(("200", ["description": "文件", "content": .object(Self.files)]))
        case .html:
            responses.append(
                ("200", ["description": "页面", "content": ["text/html": ["schema": ["type": "string"]]]])
            )
        case .document(let name):
            responses.append(
                (
                    documentation.tellsOfCreation ? "201" : "200",
                    [
                        "description": .string(name),
                        "content": ["application/json": ["schema": ["type": "object"]]],
                    ]
                )
            )
        }
        var refusals = ["400", "406", "503"]
        if endpoint.access != .everyone { refusals += ["401", "403"] }
        if endpoint.pattern.contains("{id}") { refusals.append("404") }
        if endpoint.method != .get { refusals += ["409", "413", "415", "422"] }
        if endpoint.method == .patch || endpoint.method == .delete { refusals.append("412") }
        if documentation.needsPrecondition { refusals.append("428") }
        if endpoint.rate != nil { refusals.append("429") }
        for code in refusals.sorted() {
            responses.append((code, ["$ref": .string("#/components/responses/problem\(code)")]))
        }
        return responses
    }

    /// A resource with what stands beside it.
    private func whole(_ name: ResourceName) -> JSONTree {
        let resource: JSONTree = ["$ref": .string("#/components/schemas/\(name.schemaName)")]
        guard !documentation.beside.isEmpty else { return resource }
        let beside = documentation.beside.map { ($0.name, Self.member($0)) }
        return ["allOf": [resource, ["type": "object", "properties": .object(beside)]]]
    }

    private static func answer(_ description: String, _ schema: JSONTree) -> JSONTree {
        [
            "description": .string(description),
            "content": [
                "application/json": ["schema": schema],
                "application/x-ndjson": ["schema": ["type": "string"]],
                "text/csv": ["schema": ["type": "string"]],
                "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": [
                    "schema": ["type": "string", "format": "binary"]
                ],
                "text/plain": ["schema": ["type": "string"]],
            ],
        ]
    }
}
