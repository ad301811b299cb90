import Domain

extension SelectPlan {
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
}
