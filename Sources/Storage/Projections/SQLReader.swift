package import Domain
import Formats
import JSON
package import SQLite

/// Reads of one connection (读取): used by one thread at a time, with plans kept by the shape of the question.
package final class SQLReader: Reader {
    let connection: Connection
    let vault: Vault
    private var plans: [SelectPlan.Key: SelectPlan] = [:]
    /// The plans of one whole row in JSON, and those of one row that were asked for last: by resource and scope, unhashed.
    ///
    /// Unchecked: a reader is one thread's, and what looks here asks nobody else meanwhile.
    @exclusivity(unchecked) private var wholes: [SelectPlan?] = []
    @exclusivity(unchecked) private var latest: [SelectPlan?] = []
    /// The statements that look for a row in scope, likewise.
    private var lookups: [String?] = []
    /// The dates that its answers show.
    let dates = WrittenDates()
    /// The calendars that its transactions asked for.
    let calendars = CalendarMemory()

    /// How many pairs of a resource and a scope there are.
    private static let places = ResourceName.allCases.count * ScopeShape.allCases.count

    /// Beyond this many shapes of questions the plans are forgotten: clients choose the shapes.
    private static let planLimit = 512

    package init(connection: Connection, vault: Vault) {
        self.connection = connection
        self.vault = vault
    }

    package func one(_ resource: ResourceName, id: Int64, view: View) throws -> Rendered {
        let projection = Projection[resource]
        let plan = plan(ofOne: projection, view: view)
        return try connection.withStatement(plan.text) { statement in
            if plan.asksWho { try statement.bind(1, view.account) }
            let place: Int32 = plan.asksWho ? 2 : 1
            try statement.bind(place, id)
            let values = view.scope.bindings(projection.source, sight: .one) + projection.values(view, nil)
            try statement.bind(values, from: place + 1)
            guard try statement.step() else { throw DomainError.notFound }
            var renderer = RowRenderer(
                plan,
                table: projection.source.table,
                vault: vault,
                format: view.format,
                single: true,
                style: RenderingStyle(view),
                dates: dates
            )
            renderer.showsContacts = view.showsContacts
            renderer.starsNumbers = view.format.holdsAll
            let bytes = try ByteWriter.array(expecting: plan.room) { out in
                renderer.sink.begin(plan.columns, plan.keys, into: &out)
                try renderer.row(statement, into: &out)
                renderer.sink.end(PageEnd(), into: &out)
            }
            plan.noteSize(bytes.count)
            return Rendered(bytes: bytes, format: view.format, version: plan.version(statement), id: id)
        }
    }

    package func page(_ resource: ResourceName, _ query: ListQuery, view: View) throws -> Rendered {
        let projection = Projection[resource]
        let search = try search(projection, query, view: view)
        let plan = plan(of: projection, query, view: view, search: search?.order)
        var renderer = RowRenderer(
            plan,
            table: projection.source.table,
            vault: vault,
            format: view.format,
            single: false,
            style: RenderingStyle(view),
            dates: dates
        )
        renderer.showsContacts = view.showsContacts
        // A page on a screen is for work on what it says; what leaves as a file goes on.
        renderer.starsNumbers = view.format.holdsAll
        var end: String?
        var total: Int64?
        let bytes = try ByteWriter.array(expecting: plan.room) { out in
            renderer.sink.begin(plan.columns, plan.keys, into: &out)
            end = try rows(projection, query, search, view: view, plan: plan, renderer: &renderer, into: &out)
            total = query.wantsTotal ? try count(projection, query, search, view: view) : nil
            renderer.sink.end(PageEnd(nextCursor: end, total: total), into: &out)
        }
        plan.noteSize(bytes.count)
        return Rendered(bytes: bytes, format: view.format, nextCursor: end, total: total)
    }

    package func export(_ resource: ResourceName, _ query: ListQuery, view: View) throws -> any Export {
        SQLExport(reader: self, resource: resource, query: query, view: view)
    }

    /// Writes the rows of a page and returns the cursor of the next one.
    func rows(
        _ projection: Projection,
        _ query: ListQuery,
        _ search: SearchRun?,
        view: View,
        plan: SelectPlan,
        renderer: inout RowRenderer,
        into out: inout ByteWriter
    ) throws -> String? {
        let codec = CursorCodec(vault: vault)
        let keys = PageConditions.totalOrder(query.sort, projection.resource)
        var values: [Value] = plan.asksWho ? [.optional(view.account)] : []
        values += search?.values ?? []
        values += view.scope.bindings(projection.source, sight: search == nil ? .page : .none)
        values += projection.values(view, query)
        values += PageConditions.values(query, projection, vault)
        if let search {
            values += search.keyset
        } else if let cursor = query.cursor {
            let print = CursorCodec.print(of: query, resource: projection.resource)
            let places = try codec.decode(cursor, print: print, count: keys.count)
            values += PageConditions.keysetValues(places, keys)
        }
        // One row more than asked for tells whether there is a next page.
        values.append(.integer(Int64(query.limit) + 1))
        return try connection.withStatement(plan.text) { statement in
            try statement.bind(values, from: 1)
            var last: [Value] = []
            var count = 0
            while try statement.step() {
                if count == query.limit {
                    return codec.encode(last, print: CursorCodec.print(of: query, resource: projection.resource))
                }
                try renderer.row(statement, into: &out)
                count += 1
                guard count == query.limit else { continue }
                for place in plan.cursorIndices { last.append(statement.value(place)) }
            }
            return nil
        }
    }

    private func plan(ofOne projection: Projection, view: View) -> SelectPlan {
        // Most readers are lent for one report and never ask for a row.
        if wholes.isEmpty {
            wholes = [SelectPlan?](repeating: nil, count: Self.places)
            latest = wholes
        }
        let isWhole =
            view.fields == nil && view.expand.isEmpty && view.format != .table
            && (view.showsNames || !projection.namesPeople) && !projection.keeps(from: view)
            && !projection.translates(for: view)
        let slot = slot(projection, view.scope)
        if isWhole, let known = wholes[slot] { return known }
        let key = SelectPlan.Key(projection, view, fields: view.fields, shape: .one)
        if let last = latest[slot], last.answers(key) { return last }
        let plan = plan(key, projection, view: view, query: nil)
        if isWhole { wholes[slot] = plan } else { latest[slot] = plan }
        return plan
    }

    private func slot(_ projection: Projection, _ scope: DataScope) -> Int {
        projection.resource.name.index * ScopeShape.allCases.count + Int(ScopeShape(scope).rawValue)
    }

    /// The statement that finds the community and version of a row that the scope may change or refer to.
    func lookup(_ projection: Projection, _ scope: DataScope) -> String {
        let slot = slot(projection, scope)
        if lookups.isEmpty { lookups = [String?](repeating: nil, count: Self.places) }
        if let known = lookups[slot] { return known }
        let community = projection.source.scope.community ?? "NULL"
        let version = projection.hasVersion ? "t.version" : "1"
        let sql = """
            SELECT \(community), \(version) FROM \(projection.source.table) t \(projection.source.joins) \
            WHERE t.id = ? AND \(ScopeCondition(scope, projection.source, isReading: projection.source.isLookedUpAsRead).sql)
            """
        lookups[slot] = sql
        return sql
    }

    func plan(of projection: Projection, _ query: ListQuery, view: View, search: SearchOrder? = nil) -> SelectPlan {
        let shape = SelectPlan.Key.Shape.page(
            filters: query.filters.map { filter in
                SelectPlan.Key.FilterShape(
                    field: filter.field,
                    comparison: filter.comparison,
                    count: filter.values.count { !$0.isNull },
                    asksForNull: filter.values.contains(.null)
                )
            },
            sort: query.sort,
            isContinued: query.cursor != nil,
            search: search
        )
        let key = SelectPlan.Key(projection, view, fields: view.fields, shape: shape)
        return plan(key, projection, view: view, query: query)
    }

    private func count(
        _ projection: Projection,
        _ query: ListQuery,
        _ search: SearchRun?,
        view: View
    ) throws -> Int64 {
        if let search { return try count(search, projection, query, view: view) }
        let conditions = PageConditions(projection, query, keepsReserve: projection.keeps(from: view))
        let filters = projection.clauses(view, query) + conditions.filters
        let values = projection.values(view, query) + PageConditions.values(query, projection, vault)
        let count = { (condition: String) in
            """
            SELECT count(*) FROM \(projection.source.table) t \(projection.source.joins) \
            WHERE \(([condition] + filters).joined(separator: " AND "))
            """
        }
        if let arms = projection.source.arms(view.scope) {
            let sum = arms.map { "(\(count($0.sql)))" }.joined(separator: " + ")
            let bound = arms.flatMap { $0.values + values }
            return try connection.first("SELECT \(sum)", bound) { $0.integer(0) } ?? 0
        }
        let scope = ScopeCondition(view.scope, projection.source, isPage: true, sight: .page)
        return try connection.first(count(scope.sql), scope.values + values) { $0.integer(0) } ?? 0
    }

    private func plan(
        _ key: SelectPlan.Key,
        _ projection: Projection,
        view: View,
        query: ListQuery?
    ) -> SelectPlan {
        if let known = plans[key] { return known }
        if plans.count >= Self.planLimit { plans.removeAll() }
        let plan = SelectPlan(key, projection, view: view, query: query)
        plans[key] = plan
        return plan
    }
}

extension Statement {
    mutating func bind(_ values: [Value], from first: Int32) throws {
        for (offset, value) in values.enumerated() { try bind(first + Int32(offset), value) }
    }
}
