/// One value of a column or of an argument, in the five types that SQLite stores.
///
/// The typed accessors of `Statement` are faster; this is for lists of arguments and for columns whose type is not
/// known beforehand.
package enum Value: Sendable, Hashable {
    /// No value.
    case null
    /// A whole number.
    case integer(Int64)
    /// A floating-point number; NaN is stored as NULL.
    case real(Double)
    /// Text in UTF-8.
    case text(String)
    /// Bytes.
    case blob([UInt8])

    /// The whole number, or NULL for nil.
    package static func optional(_ number: Int64?) -> Value {
        number.map { .integer($0) } ?? .null
    }

    /// The text, or NULL for nil.
    package static func optional(_ text: String?) -> Value {
        text.map { .text($0) } ?? .null
    }

    /// The bytes, or NULL for nil.
    package static func optional(_ bytes: [UInt8]?) -> Value {
        bytes.map { .blob($0) } ?? .null
    }

    /// 1 for true, 0 for false, as SQLite itself writes them.
    package static func boolean(_ flag: Bool) -> Value {
        .integer(flag ? 1 : 0)
    }
}

extension Value: ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral, ExpressibleByStringLiteral,
    ExpressibleByNilLiteral
{
    /// A whole number written in the program.
    package init(integerLiteral value: Int64) { self = .integer(value) }
    /// A floating-point number written in the program.
    package init(floatLiteral value: Double) { self = .real(value) }
    /// Text written in the program.
    package init(stringLiteral value: String) { self = .text(value) }
    /// NULL written in the program.
    package init(nilLiteral: ()) { self = .null }
}
