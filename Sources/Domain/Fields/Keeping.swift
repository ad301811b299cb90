/// When a row stays though nothing refers to it (不得删除): reports of closed times count it.
package enum Keeping: Sendable, Hashable {
    /// Where a field has one of these values.
    case valued(_ field: String, [String])
    /// Where the year in a field is over.
    case yearIsOver(_ field: String)

    package var field: String {
        switch self {
        case .valued(let field, _), .yearIsOver(let field): field
        }
    }

    package func holds(for value: FieldValue, today: CivilDate) -> Bool {
        switch (self, value) {
        case (.valued(_, let codes), .text(let code)): codes.contains(code)
        case (.yearIsOver, .integer(let year)): year < Int64(today.year)
        case (.valued, _), (.yearIsOver, _): false
        }
    }
}

extension DomainError {
    /// What a closed time counts is not taken out of it.
    package static func kept(_ resource: Resource) -> DomainError {
        DomainError(
            .conflict,
            "counted_already",
            "该\(resource.title.chinese)已计入已结束期间的报表，不能删除；如有错误请修改",
            "Reports of closed times count this; it can not be removed, correct it instead"
        )
    }
}
