/// In which order what was found is shown (检索次序).
enum SearchOrder: Hashable {
    /// The newest first, straight from the index: of many matches only those of the page are looked at.
    case newest
    /// Those with all the words in their title or number before the others, each newest first.
    case ranked
    /// As the client asked; all matches are read.
    case sorted

    /// What stands between SELECT … FROM and LIMIT.
    func select(
        _ selected: [String],
        _ projection: Projection,
        _ source: SearchSource,
        clauses: [String],
        isContinued: Bool,
        conditions: PageConditions
    ) -> String {
        let (table, joins) = (projection.source.table, projection.source.joins)
        // CROSS JOIN: the index is read first, whatever the planner thinks of it.
        let from = "FROM \(source.index) s CROSS JOIN \(table) t ON t.id = s.rowid \(joins)"
        let found = (["s.\(source.index) MATCH ?"] + clauses)
        func condition(_ keyset: String) -> String {
            (isContinued ? found + [keyset] : found).joined(separator: " AND ")
        }
        switch self {
        case .newest:
            return """
                SELECT \((selected + ["NULL", "t.id"]).joined(separator: ", ")) \(from) \
                WHERE \(condition("s.rowid < ?")) ORDER BY s.rowid DESC LIMIT ?
                """
        case .ranked:
            // Only the rows of the page are read whole.
            return """
                SELECT \((selected + ["h.tier", "h.id"]).joined(separator: ", ")) FROM (\
                SELECT s.rowid AS id, s.rowid IN (SELECT rowid FROM \(source.index) WHERE \(source.index) MATCH ?) AS tier \
                \(from) WHERE \(condition("(tier, s.rowid) < (?, ?)")) ORDER BY tier DESC, s.rowid DESC LIMIT ?) h \
                CROSS JOIN \(table) t ON t.id = h.id \(joins) ORDER BY h.tier DESC, h.id DESC
                """
        case .sorted:
            return """
                SELECT \((selected + conditions.sortExpressions).joined(separator: ", ")) \(from) \
                WHERE \(condition(conditions.keyset)) ORDER BY \(conditions.order) LIMIT ?
                """
        }
    }
}
