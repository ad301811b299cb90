import Domain

/// A page of rows with one of several values (多值分路查询), each found by a walk of its own along the index.
///
/// With `IN` the rows of all values would be read and sorted for the first fifty of them; a walk for each value reads fifty, of
/// which the first fifty of all are among the results.
struct WalkPerValue {
    /// The clause that is walked, and its place among all.
    private let place: Int
    private let expression: String
    private let count: Int

    /// More values than this are asked for by programs that want everything.
    private static let most = 8

    /// Nothing where the question has not several values of the walked field.
    init?(_ projection: Projection, _ query: ListQuery, _ conditions: PageConditions, firstFilter: Int) {
        guard let name = projection.source.walked, let field = projection.resource.index(of: name) else { return nil }
        let found = query.filters.indices.filter { query.filters[$0].field == field }
        guard found.count == 1, let index = found.first else { return nil }
        let filter = query.filters[index]
        guard filter.comparison == .equal, (2...Self.most).contains(filter.values.count), !filter.values.contains(.null)
        else { return nil }
        (place, expression, count) = (firstFilter + index, projection.expressions[field], filter.values.count)
    }

    /// The statement; it binds the values of the clauses and the limit as one without walks does.
    func select(_ selected: [String], _ projection: Projection, _ clauses: [String], order: String) -> String {
        var numbered: [String] = []
        var next = 1
        var first = 1
        for (index, clause) in clauses.enumerated() {
            if index == place { first = next }
            var text = ""
            for character in clause {
                text.append(character)
                guard character == "?" else { continue }
                text += "\(next)"
                next += 1
            }
            numbered.append(text)
        }
        let from = "FROM \(projection.source.table) t \(projection.source.joins)"
        let walks = (0..<count).map { value in
            var clauses = numbered
            clauses[place] = "\(expression) = ?\(first + value)"
            let condition = clauses.joined(separator: " AND ")
            return "SELECT id FROM (SELECT t.id AS id \(from) WHERE \(condition) ORDER BY \(order) LIMIT ?\(next))"
        }
        return """
            SELECT \(selected.joined(separator: ", ")) \(from) WHERE t.id IN (\(walks.joined(separator: " UNION ALL "))) \
            ORDER BY \(order) LIMIT ?\(next)
            """
    }
}
