import Domain

/// What the imports of all registers have in common (导入台): the transaction, the places of the community, and the counts.
final class ImportDesk {
    let transaction: any Transaction
    let community: KnownRow
    let imports: any ImportRepository
    var places: PlaceIndex
    var report: ImportReport
    /// In which row of the file a row of a register was named first.
    private var rowsOf: [Identity: Int] = [:]

    private struct Identity: Hashable {
        let resource: ResourceName
        let id: Int64
    }

    init(_ request: ImportRequest, _ transaction: any Transaction) throws {
        self.transaction = transaction
        imports = transaction.imports
        community = try Self.community(request.community, among: try imports.communities())
        report = ImportReport(request.kind)
        report.isDryRun = request.isDryRun
        places = PlaceIndex()
        for (level, resource) in Self.registers {
            places.add(level, try imports.known(resource, in: community.id))
        }
    }

    var scope: DataScope { .community(community.id) }
    var today: CivilDate { transaction.time.date(of: transaction.now) }

    private static let registers: KeyValuePairs<PlaceLevel, ResourceName> = [
        .compound: .compounds, .grid: .grids, .building: .buildings, .unit: .units, .room: .dwellings,
        .branch: .partyOrganizations,
    ]

    private static func community(_ name: String?, among known: [KnownRow]) throws -> KnownRow {
        guard let name else {
            if known.count == 1 { return known[0] }
            throw known.isEmpty
                ? DomainError(
                    .notFound,
                    "no_community",
                    "数据库中还没有社区，请先建立社区",
                    "There is no community in this database yet; make it first"
                )
                : DomainError(
                    .invalid,
                    "which_community",
                    "有多个社区，请用 --community 指明：\(listing(known))",
                    "There is more than one community; name it by --community: \(listing(known))"
                )
        }
        guard let found = known.first(where: { "\($0.id)" == name || $0.names.contains(name) }) else {
            throw DomainError(
                .notFound,
                "no_such_community",
                "没有社区“\(name)”，现有：\(listing(known))",
                "There is no community “\(name)”; there are: \(listing(known))"
            )
        }
        return found
    }

    private static func listing(_ known: [KnownRow]) -> String {
        known.prefix(20).map { $0.names.last ?? "\($0.id)" }.joined(separator: ", ")
    }

    /// A draft of a row of this community, with what the cells of its columns say; an empty cell says nothing.
    func draft(_ resource: ResourceName, _ row: ImportRow, _ keys: [String]) -> Draft {
        var draft = Draft(resource, ["community_id": .integer(community.id)])
        for key in keys {
            if let value = row[key] { draft[key] = value }
        }
        return draft
    }

    /// Changes what differs in a row that is there.
    func change(_ draft: Draft, of id: Int64) throws -> Bool {
        let difference = try imports.difference(draft, from: id)
        guard !difference.values.isEmpty else { return false }
        try transaction.update(difference, id: id, ifVersion: nil, scope: scope)
        return true
    }

    func count(_ resource: ResourceName, _ outcome: ImportTally.Outcome) { report.count(resource, outcome) }

    /// Notes that a row of the file speaks of a row of a register; the earlier row of the file that did, if there was one.
    func note(_ resource: ResourceName, _ id: Int64, _ row: ImportRow) -> Int? {
        let identity = Identity(resource: resource, id: id)
        if let first = rowsOf[identity] { return first }
        rowsOf[identity] = row.number
        return nil
    }
}

extension CellFault {
    static func duplicate(ofRow row: Int) -> CellFault {
        CellFault("duplicate", "与第 \(row) 行是同一条记录", "Is the same as row \(row)")
    }

    static func unknown(_ title: Title) -> CellFault {
        CellFault(
            "unknown_reference",
            "没有这个\(title.chinese)，请先登记或改正名称",
            "There is no such \(title.english.lowercased()); register it first or mend the name"
        )
    }

    static func several(_ title: Title) -> CellFault {
        CellFault("ambiguous", "有多个\(title.chinese)与此相符", "More than one \(title.english.lowercased()) is called so")
    }
}
