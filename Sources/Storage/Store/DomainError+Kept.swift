import Domain
import JSON

/// A refusal as it is kept for a repeat of its request (留存的拒绝): in both languages, for the repeat may ask for the other.
extension DomainError {
    /// Whether a repeat shall be told the same: what was decided about the request, not what was in its way.
    var isWorthKeeping: Bool {
        switch kind {
        case .invalid, .conflict, .notFound, .precondition: true
        default: false
        }
    }

    var kept: [UInt8] {
        var out = ByteWriter(capacity: 512)
        out.openObject()
        out.member("kind", kind.rawValue)
        out.member("code", code)
        out.member("chinese", message.chinese)
        out.member("english", message.english)
        out.key("fields")
        out.openArray()
        for field in fields {
            out.openObject()
            switch field.location {
            case .pointer(let pointer): out.member("pointer", pointer)
            case .parameter(let name): out.member("parameter", name)
            case .header(let name): out.member("header", name)
            }
            out.member("code", field.code)
            out.member("chinese", field.detail.chinese)
            out.member("english", field.detail.english)
            out.closeObject()
        }
        out.closeArray()
        out.key("details")
        out.openArray()
        for detail in details {
            out.openObject()
            out.member("name", detail.name)
            switch detail.value {
            case .integer(let number): out.member("integer", number)
            case .text(let text): out.member("text", text)
            case .texts(let texts):
                out.key("texts")
                out.openArray()
                for text in texts { out.value(text) }
                out.closeArray()
            }
            out.closeObject()
        }
        out.closeArray()
        out.closeObject()
        return out.array()
    }

    init(kept bytes: [UInt8]) throws {
        let document = try JSONDocument(parsing: bytes)
        let root = document.root
        self.init(
            Kind(rawValue: root["kind"]?.string ?? "") ?? .conflict,
            root["code"]?.string ?? "",
            root["chinese"]?.string ?? "",
            root["english"]?.string ?? "",
            fields: root["fields"]?.elements.map(Self.field) ?? [],
            details: root["details"]?.elements.map { ($0["name"]?.string ?? "", Self.detail($0)) } ?? []
        )
        isReplayed = true
    }

    private static func field(_ value: JSONValue) -> FieldError {
        let location: FieldError.Location =
            if let pointer = value["pointer"]?.string {
                .pointer(pointer)
            } else if let name = value["parameter"]?.string {
                .parameter(name)
            } else {
                .header(value["header"]?.string ?? "")
            }
        return FieldError(
            location,
            value["code"]?.string ?? "",
            value["chinese"]?.string ?? "",
            value["english"]?.string ?? ""
        )
    }

    private static func detail(_ value: JSONValue) -> Detail {
        if let number = value["integer"]?.integer { return .integer(number) }
        if let text = value["text"]?.string { return .text(text) }
        return .texts(value["texts"]?.elements.compactMap(\.string) ?? [])
    }
}
