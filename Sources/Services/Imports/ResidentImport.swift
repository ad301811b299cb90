import Domain

/// Residents and where they live (居民导入): each by the ID number, else by name, birth date and dwelling.
final class ResidentImport: RowImport {
    private let desk: ImportDesk
    private let residents: ResidentService
    private var roll: HouseholdRoll
    /// Where everybody has an ID number, whoever is not found by it is new.
    private var hasUnnumbered: Bool

    private static let keys = ["name", "sex", "birth_date", "phone", "id_number", "residency", "care_tag"]

    init(_ desk: ImportDesk, residents: ResidentService) throws {
        self.desk = desk
        self.residents = residents
        roll = HouseholdRoll(try desk.imports.households(in: desk.community.id))
        hasUnnumbered = try desk.imports.hasResidentsWithoutNumber(in: desk.community.id)
    }

    func take(_ row: inout ImportRow) throws -> Bool { try take(&row, isLast: false) }

    func takeLast(_ row: inout ImportRow) throws { _ = try take(&row, isLast: true) }

    private func take(_ row: inout ImportRow, isLast: Bool) throws -> Bool {
        let household = household(&row)
        guard row.isWhole, let household else { return true }
        var draft = desk.draft(.residents, row, Self.keys)
        derive(&draft, &row)
        guard row.isWhole, let known = try known(draft, household, &row), row.isWhole else { return true }
        let isHead = row.text("relation") == HouseholdRelation.head.rawValue
        if isHead, let head = roll.head(of: household.id), head != known.resident?.id {
            // The present head may stop being it in a later row.
            guard isLast else { return false }
            row.fault("relation", .householdHasHead)
            return true
        }
        if let resident = known.resident {
            try change(resident, draft, household, &row)
        } else {
            try insert(draft, household, &row)
        }
        return true
    }

    private func household(_ row: inout ImportRow) -> KnownHousehold? {
        guard let dwelling = desk.dwelling(&row) else { return nil }
        let isHead = row.text("relation") == HouseholdRelation.head.rawValue
        let named = row.text("head") ?? (isHead ? row.text("name") : nil)
        switch roll.find(dwelling: dwelling, head: named) {
        case .one(let household): return household
        case .several: row.fault("head", .several(Title("户", "Household")))
        case .none:
            if let household = roll.nameless(dwelling: dwelling) { return household }
            // A head whom no column names may be a new head of the only household.
            if row.text("head") == nil, case .one(let household) = roll.find(dwelling: dwelling, head: nil) {
                return household
            }
            row.fault("room", .noHousehold)
        }
        return nil
    }

    /// Fills in what the ID number says, and holds against it what the row says beside it.
    private func derive(_ draft: inout Draft, _ row: inout ImportRow) {
        let birth = row.date("birth_date")
        if let birth, birth > desk.today { row.fault("birth_date", .inFuture) }
        guard let number = row.text("id_number").flatMap({ IdentityNumber($0) }) else { return }
        if birth == nil { draft["birth_date"] = .text(number.birthDate.description) }
        if row.text("sex") == nil { draft["sex"] = .text(number.sex.rawValue) }
        if let birth, birth != number.birthDate { row.fault("birth_date", .doesNotMatch) }
        if let sex = row.text("sex"), sex != number.sex.rawValue { row.fault("sex", .doesNotMatch) }
    }

    /// The resident whom a row means, if one is there; nothing where that can not be said.
    private func known(
        _ draft: Draft,
        _ household: KnownHousehold,
        _ row: inout ImportRow
    ) throws -> (resident: KnownResident?, isNew: Bool)? {
        var found: KnownResident?
        let number = draft.text("id_number")
        if let number { found = try desk.imports.resident(idNumber: number, in: desk.community.id) }
        if found == nil, number == nil || hasUnnumbered, let name = draft.text("name"),
            let birth = draft.text("birth_date")
        {
            let alike = try desk.imports.residents(named: name, born: birth, dwelling: household.dwelling)
                // Another ID number is another person, whatever the name.
                .filter { number == nil || !$0.hasIDNumber }
            guard alike.count <= 1 else {
                row.fault("name", .several(Title("居民", "Resident")))
                return nil
            }
            found = alike.first
        }
        guard let found else { return (nil, true) }
        if let first = desk.note(.residents, found.id, row), first != row.number {
            row.fault(number == nil ? "name" : "id_number", .duplicate(ofRow: first))
            return nil
        }
        return (found, false)
    }

