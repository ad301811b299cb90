import Domain

/// Party members (党员导入): each by the resident that the ID number names, else by name and date of joining.
final class PartyMemberImport: RowImport {
    private let desk: ImportDesk

    private static let keys = [
        "name", "sex", "status", "joined_on", "full_on", "post", "in_service", "floating", "phone",
    ]

    init(_ desk: ImportDesk) { self.desk = desk }

    func take(_ row: inout ImportRow) throws -> Bool {
        let branch = row.text("branch_id").flatMap {
            desk.resolve(.branch, above: 0, $0, "branch_id", Title("党支部", "Branch"), &row)
        }
        var draft = desk.draft(.partyMembers, row, Self.keys)
        try identify(&draft, &row)
        if let joined = row.date("joined_on"), joined > desk.today { row.fault("joined_on", .inFuture) }
        guard row.isWhole, let branch, let name = row.text("name"), let joined = row.text("joined_on") else {
            return true
        }
        draft["branch_id"] = .integer(branch)
        let identity = PartyMemberIdentity(
            resident: draft.integer("resident_id"),
            name: name,
            joinedOn: joined,
            phone: row.text("phone")
        )
        guard let id = try desk.imports.partyMember(identity, in: desk.community.id) else {
            let id = try desk.transaction.insert(draft, scope: desk.scope)
            _ = desk.note(.partyMembers, id, row)
            desk.count(.partyMembers, .new)
            return true
        }
        if let first = desk.note(.partyMembers, id, row) {
            row.fault("name", .duplicate(ofRow: first))
            return true
        }
        desk.count(.partyMembers, try desk.change(draft, of: id) ? .changed : .same)
        return true
    }

    /// Ties the member to the resident of that ID number; members who live elsewhere have none here.
    private func identify(_ draft: inout Draft, _ row: inout ImportRow) throws {
        guard let text = row.text("id_number"), let number = IdentityNumber(text) else { return }
        if let sex = row.text("sex") {
            if sex != number.sex.rawValue { row.fault("sex", .doesNotMatch) }
        } else {
            draft["sex"] = .text(number.sex.rawValue)
        }
        if let resident = try desk.imports.resident(idNumber: text, in: desk.community.id) {
            draft["resident_id"] = .integer(resident.id)
        }
    }
}
