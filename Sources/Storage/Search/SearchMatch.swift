import Domain
import SQLite

/// A question in the language of the index (检索式): its phrases, and the tags that cut it to scope and filters.
///
/// The tags only narrow what is looked at. What may be seen is decided by the same conditions on the rows as everywhere.
struct SearchMatch {
    let text: String
    /// The same, found in titles and numbers alone.
    let inTitles: String
    /// Whether the tags say all that scope and filters ask for.
    let isExact: Bool

    private static let community = "c"

    /// `communities` are those of the scope, where it is a sub-district.
    init(
        _ question: SearchQuestion,
        _ query: ListQuery,
        scope: DataScope,
        communities: [Int64],
        projection: Projection,
        source: SearchSource
    ) {
        var chosen: [(letter: String, numbers: [Int64])] = []
        func add(_ letter: String, _ numbers: [Int64]) {
            if !numbers.isEmpty { chosen.append((letter, numbers)) }
        }
        var isExact = true
        switch scope {
        case .everything: break
        case .visitor:
            isExact = projection.source.publicCondition == nil && projection.source.visitorCondition == nil
        // No row has the number 0.
        case .subdistrict:
            add(Self.community, communities.isEmpty ? [0] : communities)
            if projection.source.announcedCondition != nil { isExact = false }
        case .community, .civil, .onlooker, .grid, .branch, .organization, .resident:
            if let (letter, id) = Self.tag(of: scope, projection.source, source) {
                add(letter, [id])
            } else {
                isExact = false
            }
            if case .civil = scope, projection.source.partyCondition != nil { isExact = false }
            if case .onlooker = scope, projection.source.announcedCondition != nil { isExact = false }
            if case .resident = scope, projection.source.publicCondition != nil { isExact = false }
            if projection.source.isShared, projection.source.scope.own(in: scope) != nil { isExact = false }
        }
        for filter in query.filters {
            let numbers = filter.values.compactMap { value -> Int64? in
                if case .integer(let number) = value { number } else { nil }
            }
            // What is absent has no tag.
            guard filter.comparison == .equal, numbers.count == filter.values.count,
                let letter = source.tags[projection.resource.fields[filter.field].name]
            else {
                isExact = false
                continue
            }
            add(letter, numbers)
        }
        // A grid, a building or a person is found twice as fast without going through the whole community, too.
        if chosen.contains(where: { $0.letter != Self.community }),
            chosen.contains(where: { $0.letter == Self.community })
        {
            chosen.removeAll { $0.letter == Self.community }
            isExact = false
        }
        self.isExact = isExact
        let tags = chosen.map { letter, numbers in
            "tags : (\(numbers.map { "\(letter)\($0)" }.joined(separator: " OR ")))"
        }
        let words = question.phrases.map(SearchCutter.match).joined(separator: " AND ")
        text = (["(\(words))"] + tags).joined(separator: " AND ")
        inTitles = (["title : (\(words))"] + tags).joined(separator: " AND ")
    }

    private static func tag(
        of scope: DataScope,
        _ rows: ResourceSource,
        _ source: SearchSource
    ) -> (letter: String, id: Int64)? {
        // The first of what the condition on the rows binds.
        guard let id = scope.bindings(rows).first, case .integer(let number) = id else { return nil }
        let own = rows.isShared ? nil : rows.scope.own(in: scope)
        let expression = own ?? rows.scope.community ?? ""
        return source.tag(ofExpression: expression).map { ($0, number) }
    }
}
