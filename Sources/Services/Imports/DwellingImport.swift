import Domain

/// Dwellings with their owners (房屋导入): a row for each owner where a dwelling has several; units are made as they appear.
final class DwellingImport: RowImport {
    private let desk: ImportDesk
    /// The dwellings of which somebody owns the whole by the file, with the row that says so.
    private var whole: [Int64: Int] = [:]
    private var hasAskedForShares = false

    init(_ desk: ImportDesk) { self.desk = desk }

    func take(_ row: inout ImportRow) throws -> Bool {
        let building = desk.building(&row)
        let area = certifiedArea(&row)
        let owners = owners(&row)
        guard row.isWhole, let building, let unitName = row.text("unit"), let room = row.text("room") else {
            return true
        }
        let unit = try unit(unitName, of: building)
        var draft = desk.draft(.dwellings, row, ["usage"])
        if let area { draft["certified_area"] = .integer(area) }
        let id = try dwelling(draft, room: room, of: unit, &row)
        guard row.isWhole else { return true }
        for owner in owners { try save(owner, of: id, &row) }
        return true
    }

    private func unit(_ name: String, of building: Int64) throws -> Int64 {
        if case .one(let id) = desk.places.find(.unit, above: building, name) { return id }
        let code = PlaceLevel.unit.bare(name)
        let draft = Draft(
            .units,
            [
                "community_id": .integer(desk.community.id), "building_id": .integer(building), "code": .text(code),
            ]
        )
        let id = try desk.transaction.insert(draft, scope: desk.scope)
        desk.places.add(.unit, [KnownRow(id: id, above: building, names: [code])])
        desk.count(.units, .new)
        return id
    }

    private func dwelling(_ draft: Draft, room: String, of unit: Int64, _ row: inout ImportRow) throws -> Int64 {
        if case .one(let id) = desk.places.find(.room, above: unit, room) {
            let first = desk.note(.dwellings, id, row)
            let isChanged = try desk.change(draft, of: id)
            if let first {
                // The row of a second owner repeats the dwelling; it may not say anything else of it.
                if isChanged { row.fault("room", .contradicts(row: first)) }
            } else {
                desk.count(.dwellings, isChanged ? .changed : .same)
            }
            return id
        }
        var draft = draft
        let bare = PlaceLevel.room.bare(room)
        draft["unit_id"] = .integer(unit)
        draft["room"] = .text(bare)
        let id = try desk.transaction.insert(draft, scope: desk.scope)
        desk.places.add(.room, [KnownRow(id: id, above: unit, names: [bare])])
        _ = desk.note(.dwellings, id, row)
        desk.count(.dwellings, .new)
        return id
    }

    /// The area in hundredths, from whichever of the two columns says it.
    private func certifiedArea(_ row: inout ImportRow) -> Int64? {
        guard case .integer(let meters)? = row["certified_area_m2"] else {
            if case .integer(let hundredths)? = row["certified_area"] { return hundredths }
            return nil
        }
        if case .integer(let hundredths)? = row["certified_area"], hundredths != meters {
            row.fault("certified_area_m2", .contradictsColumn("certified_area"))
        }
        return meters
    }

    private struct Owner {
        let name: String
        let phone: FieldValue?
        let idNumber: String?
        let share: OwnershipShare?
    }

    /// The owners that a row names: several names in one cell are owners of equal shares.
    private func owners(_ row: inout ImportRow) -> [Owner] {
        let (idNumber, phone) = (row.text("owner_id_number"), row["owner_phone"])
        guard let cell = row.text("owner") else {
            if idNumber != nil || phone != nil { row.fault("owner", .missingOwner) }
            return []
        }
        let share = share(&row)
        let names = cell.split { "、，,;；/".contains($0) }.map(String.init)
        if names.count > 1, idNumber == nil, phone == nil, share == nil {
            let equal = OwnershipShare(1, of: Int64(names.count))
            return names.map { Owner(name: $0, phone: nil, idNumber: nil, share: equal) }
        }
        guard names.count == 1 else {
            row.fault("owner", .oneOwner)
            return []
        }
        return [Owner(name: cell, phone: phone, idNumber: idNumber, share: share)]
    }

