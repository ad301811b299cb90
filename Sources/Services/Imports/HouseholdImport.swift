import Domain

/// Households, each by its dwelling and head (户导入).
final class HouseholdImport: RowImport {
    private let desk: ImportDesk
    private var roll: HouseholdRoll

    init(_ desk: ImportDesk) throws {
        self.desk = desk
        roll = HouseholdRoll(try desk.imports.households(in: desk.community.id))
    }

    func take(_ row: inout ImportRow) throws -> Bool {
        let dwelling = desk.dwelling(&row)
        guard row.isWhole, let dwelling, let from = row.date("from_date") else { return true }
        // Who moved out before the register began is history that this import does not write.
        guard row.text("until_date") == nil else {
            desk.report.skipped += 1
            return true
        }
        let head = row.text("head")
        var draft = desk.draft(.households, row, ["kind", "from_date"])
        switch roll.find(dwelling: dwelling, head: head) {
        case .one(let known):
            try change(known, draft, from, &row)
        case .several:
            row.fault("head", .several(Title("户", "Household")))
        case .none:
            if let known = roll.nameless(dwelling: dwelling) {
                if let head { draft["registered_head"] = .text(head) }
                try change(known, draft, from, &row)
                return true
            }
            draft["dwelling_id"] = .integer(dwelling)
            if let head { draft["registered_head"] = .text(head) }
            let id = try desk.transaction.insert(draft, scope: desk.scope)
            let names = head.map { [$0] } ?? []
            roll.add(KnownHousehold(id: id, dwelling: dwelling, names: names, head: nil))
            _ = desk.note(.households, id, row)
            desk.count(.households, .new)
        }
        return true
    }

    private func change(_ known: KnownHousehold, _ draft: Draft, _ from: CivilDate, _ row: inout ImportRow) throws {
        if let first = desk.note(.households, known.id, row) {
            row.fault("room", .duplicate(ofRow: first))
            return
        }
        // A later beginning would leave out residents who lived there before it.
        if let start = try desk.transaction.people.start(ofHousehold: known.id), from > start {
            row.fault("from_date", .later(than: start))
            return
        }
        desk.count(.households, try desk.change(draft, of: known.id) ? .changed : .same)
    }
}

extension CellFault {
    fileprivate static func later(than start: CivilDate) -> CellFault {
        CellFault(
            "too_late",
            "该户已登记的入住日是 \(start)，不能改得更晚",
            "The household is registered from \(start) on, and can not begin later"
        )
    }
}
