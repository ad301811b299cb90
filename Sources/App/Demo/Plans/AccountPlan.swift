import Domain

/// The accounts of the demonstration (账号计划): one of each role, so that every role can be tried.
struct AccountPlan: Sendable {
    let accounts: [Entry]

    struct Entry: Sendable {
        let role: Role
        let name: String
        /// One account a role, so the role's name is easiest to remember.
        var login: String { role.rawValue }
        /// The position of the resident whose account it is.
        var resident: Int?
    }

    init(_ party: PartyPlan, _ people: PeoplePlan, _ staff: GridStaffPlan, makingPeople maker: inout PersonMaker) {
        let members = party.members
        let secretaries = party.secretaries.map { members[$0] }
        let volunteer = members.first { $0.post == nil && $0.resident != nil }
        let resident = people.people.firstIndex { $0.relation == .spouse && (35...45).contains($0.age) }
        let leader = staff.first(.leader, ofGrid: 0)
        let worker = staff.first(.fullTime, ofGrid: 0)
        accounts = [
            Entry(role: .admin, name: "系统管理员"),
            Entry(role: .secretary, name: secretaries.first?.name ?? "社区书记"),
            Entry(role: .staff, name: maker.name(.female, born: 1988)),
            Entry(role: .gridLeader, name: leader?.name ?? "网格长"),
            Entry(role: .gridWorker, name: worker?.name ?? "网格员"),
            Entry(role: .branchSecretary, name: secretaries.dropFirst().first?.name ?? "支部书记"),
            Entry(
                role: .partyMember,
                name: volunteer?.name ?? "党员",
                resident: volunteer?.resident
            ),
            Entry(role: .socialWorker, name: maker.name(.female, born: 1993)),
            Entry(role: .orgOperator, name: OrganizationTable.bookHouse),
            Entry(role: .partner, name: OrganizationTable.property),
            Entry(role: .subdistrictOfficer, name: maker.name(.male, born: 1984)),
            Entry(
                role: .resident,
                name: resident.map { people.people[$0].name } ?? "居民",
                resident: resident ?? 0
            ),
            Entry(role: .auditor, name: maker.name(.female, born: 1979)),
        ]
    }
}
