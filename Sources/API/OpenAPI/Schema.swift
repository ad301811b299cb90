import Domain
import JSON

/// JSON Schema 2020-12 of values and resources (数据结构说明).
enum Schema {
    /// A field with what is to be known of it beyond its title.
    static func of(_ field: Field) -> JSONTree {
        of(field.type, title: field.title, note: field.note, isNullable: field.isOptional)
    }

    /// A value of a row that is made: what is left out, or `null`, is what is usual.
    fileprivate static func ofNew(_ field: Field) -> JSONTree {
        guard case .defaults? = field.writing.presence else { return of(field) }
        return of(field.type, title: field.title, note: field.note, isNullable: true)
    }

    static func of(_ type: FieldType, title: Title? = nil, note: Title? = nil, isNullable: Bool = false) -> JSONTree {
        var members: [(String, JSONTree)] = []
        if let title { members.append(("title", .string(title.chinese))) }
        func kind(_ name: String) { members.append(("type", isNullable ? [.string(name), "null"] : .string(name))) }
        switch type {
        case .identifier:
            kind("integer")
            members.append(("minimum", 1))
        case .integer(let range):
            kind("integer")
            members.append(("minimum", .integer(range.lowerBound)))
            members.append(("maximum", .integer(min(range.upperBound, 1 << 53 - 1))))
        case .text(let length):
            kind("string")
            members.append(("minLength", .integer(Int64(length.lowerBound))))
            members.append(("maxLength", .integer(Int64(length.upperBound))))
        case .instant:
            kind("string")
            members.append(("format", "date-time"))
        case .date:
            kind("string")
            members.append(("format", "date"))
        case .timeOfDay:
            kind("string")
            members.append(("pattern", "^([01][0-9]|2[0-3]):[0-5][0-9]$"))
        case .timeLimit:
            kind("string")
            let units = "minutes|hours|working_minutes|working_hours|working_days|end_of_working_day"
            members.append(("pattern", .string("^([0-9]+ (\(units))|end_of_working_day)$")))
        case .boolean:
            kind("boolean")
        case .enumeration(let enumeration):
            kind("string")
            members.append(("enum", .array(enumeration.values.map { .string($0.code) } + (isNullable ? [.null] : []))))
            let meanings = enumeration.values.map { "\($0.code) \($0.title.chinese)" }.joined(separator: " · ")
            members.append(("description", .string(meanings)))
        case .enumerations(let enumeration):
            kind("string")
            let meanings = enumeration.values.map { "\($0.code) \($0.title.chinese)" }.joined(separator: " · ")
            members.append(("description", .string("以空格分隔 parted by spaces: \(meanings)")))
        case .reference(let target):
            kind("integer")
            members.append(("minimum", 1))
            members.append(("description", .string("\(Resource[target].title.chinese)（\(target.path)）的编号")))
        case .sealed(.phone):
            kind("string")
            members.append(("description", "读取时脱敏 masked when read: 138****8000"))
        case .sealed(.identityNumber):
            kind("string")
            members.append(("description", "读取时脱敏 masked when read: 320***********1234"))
        case .sealed(.whole):
            kind("string")
            members.append(("description", "读取时脱敏 masked when read: ****"))
        case .contact:
            kind("string")
            members.append(("description", "手机号对无权修改者脱敏 a mobile number is masked for those who may not change it"))
        case .maskedDate:
            kind("string")
            members.append(("description", "读取时只显示年份 only the year is shown: 1950-**-**"))
        }
        if let note {
            let words = "\(note.chinese) \(note.english)"
            if let place = members.firstIndex(where: { $0.0 == "description" }),
                case .string(let said) = members[place].1
            {
                members[place].1 = .string("\(words) · \(said)")
            } else {
                members.append(("description", .string(words)))
            }
        }
        return .object(members)
    }
}

/// The schemas of all resources: as read, as made, as changed, and as a page.
enum ResourceSchemas {
    static var all: [(String, JSONTree)] { Resource.all.flatMap(schemas) }

    private static func writable(_ resource: Resource) -> [Field] {
        resource.fields.filter { $0.writing.presence != nil }
    }

    /// The body that makes a row, with what else its call brings.
    static func creation(_ resource: Resource, with more: [(String, JSONTree)] = []) -> JSONTree {
        let writable = writable(resource)
        return [
            "type": "object", "additionalProperties": false,
            "required": .array(
                writable.filter { $0.writing.presence == .required && $0.name != "community_id" }
                    .map { .string($0.name) }
            ),
            "properties": .object(writable.map { ($0.name, Schema.ofNew($0)) } + more),
        ]
    }

    private static func schemas(_ resource: Resource) -> [(String, JSONTree)] {
        let name = resource.name.schemaName
        let fields: [(String, JSONTree)] = resource.fields.map { ($0.name, Schema.of($0)) }
        let writable = writable(resource)
        let changeable = writable.filter { if case .always = $0.writing { true } else { false } }
        return [
            (name, ["type": "object", "title": .string(resource.title.chinese), "properties": .object(fields)]),
            ("\(name)Create", creation(resource)),
            (
                "\(name)Patch",
                [
                    "type": "object", "additionalProperties": false,
                    "properties": .object(changeable.map { ($0.name, Schema.of($0)) }),
                ]
            ),
            (
                "\(name)Page",
                [
                    "type": "object", "required": ["items", "next_cursor"],
                    "properties": [
                        "items": ["type": "array", "items": ["$ref": .string("#/components/schemas/\(name)")]],
                        "next_cursor": ["type": ["string", "null"]], "total": ["type": "integer"],
                    ],
                ]
            ),
        ]
    }
}

extension ResourceName {
    /// `party-members` as `PartyMembers`.
    var schemaName: String {
        path.split(separator: "-").map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
    }
}
