/// What an import asks the store beside the common acts (导入的存储): rows by the words that people call them.
package protocol ImportRepository {
    /// Communities by id, code and name.
    func communities() throws -> [KnownRow]
    /// The rows of a register in a community: compounds, grids, buildings, units, dwellings, Party organizations.
    func known(_ resource: ResourceName, in community: Int64) throws -> [KnownRow]
    /// The households that live in a community today.
    func households(in community: Int64) throws -> [KnownHousehold]
    /// The fields of a draft whose values differ from those that the row has.
    func difference(_ draft: Draft, from id: Int64) throws -> Draft

    func resident(idNumber: String, in community: Int64) throws -> KnownResident?
    /// Whether anybody is registered without an ID number, and can only be found by name.
    func hasResidentsWithoutNumber(in community: Int64) throws -> Bool
    /// Residents of a dwelling by name and birth.
    func residents(named name: String, born: String, dwelling: Int64) throws -> [KnownResident]
    /// Whether an earlier stay of a resident reaches beyond a day.
    func hasStay(of resident: Int64, beyond date: CivilDate) throws -> Bool
    func endResidence(of resident: Int64, on date: CivilDate) throws
    /// Puts right what was entered wrongly about where a resident lives today.
    func correctResidence(of resident: Int64, household: Int64, relation: String, from date: CivilDate) throws

    func ownership(of dwelling: Int64, name: String, idNumber: String?) throws -> Int64?
    /// A Party member by the resident, else by name and date of joining, else by name and phone.
    func partyMember(_ identity: PartyMemberIdentity, in community: Int64) throws -> Int64?
}

/// A row that is there, by what people call it (已有的行).
package struct KnownRow: Sendable {
    package let id: Int64
    /// The row that it stands in: the building of a unit.
    package let above: Int64
    package let names: [String]

    package init(id: Int64, above: Int64, names: [String]) {
        self.id = id
        self.above = above
        self.names = names
    }
}

/// A household that is there, by its dwelling and its head (已有的户).
package struct KnownHousehold: Sendable {
    package let id: Int64
    package let dwelling: Int64
    /// The head's name as a register has it, and that of the resident who is the head today.
    package let names: [String]
    /// The resident who is the head today.
    package let head: Int64?

    package init(id: Int64, dwelling: Int64, names: [String], head: Int64?) {
        self.id = id
        self.dwelling = dwelling
        self.names = names
        self.head = head
    }
}

/// A resident who is there, and where the resident lives today (已有的居民).
package struct KnownResident: Sendable {
    package let id: Int64
    package let household: Int64?
    package let relation: String?
    package let from: CivilDate?
    package let hasIDNumber: Bool

    package init(id: Int64, household: Int64?, relation: String?, from: CivilDate?, hasIDNumber: Bool) {
        self.id = id
        self.household = household
        self.relation = relation
        self.from = from
        self.hasIDNumber = hasIDNumber
    }
}

/// By what a Party member of a file is recognized (党员的身份).
package struct PartyMemberIdentity: Sendable {
    package let resident: Int64?
    package let name: String
    package let joinedOn: String
    package let phone: String?

    package init(resident: Int64?, name: String, joinedOn: String, phone: String?) {
        self.resident = resident
        self.name = name
        self.joinedOn = joinedOn
        self.phone = phone
    }
}
