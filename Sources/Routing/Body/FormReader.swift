package import Domain

/// Reads the fields of a form beside its files (表单字段), and keeps every fault, so that all are reported at once.
package struct FormReader {
    private let fields: [(name: String, value: String)]
    private let time: CommunityTime
    private var known: Set<String> = []
    private var faults: [FieldError] = []

    package init(_ fields: [(name: String, value: String)], in time: CommunityTime) {
        self.fields = fields
        self.time = time
    }

    /// The value of a field, if it is there and fits; an empty one counts as absent, as forms send all that they have.
    package mutating func text(_ field: BodyField) -> String? {
        known.insert(field.name)
        let values = fields.filter { $0.name == field.name && !$0.value.isEmpty }
        guard let value = values.first?.value else { return nil }
        guard values.count == 1 else {
            refuse(field.name, "repeated", "只能出现一次", "May stand only once")
            return nil
        }
        let named = Field(field.name, field.title.chinese, field.title.english, field.type)
        switch FieldParser.parse(value, as: named, in: time) {
        case .success(.text(let text)): return text
        case .success: return nil
        case .failure(let fault):
            faults.append(fault.at(.pointer("#/\(field.name)")))
            return nil
        }
    }

    package mutating func refuse(_ name: String, _ code: String, _ chinese: String, _ english: String) {
        faults.append(.body(name, code, chinese, english))
    }

    /// Ends the reading: a field that nobody asked for is a typing error.
    package mutating func finish() throws {
        for field in fields where !known.contains(field.name) {
            refuse(field.name, "unknown_member", "没有此字段", "There is no such field")
        }
        guard faults.isEmpty else { throw DomainError.invalid(faults) }
    }
}
