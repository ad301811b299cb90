/// Values on their way into one row of a resource (草稿), checked in form but not yet against other rows.
package struct Draft: Sendable {
    package let resource: ResourceName
    package private(set) var values: [(field: Int, value: FieldValue)]

    package init(_ resource: ResourceName) {
        self.resource = resource
        values = []
    }

    package init(_ resource: ResourceName, _ values: KeyValuePairs<String, FieldValue>) {
        self.init(resource)
        for (name, value) in values { self[name] = value }
    }

    package subscript(position: Int) -> FieldValue? {
        get { values.first { $0.field == position }?.value }
        set {
            if let index = values.firstIndex(where: { $0.field == position }) {
                if let newValue { values[index].value = newValue } else { values.remove(at: index) }
            } else if let newValue {
                values.append((position, newValue))
            }
        }
    }

    /// The value of a field by its name; a name that the resource lacks is a mistake of the program.
    package subscript(name: String) -> FieldValue? {
        get { self[position(of: name)] }
        set { self[position(of: name)] = newValue }
    }

    package func integer(_ name: String) -> Int64? {
        guard case .integer(let value)? = self[name] else { return nil }
        return value
    }

    package func text(_ name: String) -> String? {
        guard case .text(let value)? = self[name] else { return nil }
        return value
    }

    private func position(of name: String) -> Int {
        guard let position = Resource[resource].index(of: name) else {
            preconditionFailure("\(resource.path) has no field \(name)")
        }
        return position
    }
}

extension FieldValue {
    package static func optional(_ value: Int64?) -> FieldValue { value.map(FieldValue.integer) ?? .null }

    package static func optional(_ value: String?) -> FieldValue { value.map(FieldValue.text) ?? .null }
}

extension Resource {
    /// The rules between fields that these values break, as faults of the body.
    package func brokenRules(
        where isWanted: (FieldRule) -> Bool = { _ in true },
        _ value: (String) -> FieldValue
    ) -> [FieldError] {
        rules.filter(isWanted).compactMap { rule in
            switch rule {
            case .ordered(let first, let second):
                return order(value(first), value(second)) == false
                    ? .body(
                        second,
                        "not_after",
                        "不得早于“\(label(first).chinese)”",
                        "Must not be before “\(label(first).english)”"
                    ) : nil
            case .before(let first, let second):
                return order(value(second), value(first)) == true
                    ? .body(
                        second,
                        "not_after",
                        "须晚于“\(label(first).chinese)”",
                        "Must be after “\(label(first).english)”"
                    ) : nil
            case .presentExactlyWhen(let name, let other, let codes):
                guard case .text(let code) = value(other) else { return nil }
                let isWanted = codes.contains(code)
                guard isWanted != (value(name) != .null) else { return nil }
                return isWanted
                    ? .body(
                        name,
                        "required",
                        "“\(label(other).chinese)”为 \(code) 时必填",
                        "Required when “\(label(other).english)” is \(code)"
                    )
                    : .body(
                        name,
                        "not_allowed",
                        "“\(label(other).chinese)”为 \(code) 时不得填写",
                        "Not allowed when “\(label(other).english)” is \(code)"
                    )
            case .leastWhen(let name, let least, let other, let codes):
                guard case .text(let code) = value(other), codes.contains(code),
                    case .integer(let number) = value(name),
                    number < least
                else { return nil }
                return .body(
                    name,
                    "out_of_range",
                    "“\(label(other).chinese)”为 \(code) 时不得小于 \(least)",
                    "Must not be below \(least) when “\(label(other).english)” is \(code)"
                )
            case .either(let first, let second):
                guard (value(first) == .null) == (value(second) == .null) else { return nil }
                return .body(
                    first,
                    "one_of_two",
                    "“\(label(first).chinese)”和“\(label(second).chinese)”须且只能填写其一",
                    "Give either “\(label(first).english)” or “\(label(second).english)”"
                )
            case .together(let first, let second):
                guard (value(first) == .null) != (value(second) == .null) else { return nil }
                let missing = value(first) == .null ? first : second
                return .body(
                    missing,
                    "required",
                    "须与“\(label(missing == first ? second : first).chinese)”一并填写",
                    "Goes together with “\(label(missing == first ? second : first).english)”"
                )
            }
        }
    }

    private func label(_ name: String) -> Title { field(name)?.title ?? Title(name, name) }

    private func order(_ first: FieldValue, _ second: FieldValue) -> Bool? {
        switch (first, second) {
        case (.integer(let first), .integer(let second)): first <= second
        case (.text(let first), .text(let second)): first <= second
        default: nil
        }
    }
}

extension [String: FieldValue] {
    package func text(_ name: String) -> String? {
        if case .text(let text)? = self[name] { text } else { nil }
    }

    package func integer(_ name: String) -> Int64? {
        if case .integer(let number)? = self[name] { number } else { nil }
    }
}
