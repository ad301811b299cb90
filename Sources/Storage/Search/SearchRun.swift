import Domain
import SQLite

/// One question on its way through the reader (检索): how it is asked of the index, in which order, and from where on.
struct SearchRun {
    let match: SearchMatch
    let order: SearchOrder
    /// What the keyset binds; nothing on the first page.
    let keyset: [Value]

    /// What is bound before the conditions on the rows.
    var values: [Value] {
        order == .ranked ? [.text(match.inTitles), .text(match.text)] : [.text(match.text)]
    }
}

extension SQLReader {
    /// Prepares the search of a query; nothing where it has none.
    func search(_ projection: Projection, _ query: ListQuery, view: View) throws -> SearchRun? {
        guard let question = query.search, let source = projection.source.search else { return nil }
        let match = SearchMatch(
            question,
            query,
            scope: view.scope,
            communities: try communities(of: view.scope),
            projection: projection,
            source: source
        )
        guard let cursor = query.cursor else {
            let order = try order(of: match, query, source)
            return SearchRun(match: match, order: order, keyset: [])
        }
        let (codec, print) = (CursorCodec(vault: vault), CursorCodec.print(of: query, resource: projection.resource))
        if !query.sort.isEmpty {
            let keys = PageConditions.totalOrder(query.sort, projection.resource)
            let places = try codec.decode(cursor, print: print, count: keys.count)
            return SearchRun(match: match, order: .sorted, keyset: PageConditions.keysetValues(places, keys))
        }
        // A list goes on in the order in which it began, however many matches there are by now.
        let places = try codec.decode(cursor, print: print, count: 2)
        return places.first == .null
            ? SearchRun(match: match, order: .newest, keyset: [places[1]])
            : SearchRun(match: match, order: .ranked, keyset: places)
    }

    /// From the index alone where its tags say all that there is to say.
    func count(
        _ search: SearchRun,
        _ projection: Projection,
        _ query: ListQuery,
        view: View
    ) throws -> Int64 {
        guard let source = projection.source.search else { return 0 }
        let keepsReserve = projection.keeps(from: view)
        if search.match.isExact, !keepsReserve {
            let sql = "SELECT count(*) FROM \(source.index) WHERE \(source.index) MATCH ?"
            return try connection.first(sql, [.text(search.match.text)]) { $0.integer(0) } ?? 0
        }
        let scope = ScopeCondition(view.scope, projection.source)
        let filters = PageConditions(projection, query, keepsReserve: keepsReserve).filters
        let conditions = ["s.\(source.index) MATCH ?", scope.sql] + filters
        let sql = """
            SELECT count(*) FROM \(source.index) s CROSS JOIN \(projection.source.table) t ON t.id = s.rowid \
            \(projection.source.joins) WHERE \(conditions.joined(separator: " AND "))
            """
        let values = scope.values + PageConditions.values(query, projection, vault)
        return try connection.first(sql, [.text(search.match.text)] + values) { $0.integer(0) } ?? 0
    }

    private func order(of match: SearchMatch, _ query: ListQuery, _ source: SearchSource) throws -> SearchOrder {
        let sql = "SELECT count(*) FROM (SELECT 1 FROM \(source.index) WHERE \(source.index) MATCH ? LIMIT ?)"
        let limit = Int64(query.sort.isEmpty ? ListQuery.rankedMatches : ListQuery.sortedMatches)
        let matches = try connection.first(sql, [.text(match.text), .integer(limit + 1)]) { $0.integer(0) } ?? 0
        if query.sort.isEmpty { return matches > limit ? .newest : .ranked }
        guard matches <= limit else {
            throw DomainError.badParameters([
                .parameter(
                    "sort",
                    "too_many_matches",
                    "检索结果超过 \(limit) 条，不能再排序；请增加检索词或筛选，或不填 sort（新的在前）",
                    "More than \(limit) match, too many to sort; add words or filters, or leave sort out: newest first"
                )
            ])
        }
        return .sorted
    }

    private func communities(of scope: DataScope) throws -> [Int64] {
        guard case .subdistrict(let id) = scope else { return [] }
        return try connection.query("SELECT id FROM community WHERE subdistrict_id = ?", [.integer(id)]) {
            $0.integer(0)
        }
    }
}
