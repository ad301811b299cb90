package import Domain
package import JSON

/// A value that a field can not take, before it is known where it stood.
package struct ValueFault: Error, Sendable {
    let code: String
    let detail: Title

    init(_ code: String, _ chinese: String, _ english: String) {
        self.code = code
        detail = Title(chinese, english)
    }

    func at(_ location: FieldError.Location) -> FieldError {
        FieldError(location, code, detail.chinese, detail.english)
    }
}

/// Makes values of fields out of what clients send (字段解析), within the limits of their types.
package enum FieldParser {
    package static func parse(
        _ value: JSONValue,
        as field: Field,
        in time: CommunityTime
    ) -> Result<FieldValue, ValueFault> {
        switch field.type {
        case .identifier, .integer, .reference:
            guard let number = value.integer else { return .failure(wrong("整数", "a whole number")) }
            return parse(number, as: field)
        case .boolean:
            guard let flag = value.bool else { return .failure(wrong("true 或 false", "true or false")) }
            return .success(.integer(flag ? 1 : 0))
        case .text, .instant, .date, .timeOfDay, .timeLimit, .enumeration, .enumerations, .sealed, .contact,
            .maskedDate:
            guard let text = value.string else { return .failure(wrong("字符串", "a string")) }
            return parse(text, as: field, in: time)
        }
    }

    /// The same from a query parameter.
    package static func parse(_ text: String, as field: Field, in time: CommunityTime) -> Result<FieldValue, ValueFault>
    {
        switch field.type {
        case .identifier, .integer, .reference:
            guard !text.hasPrefix("+"), let number = Int64(text) else {
                return .failure(wrong("整数", "a whole number"))
            }
            return parse(number, as: field)
        case .boolean:
            switch text {
            case "true", "1": return .success(.integer(1))
            case "false", "0": return .success(.integer(0))
            default: return .failure(wrong("true 或 false", "true or false"))
            }
        case .text(let length):
            return parse(text, length: length)
        case .instant:
            guard let instant = Instant(rfc3339: text), isPlausible(time.date(of: instant)) else {
                if let date = CivilDate(text), isPlausible(date) {
                    return .success(.integer(time.instant(date).milliseconds))
                }
                return .failure(
                    ValueFault(
                        "bad_instant",
                        "应为 RFC 3339 时间，例如 2021-11-05T19:00:00+08:00",
                        "Is to be an RFC 3339 time, such as 2021-11-05T19:00:00+08:00"
                    )
                )
            }
            return .success(.integer(instant.milliseconds))
        case .date, .maskedDate:
            guard let date = CivilDate(text), isPlausible(date) else {
                return .failure(
                    ValueFault("bad_date", "应为存在的日期，例如 2021-11-05", "Is to be a date that exists, such as 2021-11-05")
                )
            }
            return .success(.text(text))
        case .timeOfDay:
            return parse(timeOfDay: text)
        case .timeLimit:
            guard let limit = TimeLimit(text) else {
                return .failure(
                    ValueFault(
                        "bad_limit",
                        "应为时限，例如 30 minutes、4 working_hours、3 working_days、end_of_working_day",
                        "Is to be a limit, such as 30 minutes, 4 working_hours, 3 working_days, end_of_working_day"
                    )
                )
            }
            return .success(.text(limit.description))
        case .enumeration(let enumeration):
            return parse([Substring(text)], text, of: enumeration)
        case .enumerations(let enumeration):
            return parse(text.split(separator: " "), text, of: enumeration)
        case .contact:
            guard let number = ContactNumber(text) else {
                return .failure(
                    ValueFault(
                        "bad_phone",
                        "不是有效的手机号或固定电话，例如 0512-65123456",
                        "Is neither a mobile number nor one of an office, such as 0512-65123456"
                    )
                )
            }
            return .success(.text(number.text))
        case .sealed(.whole):
            return parse(text, length: CaseQuestion.answerLength)
        case .sealed(.phone):
            guard let number = MobileNumber(text) else {
                return .failure(ValueFault("bad_mobile", "不是有效的大陆手机号", "Is not a mobile number of mainland China"))
            }
            return .success(.text(number.digits))
        case .sealed(.identityNumber):
            guard let number = IdentityNumber(text) else {
                return .failure(
                    ValueFault(
                        "bad_id_number",
                        "身份证号的日期或校验码不正确",
                        "The date or the check digit of the ID number is wrong"
                    )
                )
            }
            return .success(.text(number.text))
        }
    }

    private static func parse(
        _ codes: [Substring],
        _ text: String,
        of enumeration: Enumeration
    ) -> Result<FieldValue, ValueFault> {
        guard !codes.isEmpty, codes.allSatisfy({ enumeration.title(of: String($0)) != nil }) else {
            let known = enumeration.values.map(\.code).joined(separator: ", ")
            return .failure(ValueFault("unknown_value", "可用的值：\(known)", "The values are: \(known)"))
        }
        return .success(.text(text))
    }

    /// Years of people and communities; what lies outside is a slip of the finger.
    private static func isPlausible(_ date: CivilDate) -> Bool { (1850...2200).contains(date.year) }

    private static func parse(_ number: Int64, as field: Field) -> Result<FieldValue, ValueFault> {
        let range: ClosedRange<Int64> = if case .integer(let range) = field.type { range } else { 1...(1 << 53 - 1) }
        guard range.contains(number) else {
            return .failure(
                ValueFault(
                    "out_of_range",
                    "应在 \(range.lowerBound) 到 \(range.upperBound) 之间",
                    "Is to be from \(range.lowerBound) to \(range.upperBound)"
                )
            )
        }
        return .success(.integer(number))
    }

    private static func parse(_ text: String, length: ClosedRange<Int>) -> Result<FieldValue, ValueFault> {
        let text = String(text.trimmed)
        let count = text.unicodeScalars.count
        guard length.contains(count) else {
            let isShort = count < length.lowerBound
            return .failure(
                ValueFault(
                    isShort ? "too_short" : "too_long",
                    "应为 \(length.lowerBound) 到 \(length.upperBound) 个字，现为 \(count) 个",
                    "Is to have \(length.lowerBound) to \(length.upperBound) characters, not \(count)"
                )
            )
        }
        // A title with a second line pushes others out of lists and boards, or passes for another entry.
        guard length.upperBound > FieldType.line || !text.contains(where: \.isNewline) else {
            return .failure(ValueFault("line_break", "只能写一行，不能换行", "Is one line, without a line break"))
        }
        guard !text.unicodeScalars.contains(where: \.isInvisibleInText) else {
            return .failure(
                ValueFault("control_character", "含有控制字符或不可见字符", "Has a control or invisible character in it")
            )
        }
        return .success(.text(text))
    }

    private static func parse(timeOfDay text: String) -> Result<FieldValue, ValueFault> {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard text.utf8.count == 5, parts.count == 2, parts.allSatisfy({ $0.utf8.count == 2 }), !text.contains("+"),
            let hour = Int(parts[0]), let minute = Int(parts[1]),
            (0..<24).contains(hour), (0..<60).contains(minute)
        else {
            return .failure(ValueFault("bad_time", "应为 HH:MM，例如 19:00", "Is to be HH:MM, such as 19:00"))
        }
        return .success(.text(text))
    }

    private static func wrong(_ chinese: String, _ english: String) -> ValueFault {
        ValueFault("wrong_type", "应为\(chinese)", "Is to be \(english)")
    }
}

extension String {
    /// Without white space at its ends, the ideographic space included.
    var trimmed: Substring {
        let isSpace = { (character: Character) in character.isWhitespace }
        guard let first = firstIndex(where: { !isSpace($0) }), let last = lastIndex(where: { !isSpace($0) }) else {
            return ""
        }
        return self[first...last]
    }
}
