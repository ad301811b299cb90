import Domain
import Formats
import JSON
import SQLite

/// A SELECT worked out for a shape of question (查询计划), kept so that its text is written once.
final class SelectPlan {
    /// The question that it answers.
    private let key: Key
    let text: StatementText
    var sql: String { text.sql }
    let columns: [Column]
    let keys: JSONKeys
    let cells: [CellKind]
    /// Whether each column can be absent; the others are not asked.
    let canBeNull: [Bool]
    /// Where the id of the row stands among the columns of the statement.
    let idIndex: Int32
    let versionIndex: Int32?
    /// Whether its columns ask who looks, which is then bound before all else.
    let asksWho: Bool
    /// Where the values that the cursor needs stand.
    let cursorIndices: [Int32]
    /// How many bytes an answer is expected to need: what the longest of late needed, and a little more.
    private(set) var room = 1024
    /// The cells of a row that wait to be written together, kept from row to row.
    ///
    /// Unchecked: a plan is one thread's, and its renderer takes them out for the time of a row.
    @exclusivity(unchecked) var row: [Cell]

    /// How a column of the statement becomes a cell.
    enum CellKind {
        case integer, text, boolean, instant
        /// What anybody wrote, in which there may be somebody's number.
        case words
        case sealed(Mask, column: String)
        case contact
        case maskedDate
    }

    init(_ key: Key, _ projection: Projection, view: View, query: ListQuery?) {
        self.key = key
        var columns: [Column] = []
        var cells: [CellKind] = []
        var canBeNull: [Bool] = []
        var selected: [String] = []
        let visible = projection.visible(key.fields, in: view)
        let isAtTheDoor = projection.namesDoors(beside: visible, key, isOne: query == nil)
        for field in visible {
            columns.append(projection.columns[field])
            cells.append(Self.cell(projection.resource.fields[field]))
            canBeNull.append(projection.resource.fields[field].isOptional)
            let shown = projection.expression(field, keepsReserve: key.keepsReserve, isTranslated: key.isTranslated)
            let listed = query == nil ? nil : projection.source.listed[projection.resource.fields[field].name]
            selected.append(listed ?? shown)
            guard key.expand.contains(field),
                let label = Self.label(of: field, projection, view.scope, key.reserves, isAtTheDoor: isAtTheDoor)
            else { continue }
            columns.append(label.column)
            cells.append(.words)
            canBeNull.append(true)
            selected.append(label.sql)
        }
        self.columns = columns
        keys = JSONKeys(columns)
        self.cells = cells
        self.canBeNull = canBeNull
        row = [Cell](repeating: .null, count: cells.count)
        idIndex = Self.index(of: "t.id", in: &selected)
        versionIndex = projection.hasVersion ? Self.index(of: "t.version", in: &selected) : nil
        // No field is written so but where it asks that.
        asksWho = selected.contains { $0.contains(":me") }
        var sight = query == nil ? GuestSight.one : .page
        // Words are looked for among the own rows, by the tags of the index.
        if case .page(_, _, _, .some) = key.shape { sight = .none }
        let scope = ScopeCondition(view.scope, projection.source, isPage: query != nil, sight: sight)
        let from = "FROM \(projection.source.table(view.scope, sight)) t \(projection.source.joins)"
        let kept = projection.clauses(view, query)
        guard let query else {
            cursorIndices = []
            let conditions = ["t.id = ?", scope.sql] + kept
            text = StatementText(
                "SELECT \(selected.joined(separator: ", ")) \(from) WHERE \(conditions.joined(separator: " AND "))"
            )
            return
        }
        let conditions = PageConditions(projection, query, keepsReserve: key.keepsReserve)
        if case .page(_, _, let isContinued, let order?) = key.shape, let source = projection.source.search {
            let places = order == .sorted ? conditions.sortExpressions.count : 2
            cursorIndices = (0..<places).map { Int32(selected.count + $0) }
            text = StatementText(
                order.select(
                    selected,
                    projection,
                    source,
                    clauses: [scope.sql] + kept + conditions.filters,
                    isContinued: isContinued,
                    conditions: conditions
                )
            )
            return
        }
        cursorIndices = conditions.sortExpressions.map { Self.index(of: $0, in: &selected) }
        var clauses = [scope.sql] + kept + conditions.filters
        if query.cursor != nil { clauses.append(conditions.keyset) }
        if let walks = WalkPerValue(projection, query, conditions, firstFilter: 1) {
            text = StatementText(walks.select(selected, projection, clauses, order: conditions.order))
            return
        }
        text = StatementText(
            """
            SELECT \(selected.joined(separator: ", ")) \(from) WHERE \(clauses.joined(separator: " AND ")) \
            ORDER BY \(conditions.order) LIMIT ?
            """
        )
    }

    /// Where an expression stands among the columns, put behind the others if it does not; each costs for every row.
    private static func index(of expression: String, in selected: inout [String]) -> Int32 {
        if let known = selected.firstIndex(of: expression) { return Int32(known) }
        selected.append(expression)
        return Int32(selected.count - 1)
    }

    /// Whether this is what is asked now.
    func answers(_ asked: Key) -> Bool { key == asked }

    /// Learns from the size of an answer; a long one is forgotten by and by.
    func noteSize(_ size: Int) {
        let wanted = size &+ size / 8 &+ 64
        room = wanted >= room ? wanted : room &- (room &- wanted) / 32
    }

    /// The version of the row that a statement stands on.
    func version(_ statement: borrowing Statement) -> Int64? {
        guard let versionIndex else { return nil }
        return statement.integer(versionIndex)
    }

    /// All rows of a register in the order of their ids, with the columns of an export.
    init(exporting columns: [ExportColumn], of projection: Projection, where rows: String?) {
        key = Key(exporting: projection)
        self.columns = columns.map(\.column)
        keys = JSONKeys(self.columns)
        cells = columns.map(\.cell)
        row = [Cell](repeating: .null, count: cells.count)
        canBeNull = columns.map(\.canBeNull)
        idIndex = Int32(columns.count)
        versionIndex = nil
        asksWho = false
        cursorIndices = []
        let selected = columns.map(\.sql) + ["t.id"]
        text = StatementText(
            """
            SELECT \(selected.joined(separator: ", ")) FROM \(projection.source.table) t \(projection.source.joins) \
            WHERE \(rows ?? "1") ORDER BY t.id
            """
        )
    }
}
