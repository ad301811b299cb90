/// A register that can be brought in as a file (导入类别).
package enum ImportKind: String, TitledEnum {
    case compounds, grids, buildings, dwellings, households, residents
    case partyMembers = "party-members"

    package var title: Title { Resource[resource].title }

    /// What its rows become.
    package var resource: ResourceName {
        switch self {
        case .compounds: .compounds
        case .grids: .grids
        case .buildings: .buildings
        case .dwellings: .dwellings
        case .households: .households
        case .residents: .residents
        case .partyMembers: .partyMembers
        }
    }

    /// The columns that a file may have, in any order.
    package var columns: [ImportColumn] {
        switch self {
        case .compounds: ImportColumns.compounds
        case .grids: ImportColumns.grids
        case .buildings: ImportColumns.buildings
        case .dwellings: ImportColumns.dwellings
        case .households: ImportColumns.households
        case .residents: ImportColumns.residents
        case .partyMembers: ImportColumns.partyMembers
        }
    }

    /// The headers, ready to be compared, of what says nothing to an import: running numbers, and what the store gives.
    ///
    /// An export has the registered head beside the head.
    var ignoredHeaders: Set<String> {
        let fields = Resource[resource].fields.filter { $0.writing == .computed || $0.name == "registered_head" }
        let given = fields.flatMap { [$0.name, $0.title.chinese, $0.title.english] }
        return Set((given + Self.running).map(ImportColumn.comparable))
    }

    private static let running = ["序号", "编号", "系统编号", "No."]

    /// What the header of an id ends with in an export: the ids of another database say nothing here.
    package static let idTitle = Title("系统编号", "system id")
    static let idSuffix = "(\(idTitle.chinese))"
}