    private func share(_ row: inout ImportRow) -> OwnershipShare? {
        if let text = row.text("share") {
            let parts = text.split(separator: "/").compactMap { Int64($0) }
            return parts.count == 2 ? OwnershipShare(parts[0], of: parts[1]) : nil
        }
        guard case .integer(let top)? = row["share_numerator"], case .integer(let bottom)? = row["share_denominator"]
        else { return nil }
        guard let share = OwnershipShare(top, of: bottom) else {
            row.fault("share_numerator", .contradictsColumn("share_denominator"))
            return nil
        }
        return share
    }

    private func save(_ owner: Owner, of dwelling: Int64, _ row: inout ImportRow) throws {
        var draft = Draft(
            .ownerships,
            [
                "community_id": .integer(desk.community.id), "dwelling_id": .integer(dwelling),
                "name": .text(owner.name),
            ]
        )
        if let phone = owner.phone { draft["phone"] = phone }
        if let number = owner.idNumber { draft["id_number"] = .text(number) }
        if let share = owner.share {
            draft["share_numerator"] = .integer(share.numerator)
            draft["share_denominator"] = .integer(share.denominator)
        }
        let known = try desk.imports.ownership(of: dwelling, name: owner.name, idNumber: owner.idNumber)
        guard let id = known else {
            guard isOwnedTogether(owner, of: dwelling, &row) else { return }
            let id = try desk.transaction.insert(draft, scope: desk.scope)
            _ = desk.note(.ownerships, id, row)
            desk.count(.ownerships, .new)
            return
        }
        if let first = desk.note(.ownerships, id, row) {
            row.fault("owner", .duplicate(ofRow: first))
            return
        }
        desk.count(.ownerships, try desk.change(draft, of: id) ? .changed : .same)
    }

    /// Whether nobody named before has the whole dwelling; who has it without a share being said is told how to say it.
    private func isOwnedTogether(_ owner: Owner, of dwelling: Int64, _ row: inout ImportRow) -> Bool {
        let isWhole = owner.share.map { $0.numerator == $0.denominator } ?? true
        if let first = whole[dwelling] {
            row.fault("share", .sharesMissing(first: first))
            if !hasAskedForShares { desk.report.add(ImportProblem(row: row.number, header: "产权份额", .shareColumn)) }
            hasAskedForShares = true
            return false
        }
        if isWhole { whole[dwelling] = row.number }
        return true
    }
}

extension CellFault {
    fileprivate static func contradicts(row: Int) -> CellFault {
        CellFault(
            "contradiction",
            "与第 \(row) 行对同一房屋的记载不一致",
            "Says something else of this dwelling than row \(row)"
        )
    }

    fileprivate static func contradictsColumn(_ column: String) -> CellFault {
        CellFault("contradiction", "与 \(column) 列不一致", "Does not agree with the column \(column)")
    }

    fileprivate static let missingOwner = CellFault(
        "required",
        "填写了产权人的号码，却没有姓名",
        "There is a number of an owner, but no name"
    )

    fileprivate static func sharesMissing(first: Int) -> CellFault {
        CellFault(
            "share_needed",
            "第 \(first) 行的产权人未写份额，按全部计；一套房屋有几位产权人的，每行都要写份额",
            "Row \(first) says no share, which is the whole; where a dwelling has several owners each row says its share"
        )
    }

    fileprivate static let shareColumn = CellFault(
        "share_column_needed",
        "文件中有房屋登记了几位产权人：请增加“产权份额”列（如 1/2、50%），或把几位产权人写在同一格、用顿号隔开（等额）",
        "Dwellings of the file have several owners: add a column 产权份额 (share), such as 1/2 or 50%, or write the owners into one "
            + "cell with 、 between them, for equal shares"
    )

    fileprivate static let oneOwner = CellFault(
        "ambiguous",
        "有号码或份额时，每行只能写一位产权人",
        "With a number or a share, a row names one owner only"
    )
}
