/// One field of a resource (字段): what it is called, what it holds, who may see it, how it may be asked for and written.
///
/// Everything that the product derives from a resource, from SQL to OpenAPI, follows from these values.
package struct Field: Sendable {
    /// The JSON key, the query parameter and, where the store says nothing else, the column.
    package let name: String
    package let title: Title
    package let type: FieldType
    package var isOptional = false
    package var sensitivity = Sensitivity.scope
    /// Whether it says who somebody is: who carries it off as a file is told of.
    package var isName = false
    package var filtering = Filtering.none
    package var isSortable = false
    package var writing = Writing.computed
    /// A sentence for the documentation where the title does not say enough: units, source, law.
    package var note: Title?

    package init(_ name: String, _ chinese: String, _ english: String, _ type: FieldType) {
        self.name = name
        self.title = Title(chinese, english)
        self.type = type
    }
}

/// Who may see a field (敏感级别).
package enum Sensitivity: Sendable, Hashable {
    /// Anybody, without signing in.
    case everyone
    /// Whoever has the row in scope.
    case scope
    /// Of those, whoever runs the halls or whose own row it is: who somebody is.
    case names
}

/// How a field may be asked for in a list.
package enum Filtering: Sendable, Hashable {
    case none
    /// `field=a,b` and `field.not=a`.
    case equality
    /// Equality and `field.gt`, `.gte`, `.lt`, `.lte`.
    case range
    /// Equality by the exact full value of a sealed field.
    case sealedEquality
}

/// Whether and when a client may write a field.
package enum Writing: Sendable, Hashable {
    /// Never: the store or a rule makes it.
    case computed
    /// When the row is made, and not again.
    case onCreate(Presence)
    /// When the row is made and afterwards.
    case always(Presence)

    package enum Presence: Sendable, Hashable {
        case required
        case optional
        /// Takes this value when absent.
        case defaults(FieldValue)
    }

    package var presence: Presence? {
        switch self {
        case .computed: nil
        case .onCreate(let presence), .always(let presence): presence
        }
    }
}

/// A parsed value on its way to the store or from it (字段值).
package enum FieldValue: Sendable, Hashable {
    case null
    case integer(Int64)
    case text(String)
}

extension Field {
    /// Must be given when the row is made; may be changed afterwards.
    package func required() -> Field { with { $0.writing = .always(.required) } }

    /// May be given, changed and emptied.
    package func optional() -> Field {
        with {
            $0.writing = .always(.optional)
            $0.isOptional = true
        }
    }

    /// May be left out when the row is made, where something else says it; it is there in every row.
    package func leavable() -> Field { with { $0.writing = .always(.optional) } }

    /// May be given and changed; takes this value when absent.
    package func defaulting(to value: FieldValue) -> Field { with { $0.writing = .always(.defaults(value)) } }

    /// Is fixed once the row is made.
    package func fixed() -> Field {
        with { field in
            if case .always(let presence) = field.writing { field.writing = .onCreate(presence) }
        }
    }

    /// May be absent though no client writes it.
    package func nullable() -> Field { with { $0.isOptional = true } }

    package func filterable() -> Field {
        with { field in
            switch field.type {
            case .integer, .instant, .date, .identifier: field.filtering = .range
            case .sealed: field.filtering = .sealedEquality
            default: field.filtering = .equality
            }
        }
    }

    package func sortable() -> Field { with { $0.isSortable = true } }

    package func forEveryone() -> Field { with { $0.sensitivity = .everyone } }

    /// Tells who somebody is, which not everybody needs to know who may read what they said.
    package func naming() -> Field { named().with { $0.sensitivity = .names } }

    /// Says who somebody is, to whoever has the row in scope.
    package func named() -> Field { with { $0.isName = true } }

    package func noted(_ chinese: String, _ english: String) -> Field { with { $0.note = Title(chinese, english) } }

    private func with(_ change: (inout Field) -> Void) -> Field {
        var copy = self
        change(&copy)
        return copy
    }
}
