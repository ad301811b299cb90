package import Domain
import JSON

extension BodyReader {
    /// The numbers of a member that is a list of them, such as the ids of uploads.
    package mutating func integers(_ field: BodyField) -> [Int64] {
        elements(field) { reader, element in
            let name = Field(field.name, field.title.chinese, field.title.english, field.type)
            switch FieldParser.parse(element.value, as: name, in: reader.time) {
            case .success(.integer(let number)): return number
            case .success: return nil
            case .failure(let fault):
                reader.note(fault.at(.pointer(element.place)))
                return nil
            }
        }
    }

    /// The texts or codes of a member that is a list of them.
    package mutating func texts(_ field: BodyField) -> [String] {
        elements(field) { reader, element in
            let name = Field(field.name, field.title.chinese, field.title.english, field.type)
            switch FieldParser.parse(element.value, as: name, in: reader.time) {
            case .success(.text(let text)): return text
            case .success: return nil
            case .failure(let fault):
                reader.note(fault.at(.pointer(element.place)))
                return nil
            }
        }
    }

    /// The objects of a member that is a list of them; each is read as a body of its own, and its faults stand with the rest.
    package mutating func objects<Value>(
        _ field: BodyField,
        _ read: (inout BodyReader) -> Value?
    ) -> [Value] {
        elements(field) { reader, element in reader.child(element.value, element.place, read) }
    }

    /// The object of a member that is one.
    package mutating func object<Value>(_ field: BodyField, _ read: (inout BodyReader) -> Value?) -> Value? {
        guard let member = member(field) else { return nil }
        return child(member, "\(place)/\(field.name)", read)
    }

    /// The members of an object that may have any (开放对象), by their names; what is `null` counts as absent.
    package mutating func members(_ field: BodyField) -> [String: GivenAnswer] {
        guard let member = member(field) else { return [:] }
        guard member.kind == .object else {
            refuse(field.name, "wrong_type", "应为对象", "Is to be an object")
            return [:]
        }
        var answers: [String: GivenAnswer] = [:]
        for (name, value) in member.members where !value.isNull {
            let answer =
                value.string.map(GivenAnswer.text) ?? value.integer.map(GivenAnswer.number)
                ?? value.bool.map(GivenAnswer.flag)
            if let answer {
                answers[name] = answer
            } else {
                refuse(
                    "\(field.name)/\(Self.escaped(name))",
                    "wrong_type",
                    "应为字符串、整数或 true/false",
                    "Is to be a string, a whole number, or true or false"
                )
            }
        }
        return answers
    }

    /// One object of a list that is carried out for itself (逐条处理): what it says, or what is wrong with it.
    package struct Entry<Value> {
        package let value: Value?
        package let error: DomainError?
        /// Where it stands in the body.
        package let place: String
    }

    /// The objects of a list, each with its own faults, so that one that is wrong does not keep the others from being done.
    package mutating func entries<Value>(
        _ field: BodyField,
        _ read: (inout BodyReader) -> Value?
    ) -> [Entry<Value>] {
        elements(field) { reader, element in
            var inner = BodyReader(element.value, at: element.place, in: reader.time)
            guard element.value.kind == .object else {
                let fault = FieldError(.pointer(element.place), "wrong_type", "应为对象", "Is to be an object")
                return Entry(value: nil, error: .invalid([fault]), place: element.place)
            }
            let value = read(&inner)
            return Entry(value: value, error: inner.error, place: element.place)
        }
    }

    private mutating func child<Value>(
        _ value: JSONValue,
        _ place: String,
        _ read: (inout BodyReader) -> Value?
    ) -> Value? {
        guard value.kind == .object else {
            note(FieldError(.pointer(place), "wrong_type", "应为对象", "Is to be an object"))
            return nil
        }
        var reader = BodyReader(value, at: place, in: time)
        let result = read(&reader)
        absorb(&reader)
        return result
    }

    private mutating func elements<Value>(
        _ field: BodyField,
        _ read: (inout BodyReader, (value: JSONValue, place: String)) -> Value?
    ) -> [Value] {
        guard let member = member(field) else { return [] }
        guard member.kind == .array else {
            refuse(field.name, "wrong_type", "应为数组", "Is to be an array")
            return []
        }
        guard member.count <= field.most else {
            refuse(field.name, "too_many", "最多 \(field.most) 项", "Has \(field.most) elements at most")
            return []
        }
        if member.count == 0, field.isRequired {
            refuse(field.name, "required", "至少填写一项", "Has one element at least")
        }
        return member.elements.enumerated().compactMap { index, element in
            read(&self, (element, "\(place)/\(field.name)/\(index)"))
        }
    }
}
