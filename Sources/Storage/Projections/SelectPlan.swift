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

    /// What a plan depends on: everything about the question but the values.
    struct Key: Hashable {
        let resource: Int
        let scope: ScopeShape
        let isTable: Bool
        let showsNames: Bool
        let keepsReserve: Bool
        let isTranslated: Bool
        let fields: [Int]?
        let expand: [Int]
        /// What is kept from whoever asks of the rows that these refer to.
        let reserves: Reserves
        /// Whether whoever asks goes to doors.
        let showsDoors: Bool
        let shape: Shape

        init(
            _ projection: Projection,
            _ view: View,
            fields: [Int]?,
            shape: Shape
        ) {
            resource = projection.resource.name.index
            scope = ScopeShape(view.scope)
            isTable = view.format == .table
            showsNames = view.showsNames || !projection.namesPeople
            keepsReserve = projection.keeps(from: view)
            isTranslated = projection.translates(for: view)
            self.fields = fields
            expand = view.expand
            reserves = view.expand.isEmpty ? [] : view.reserves
            showsDoors = !view.expand.isEmpty && view.showsDoors
            self.shape = shape
        }

        /// Of a whole register as its owner takes it out.
        init(exporting projection: Projection) {
            resource = projection.resource.name.index
            scope = .everything
            (isTable, showsNames, keepsReserve, isTranslated) = (false, true, false, false)
            (fields, expand, reserves, showsDoors) = (nil, [], [], false)
            shape = .export
        }

        enum Shape: Hashable {
            case one, export
            case page(filters: [FilterShape], sort: [SortKey], isContinued: Bool, search: SearchOrder?)
        }

        /// Few of the fields are enough to find a place; all of them are compared there.
        func hash(into hasher: inout Hasher) {
            var word = resource << 8 | Int(scope.rawValue) << 1 | (isTable ? 1 : 0)
            for field in fields ?? [] { word = word &* 31 &+ field &+ 1 }
            for field in expand { word = word &* 37 &+ field &+ 1 }
            if case .page(let filters, let sort, let isContinued, let search) = shape {
                for filter in filters { word = word &* 41 &+ filter.field &+ filter.count &+ 1 }
                word = word &* 43 &+ sort.count &+ (isContinued ? 7 : 3) &+ (search == nil ? 11 : 13)
            }
            hasher.combine(word)
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
    init(exporting columns: [ExportColumn], of projection: Projection) {
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
            ORDER BY t.id
            """
        )
    }

    static func cell(_ field: Field) -> CellKind {
        switch field.type {
        case .identifier, .integer, .reference: .integer
        case .text: .words
        case .date, .timeOfDay, .timeLimit, .enumeration, .enumerations: .text
        case .boolean: .boolean
        case .instant: .instant
        case .sealed(let mask): .sealed(mask, column: field.name)
        case .contact: .contact
        case .maskedDate: .maskedDate
        }
    }

    /// The joined name of a reference: `grid_name` beside `grid_id`.
    private static func label(
        of field: Int,
        _ projection: Projection,
        _ scope: DataScope,
        _ reserves: Reserves,
        isAtTheDoor: Bool
    ) -> (column: Column, sql: String)? {
        let description = projection.resource.fields[field]
        guard case .reference(let target) = description.type else { return nil }
        let source = ResourceSource.of(target)
        // Where the scope holds only some of those rows, a name would tell of the others.
        guard source.scope.own(in: scope) == nil else { return nil }
        let key = description.name.hasSuffix("_id") ? String(description.name.dropLast(3)) : description.name
        let kept = source.reserve.isDisjoint(with: reserves) ? nil : source.reservedLabel
        let label = kept ?? (isAtTheDoor ? source.door : nil) ?? source.label
        let announced: String =
            switch scope {
            case .subdistrict, .onlooker:
                source.announcedCondition.map { " AND \($0.replacing("t.", with: "x."))" } ?? ""
            case .everything, .community, .civil, .grid, .branch, .organization, .resident, .visitor: ""
            }
        return (
            Column(
                key: "\(key)_name",
                title: description.title,
                type: .text(0...1000)
            ),
            "(SELECT \(label) FROM \(source.table) x WHERE x.id = \(projection.expressions[field])\(announced))"
        )
    }
}
