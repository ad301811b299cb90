import Domain

/// Takes the rows of one register (逐行导入).
protocol RowImport: AnyObject {
    /// Writes a row that is whole, or says on it what is wrong; false asks for it again when all others are taken.
    func take(_ row: inout ImportRow) throws -> Bool
    /// Takes a row for which there is no later.
    func takeLast(_ row: inout ImportRow) throws
}

extension RowImport {
    func takeLast(_ row: inout ImportRow) throws { _ = try take(&row) }
}

/// Compounds and grids: registers whose rows stand by themselves (台账导入).
final class RegisterImport: RowImport {
    private let desk: ImportDesk
    private let resource: ResourceName
    private let level: PlaceLevel
    private let name: String
    private let keys: [String]

    /// - Parameters:
    ///   - desk: The desk of the import.
    ///   - resource: What the rows become.
    ///   - level: The places that they are.
    ///   - name: The field by which they are recognized.
    ///   - keys: All fields that a file may fill.
    init(_ desk: ImportDesk, _ resource: ResourceName, _ level: PlaceLevel, by name: String, _ keys: [String]) {
        self.desk = desk
        self.resource = resource
        self.level = level
        self.name = name
        self.keys = keys
    }

    func take(_ row: inout ImportRow) throws -> Bool {
        guard let name = row.text(name) else { return true }
        let draft = desk.draft(resource, row, keys)
        guard case .one(let id) = desk.places.find(level, name) else {
            let id = try desk.transaction.insert(draft, scope: desk.scope)
            desk.places.add(level, [KnownRow(id: id, above: 0, names: keys.compactMap { row.text($0) })])
            _ = desk.note(resource, id, row)
            desk.count(resource, .new)
            return true
        }
        if let first = desk.note(resource, id, row) {
            row.fault(self.name, .duplicate(ofRow: first))
            return true
        }
        desk.count(resource, try desk.change(draft, of: id) ? .changed : .same)
        return true
    }
}

/// Buildings and the grids that they are in today (楼栋导入).
final class BuildingImport: RowImport {
    private let desk: ImportDesk
    private let buildings: BuildingService

    init(_ desk: ImportDesk, buildings: BuildingService) {
        self.desk = desk
        self.buildings = buildings
    }

    func take(_ row: inout ImportRow) throws -> Bool {
        let compound = desk.compound(&row)
        let grid = row.text("grid_id").flatMap {
            desk.resolve(.grid, above: 0, $0, "grid_id", Title("网格", "Grid"), &row)
        }
        guard row.isWhole, let compound, let code = row.text("code") else { return true }
        var draft = desk.draft(.buildings, row, ["name", "floors"])
        guard case .one(let id) = desk.places.find(.building, above: compound, code) else {
            let bare = PlaceLevel.building.bare(code)
            draft["compound_id"] = .integer(compound)
            draft["code"] = .text(bare)
            if draft["name"] == nil { draft["name"] = .text(bare == code ? "\(code)幢" : code) }
            if let grid { draft["grid_id"] = .integer(grid) }
            let id = try buildings.create(draft, scope: desk.scope, in: desk.transaction)
            desk.places.add(.building, [KnownRow(id: id, above: compound, names: [code])])
            _ = desk.note(.buildings, id, row)
            desk.count(.buildings, .new)
            return true
        }
        if let first = desk.note(.buildings, id, row) {
            row.fault("code", .duplicate(ofRow: first))
            return true
        }
        let isChanged = try desk.change(draft, of: id)
        let isMoved = try move(id, to: grid)
        desk.count(.buildings, isChanged || isMoved ? .changed : .same)
        return true
    }

    /// Moves a building to the grid that the file names, from today on: what was counted for earlier days stays.
    private func move(_ id: Int64, to grid: Int64?) throws -> Bool {
        guard let grid, try desk.transaction.territory.currentMembership(ofBuilding: id)?.gridID != grid else {
            return false
        }
        try buildings.move(
            id,
            BuildingMove(gridID: grid, from: desk.today, reason: "导入"),
            scope: desk.scope,
            in: desk.transaction
        )
        return true
    }
}
