import Domain

extension ImportDesk {
    /// The compound that a row names; the only one of the community where it names none.
    func compound(_ row: inout ImportRow) -> Int64? {
        guard let name = row.text("compound") else {
            if let only = places.only(.compound) { return only }
            row.fault("compound", .whichCompound)
            return nil
        }
        return resolve(.compound, above: 0, name, "compound", Title("小区", "Compound"), &row)
    }

    func building(_ row: inout ImportRow) -> Int64? {
        guard let compound = compound(&row), let name = row.text("building") else { return nil }
        return resolve(.building, above: compound, name, "building", Title("楼栋", "Building"), &row)
    }

    /// The dwelling that a row names by compound, building, unit and room.
    func dwelling(_ row: inout ImportRow) -> Int64? {
        guard let building = building(&row), let unit = row.text("unit"), let room = row.text("room"),
            let unitID = resolve(.unit, above: building, unit, "unit", Title("单元", "Unit"), &row)
        else { return nil }
        return resolve(.room, above: unitID, room, "room", Title("房屋", "Dwelling"), &row)
    }

    /// The row that a cell names; a fault of the cell where there is none.
    func resolve(
        _ level: PlaceLevel,
        above: Int64,
        _ name: String,
        _ key: String,
        _ title: Title,
        _ row: inout ImportRow
    ) -> Int64? {
        switch places.find(level, above: above, name) {
        case .one(let id): return id
        case .several: row.fault(key, .several(title))
        case .none: row.fault(key, .unknown(title))
        }
        return nil
    }

    /// Whether a row is of the community that is imported into, where it says so.
    func checkCommunity(_ row: inout ImportRow) {
        guard let name = row.text("community"), name != "\(community.id)", !community.names.contains(name) else {
            return
        }
        let own = community.names.last ?? ""
        row.fault(
            "community",
            CellFault("other_community", "属于另一个社区，本次导入的是“\(own)”", "Is another community; this import is for “\(own)”")
        )
    }
}

extension CellFault {
    fileprivate static let whichCompound = CellFault(
        "required",
        "社区有多个小区（或没有），须写明小区",
        "The community has several compounds or none, so the compound must be named"
    )
}