    private func insert(_ draft: Draft, _ household: KnownHousehold, _ row: inout ImportRow) throws {
        var draft = draft
        draft["household_id"] = .integer(household.id)
        if let relation = row["relation"] { draft["relation"] = relation }
        if let from = row["from_date"] { draft["from_date"] = from }
        let id = try residents.create(draft, scope: desk.scope, in: desk.transaction)
        if draft["id_number"] == nil { hasUnnumbered = true }
        _ = desk.note(.residents, id, row)
        noteHead(id, of: household, row)
        desk.count(.residents, .new)
    }

    private func change(
        _ resident: KnownResident,
        _ draft: Draft,
        _ household: KnownHousehold,
        _ row: inout ImportRow
    ) throws {
        let isChanged = try desk.change(draft, of: resident.id)
        let hasMoved = try move(resident, to: household, &row)
        guard row.isWhole else { return }
        if let old = resident.household { roll.dropHead(resident.id, of: old) }
        noteHead(resident.id, of: household, row)
        desk.count(.residents, isChanged || hasMoved ? .changed : .same)
    }

    private func noteHead(_ resident: Int64, of household: KnownHousehold, _ row: ImportRow) {
        guard row.text("relation") == HouseholdRelation.head.rawValue else { return }
        roll.setHead(resident, of: household, name: row.text("name") ?? "")
    }

    /// Brings the residence to what the row says: a later date is a move, the same date puts a mistake right.
    private func move(_ resident: KnownResident, to household: KnownHousehold, _ row: inout ImportRow) throws -> Bool {
        guard let relation = row.text("relation") else { return false }
        let isThere = resident.household == household.id
        let begins = row.date("from_date")
        if isThere, resident.relation == relation, begins == nil || begins == resident.from { return false }
        let from = begins ?? (isThere ? resident.from ?? desk.today : desk.today)
        if let start = try desk.transaction.people.start(ofHousehold: household.id), from < start {
            row.fault("from_date", .tooEarly(start, "该户的入住日", "when the household began"))
            return false
        }
        let isMove = !isThere && resident.from.map { from > $0 } ?? true
        if !isMove, !isThere, let old = resident.from, from < old {
            row.fault("from_date", .tooEarly(old, "现住处的入住日", "when the present residence began"))
            return false
        }
        guard try !desk.imports.hasStay(of: resident.id, beyond: from) else {
            row.fault("from_date", .overlaps)
            return false
        }
        guard isMove else {
            try desk.imports.correctResidence(of: resident.id, household: household.id, relation: relation, from: from)
            return true
        }
        if resident.household != nil { try desk.imports.endResidence(of: resident.id, on: from) }
        try desk.transaction.people.beginResidence(
            of: resident.id,
            in: household.id,
            community: desk.community.id,
            relation: relation,
            from: from
        )
        return true
    }
}

extension CellFault {
    static let doesNotMatch = CellFault("does_not_match", "与身份证号不一致", "Does not match the ID number")
    static let inFuture = CellFault("in_future", "不能晚于今天", "Must not be after today")
    fileprivate static let householdHasHead = CellFault(
        "household_has_head",
        "该户已有户主",
        "The household has a head already"
    )
    fileprivate static let noHousehold = CellFault(
        "unknown_reference",
        "该房屋没有相符的户，请先导入 households 或改正户主",
        "No household of this dwelling fits; import households first or mend the head"
    )
    fileprivate static let overlaps = CellFault(
        "overlaps",
        "与此前的居住记录重叠",
        "Overlaps with an earlier residence"
    )

    fileprivate static func tooEarly(_ date: CivilDate, _ chinese: String, _ english: String) -> CellFault {
        CellFault("too_early", "不能早于\(chinese) \(date)", "Must not be before \(date), \(english)")
    }
}
