import Domain

extension FieldValue {
    static func choice(_ value: some TitledEnum) -> FieldValue { .text(value.rawValue) }

    static func day(_ date: CivilDate) -> FieldValue { .text(date.description) }

    static func moment(_ instant: Instant) -> FieldValue { .integer(instant.milliseconds) }

    static func flag(_ isSet: Bool) -> FieldValue { .integer(isSet ? 1 : 0) }

    static func number(_ value: Int) -> FieldValue { .integer(Int64(value)) }
}
