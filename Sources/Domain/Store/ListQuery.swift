/// Which rows of a resource are asked for, and in which order (列表查询).
package struct ListQuery: Sendable, Hashable {
    package var filters: [Filter]
    /// What the rows have to speak of.
    package var search: SearchQuestion?
    package var sort: [SortKey]
    package var limit: Int
    /// Where the last page ended, as it was given out.
    package var cursor: String?
    package var wantsTotal: Bool

    package static let defaultLimit = 50
    package static let limits = 1...200
    /// Matches of a search that are ranked at most: all of them are looked at, which among a million rows takes up to
    /// four milliseconds for a phrase of common words, and sixteen for four times as many.
    package static let rankedMatches = 500
    /// Matches of a search that are sorted at most, where the client asks for it: all of them are read.
    package static let sortedMatches = 2_000

    package init(
        filters: [Filter] = [],
        search: SearchQuestion? = nil,
        sort: [SortKey] = [],
        limit: Int = defaultLimit,
        cursor: String? = nil,
        wantsTotal: Bool = false
    ) {
        self.filters = filters
        self.search = search
        self.sort = sort
        self.limit = limit
        self.cursor = cursor
        self.wantsTotal = wantsTotal
    }
}

/// A condition on one field (筛选条件).
package struct Filter: Sendable, Hashable {
    /// The position of the field in the resource's description.
    package let field: Int
    package let comparison: Comparison
    package let values: [FieldValue]

    package enum Comparison: String, Sendable, CaseIterable {
        case equal = ""
        case not
        case greater = "gt"
        case greaterOrEqual = "gte"
        case less = "lt"
        case lessOrEqual = "lte"
    }

    package init(field: Int, comparison: Comparison, values: [FieldValue]) {
        self.field = field
        self.comparison = comparison
        self.values = values
    }
}

extension Filter {
    /// Whether it asks whose a phone or ID number is, which tells as much as showing the number whole.
    package func asksForPerson(in resource: Resource) -> Bool {
        resource.fields[field].filtering == .sealedEquality && values != [.null]
    }
}

extension Filtering {
    /// The comparisons that a client may use.
    package var comparisons: [Filter.Comparison] {
        switch self {
        case .none: []
        case .equality: [.equal, .not]
        case .sealedEquality: [.equal]
        case .range: Filter.Comparison.allCases
        }
    }
}
