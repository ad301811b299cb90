/// What kind of value a field holds (字段类型), and the limits that its values keep.
///
/// The same value steers the parsing of bodies, the rendering in every format and the OpenAPI schema.
package enum FieldType: Sendable {
    /// The row's own number, below 2^53, given by the store.
    case identifier
    /// A whole number: counts, fen, hundredths of a square meter, minutes.
    case integer(ClosedRange<Int64>)
    /// Text of so many Unicode scalars, trimmed and in NFC.
    case text(ClosedRange<Int>)
    /// A moment, stored as UTC milliseconds, shown as RFC 3339 with the community's offset.
    case instant
    /// A civil date `YYYY-MM-DD`.
    case date
    /// A time of day `HH:MM`.
    case timeOfDay
    /// How long something may take, written as `TimeLimit` is: `4 working_hours`.
    case timeLimit
    case boolean
    case enumeration(Enumeration)
    /// Several codes of an enumeration, parted by spaces.
    case enumerations(Enumeration)
    /// The id of a row of another resource.
    case reference(ResourceName)
    /// A personal value that lies sealed in the store and is shown masked (加密字段).
    case sealed(Mask)
    /// The number of whoever is to be asked, which may be a private one: only who may change the row sees a mobile number whole.
    case contact
    /// A date of birth that is shown by its year alone.
    case maskedDate

    /// Texts as short as a title are one line; longer ones have paragraphs.
    package static let line = 100
}

/// The form that a personal value keeps when it is shown masked (脱敏).
package enum Mask: Sendable, Hashable {
    /// `138****8000`
    case phone
    /// `320***********1234`
    case identityNumber
    /// `****`, whatever it is: an answer in free form.
    case whole
}

/// The named values of a field (枚举), each with its titles.
package struct Enumeration: Sendable {
    package let values: [Entry]

    /// One value: its stable code and what people read.
    package struct Entry: Sendable {
        package let code: String
        package let title: Title
    }

    package init(_ values: [(code: String, chinese: String, english: String)]) {
        self.values = values.map { Entry(code: $0.code, title: Title($0.chinese, $0.english)) }
    }

    /// All the cases of a Swift enum whose raw values are the codes.
    package init<Value: TitledEnum>(_ type: Value.Type) {
        values = Value.allCases.map { Entry(code: $0.rawValue, title: $0.title) }
    }

    package func title(of code: String) -> Title? {
        values.first { $0.code == code }?.title
    }
}

/// An enum of the domain whose cases have a stable code and a title in both languages.
package protocol TitledEnum: CaseIterable, RawRepresentable, Sendable where RawValue == String {
    var title: Title { get }
}
