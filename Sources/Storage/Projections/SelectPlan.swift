import Domain
import Formats
import JSON
import SQLite

/// A SELECT worked out for a shape of question (查询计划), kept so that its text is written once.
final class SelectPlan {
    let sql: String
    let columns: [Column]
    let keys: JSONKeys
    let cells: [CellKind]
    /// Whether each column can be absent; the others are not asked.
    let canBeNull: [Bool]
    /// Where the id of the row stands among the columns of the statement.
    let idIndex: Int32
    let versionIndex: Int32?
    /// Where the values that the cursor needs begin.
    let cursorIndex: Int32

    /// How a column of the statement becomes a cell.
    enum CellKind {
        case integer, text, boolean, instant
        case sealed(Mask, column: String)
        case maskedDate
    }

    /// What a plan depends on: everything about the question but the values.
    struct Key: Hashable {
        let resource: Int
        let scope: ScopeShape
        let isTable: Bool
        let fields: [Int]?
        let expand: [Int]
        let shape: Shape

        enum Shape: Hashable {
            case one
            case page(filters: [FilterShape], sort: [SortKey], isContinued: Bool, search: SearchOrder?)
        }

        struct FilterShape: Hashable {
            let field: Int
            let comparison: Filter.Comparison
            /// How many values are compared with, and whether what is absent counts too.
            let count: Int
            let asksForNull: Bool
        }
    }

    init(_ key: Key, _ projection: Projection, view: View, query: ListQuery?) {
        var columns: [Column] = []
        var cells: [CellKind] = []
        var canBeNull: [Bool] = []
        var selected: [String] = []
        for field in projection.visible(key.fields, in: view.scope, as: view.format) {
            columns.append(projection.columns[field])
            cells.append(Self.cell(projection.resource.fields[field]))
            canBeNull.append(projection.resource.fields[field].isOptional)
            selected.append(projection.expressions[field])
            guard key.expand.contains(field), let label = Self.label(of: field, projection, view.scope) else {
                continue
            }
            columns.append(label.column)
            cells.append(.text)
            canBeNull.append(true)
            selected.append(label.sql)
        }
        self.columns = columns
        keys = JSONKeys(columns)
        self.cells = cells
        self.canBeNull = canBeNull
        idIndex = Int32(selected.count)
        selected.append("t.id")
        versionIndex = projection.hasVersion ? Int32(selected.count) : nil
        if projection.hasVersion { selected.append("t.version") }
        cursorIndex = Int32(selected.count)
        let scope = ScopeCondition(view.scope, projection.source)
        let from = "FROM \(projection.source.table) t \(projection.source.joins)"
        guard let query else {
            sql = "SELECT \(selected.joined(separator: ", ")) \(from) WHERE t.id = ? AND \(scope.sql)"
            return
        }
        let conditions = PageConditions(projection, query)
        if case .page(_, _, let isContinued, let order?) = key.shape, let source = projection.source.search {
            sql = order.select(
                selected,
                projection,
                source,
                clauses: [scope.sql] + conditions.filters,
                isContinued: isContinued,
                conditions: conditions
            )
            return
        }
        selected += conditions.sortExpressions
        var clauses = [scope.sql] + conditions.filters
        if query.cursor != nil { clauses.append(conditions.keyset) }
        sql = """
            SELECT \(selected.joined(separator: ", ")) \(from) WHERE \(clauses.joined(separator: " AND ")) \
            ORDER BY \(conditions.order) LIMIT ?
            """
    }

    /// The version of the row that a statement stands on.
    func version(_ statement: borrowing Statement) -> Int64? {
        guard let versionIndex else { return nil }
        return statement.integer(versionIndex)
    }

    /// All rows of a register in the order of their ids, with the columns of an export.
    init(exporting columns: [ExportColumn], of projection: Projection) {
        self.columns = columns.map(\.column)
        keys = JSONKeys(self.columns)
        cells = columns.map(\.cell)
        canBeNull = columns.map(\.canBeNull)
        idIndex = Int32(columns.count)
        versionIndex = nil
        cursorIndex = idIndex + 1
        let selected = columns.map(\.sql) + ["t.id"]
        sql = """
            SELECT \(selected.joined(separator: ", ")) FROM \(projection.source.table) t \(projection.source.joins) \
            ORDER BY t.id
            """
    }

    static func cell(_ field: Field) -> CellKind {
        switch field.type {
        case .identifier, .integer, .reference: .integer
        case .text, .date, .timeOfDay, .enumeration: .text
        case .boolean: .boolean
        case .instant: .instant
        case .sealed(let mask): .sealed(mask, column: field.name)
        case .maskedDate: .maskedDate
        }
    }

    /// The joined name of a reference: `grid_name` beside `grid_id`.
    private static func label(
        of field: Int,
        _ projection: Projection,
        _ scope: DataScope
    ) -> (column: Column, sql: String)? {
        let description = projection.resource.fields[field]
        guard case .reference(let target) = description.type else { return nil }
        let source = ResourceSource.of(target)
        // Where the scope holds only some of those rows, a name would tell of the others.
        guard source.scope.own(in: scope) == nil else { return nil }
        let key = description.name.hasSuffix("_id") ? String(description.name.dropLast(3)) : description.name
        return (
            Column(
                key: "\(key)_name",
                title: description.title,
                type: .text(0...1000)
            ),
            "(SELECT \(source.label) FROM \(source.table) x WHERE x.id = \(projection.expressions[field]))"
        )
    }
}
