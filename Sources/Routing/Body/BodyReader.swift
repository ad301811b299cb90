package import Domain
import HTTPWire
import JSON

/// Reads a JSON object member by member (请求体) and keeps every fault, so that all are reported at once.
package struct BodyReader {
    /// The object that is read; nothing where a body that may be absent is.
    private let object: JSONValue?
    /// Where the object stands in the body, as a JSON Pointer.
    let place: String
    private var known: Set<String> = []
    private var faults: [FieldError] = []
    /// Members that are there to be read only.
    private var readOnly: Set<String> = []
    let time: CommunityTime

    /// Throws 415 for another media type and 400 for what is no JSON object; a body that may be absent reads as `{}`.
    package init(_ call: Call, isOptional: Bool = false) throws {
        time = call.time
        place = "#"
        let bytes = call.request.withBody { span in span.withUnsafeBytes { Array($0) } }
        if bytes.isEmpty, isOptional {
            object = nil
            return
        }
        try Self.checkType(call)
        object = try Self.object(bytes)
    }

    /// Reads what a form carries in its field `json`; a form without it reads as `{}`.
    package init(form: [(name: String, value: String)], in time: CommunityTime) throws {
        self.time = time
        place = "#"
        let fields = form.filter { !$0.value.isEmpty }
        object = try fields.first { $0.name == Self.formField }.map { try Self.object(Array($0.value.utf8)) }
        if fields.count(where: { $0.name == Self.formField }) > 1 {
            refuse(Self.formField, "repeated", "只能出现一次", "May stand only once")
        }
        for field in fields where field.name != Self.formField {
            refuse(field.name, "unknown_member", "没有此字段，请写在 json 中", "There is no such field; it belongs into json")
        }
    }

    package static let formField = "json"

    private static func object(_ bytes: [UInt8]) throws -> JSONValue {
        do {
            let document = try JSONDocument(parsing: bytes)
            guard document.root.kind == .object else {
                throw DomainError(.badRequest, "not_an_object", "请求体应为 JSON 对象", "The body is to be a JSON object")
            }
            return document.root
        } catch let error as JSONSyntaxError {
            throw DomainError(
                .badRequest,
                "malformed_json",
                "请求体不是有效的 JSON：\(error.chinese)",
                "The body is not valid JSON: \(error.english)",
                fields: [FieldError(.pointer("#"), error.code, error.chinese, error.english)]
            )
        }
    }

    init(_ object: JSONValue, at place: String, in time: CommunityTime) {
        self.object = object
        self.place = place
        self.time = time
    }

    private static func checkType(_ call: Call) throws {
        guard call.request.values(named: "content-encoding").allSatisfy({ $0.lowercased() == "identity" }) else {
            throw DomainError(
                .unsupported,
                "unsupported_content_encoding",
                "请求体不能压缩",
                "The body must not be compressed"
            )
        }
        guard let type = call.request.value(of: .contentType)?.lowercased() else { return }
        let name = String(type.prefix { $0 != ";" }).trimmed
        let offered =
            call.request.method == .patch ? ["application/merge-patch+json", "application/json"] : ["application/json"]
        guard offered.contains(String(name)) else {
            throw DomainError(
                .unsupported,
                "unsupported_media_type",
                "请求体应为 \(offered.joined(separator: " 或 "))",
                "The body is to be \(offered.joined(separator: " or "))",
                details: [("accepts", .texts(offered))]
            )
        }
    }

    /// The value of a member, if it is there and fits; `null` counts as absent.
    package mutating func value(_ field: BodyField) -> FieldValue? {
        value(Field(field.name, field.title.chinese, field.title.english, field.type), isRequired: field.isRequired)
    }

    /// Whether a member is there and says `null`: in a patch that takes a value back.
    package func isNull(_ field: BodyField) -> Bool { object?[field.name]?.isNull ?? false }

    /// Which element of a list it is that is read; nothing where it is no element.
    package var index: Int? { place.split(separator: "/").last.flatMap { Int($0) } }

    /// Whether a member is there and says something, whatever it is.
    package func has(_ name: String) -> Bool { object?[name].map { !$0.isNull } ?? false }

    package mutating func integer(_ field: BodyField) -> Int64? {
        guard case .integer(let number)? = value(field) else { return nil }
        return number
    }

    /// A text exactly as it was sent: of a password every space counts.
    package mutating func secret(_ field: BodyField) -> String? {
        known.insert(field.name)
        guard let member = object?[field.name], !member.isNull else {
            if field.isRequired { refuse(field.name, "required", "必填", "Required") }
            return nil
        }
        guard let text = member.string, text.utf8.count <= 1024 else {
            refuse(field.name, "wrong_type", "应为不超过 1024 字节的字符串", "Is to be a string of at most 1024 bytes")
            return nil
        }
        return text
    }

    package mutating func text(_ field: BodyField) -> String? {
        guard case .text(let text)? = value(field) else { return nil }
        return text
    }

    private mutating func value(_ field: Field, isRequired: Bool) -> FieldValue? {
        known.insert(field.name)
        guard let member = object?[field.name], !member.isNull else {
            if isRequired { refuse(field.name, "required", "必填", "Required") }
            return nil
        }
        switch FieldParser.parse(member, as: field, in: time) {
        case .success(let value):
            return value
        case .failure(let fault):
            faults.append(fault.at(FieldError.Location.pointer("\(place)/\(field.name)")))
            return nil
        }
    }

    /// Ends the reading: a member that nobody asked for is a typing error, and is reported with the rest.
    package mutating func finish() throws {
        findUnknown()
        guard faults.isEmpty else { throw DomainError.invalid(faults) }
    }

    /// Ends the reading as well, and hands over what is wrong, so that what else is can stand beside it.
    package mutating func finishNoting() -> [FieldError] {
        findUnknown()
        return faults
    }

    private mutating func findUnknown() {
        if let object {
            let names = known.sorted().joined(separator: ", ")
            for member in object.members where !known.contains(member.key) {
                faults.append(
                    readOnly.contains(member.key)
                        ? fault(member.key, "read_only", "由系统维护，不能直接填写", "Is kept by the system and can not be written")
                        : fault(
                            Self.escaped(member.key),
                            "unknown_member",
                            "没有此字段；可用：\(names.isEmpty ? "无" : names)",
                            "There is no such member; there are: \(names.isEmpty ? "none" : names)"
                        )
                )
            }
        }
    }

    /// A fault of a member of this object.
    private func fault(_ name: String, _ code: String, _ chinese: String, _ english: String) -> FieldError {
        FieldError(.pointer("\(place)/\(name)"), code, chinese, english)
    }

    mutating func note(_ fault: FieldError) { faults.append(fault) }

    /// Takes over what is wrong with an object within this one.
    mutating func absorb(_ inner: inout BodyReader) {
        inner.findUnknown()
        faults += inner.faults
    }

    /// What is wrong with this object, if anything is.
    var error: DomainError? {
        mutating get {
            findUnknown()
            return faults.isEmpty ? nil : .invalid(faults)
        }
    }

    /// A member that is there, whatever it is.
    mutating func member(_ field: BodyField) -> JSONValue? {
        known.insert(field.name)
        guard let member = object?[field.name], !member.isNull else {
            if field.isRequired { refuse(field.name, "required", "必填", "Required") }
            return nil
        }
        return member
    }

    /// Notes a fault of a member that the form alone does not show.
    package mutating func refuse(_ name: String, _ code: String, _ chinese: String, _ english: String) {
        faults.append(fault(name, code, chinese, english))
    }

    /// A member name in a JSON Pointer (RFC 6901 section 3).
    static func escaped(_ name: String) -> String {
        name.map { $0 == "~" ? "~0" : $0 == "/" ? "~1" : String($0) }.joined()
    }

    package enum Mode: Sendable {
        case create
        case patch
    }

    /// The writable fields of a resource as a draft.
    ///
    /// Where the community is left out it is the caller's own.
    package mutating func draft(_ resource: Resource, _ mode: Mode, scope: DataScope) -> Draft {
        var draft = Draft(resource.name)
        for (position, field) in resource.fields.enumerated() {
            guard let presence = field.writing.presence else {
                readOnly.insert(field.name)
                continue
            }
            switch (mode, field.writing) {
            case (.patch, .onCreate):
                if object?[field.name] != nil {
                    known.insert(field.name)
                    refuse(field.name, "fixed", "创建后不能修改", "Can not be changed once it is made")
                }
            case (.patch, _):
                guard let member = object?[field.name] else {
                    known.insert(field.name)
                    continue
                }
                if member.isNull {
                    known.insert(field.name)
                    if field.isOptional {
                        draft[position] = .null
                    } else {
                        refuse(field.name, "required", "不能为空", "Can not be empty")
                    }
                } else if let value = value(field, isRequired: false) {
                    draft[position] = value
                }
            case (.create, _):
                let own = scope.defaultValue(ofField: field.name)
                if let value = value(field, isRequired: presence == .required && own == nil) {
                    draft[position] = value
                } else if let own {
                    draft[position] = .integer(own)
                } else if case .defaults(let value) = presence {
                    // One that can not be read is refused in the end; till then the rest is held against what is usual.
                    draft[position] = value
                }
            }
        }
        return draft
    }
}
