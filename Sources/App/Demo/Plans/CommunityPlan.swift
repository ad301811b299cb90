/// Everything that is invented before the first row is made (社区计划).
struct CommunityPlan: Sendable {
    let territory: TerritoryPlan
    let people: PeoplePlan
    let party: PartyPlan
    let gridStaff: GridStaffPlan
    let accounts: AccountPlan

    init(using chance: inout SeededGenerator) {
        var (lots, maker) = (chance.fork(), PersonMaker(chance.fork()))
        territory = TerritoryPlan(using: &lots)
        people = PeoplePlan(territory, makingPeople: &maker, using: &lots)
        party = PartyPlan(people, makingPeople: &maker, using: &lots)
        gridStaff = GridStaffPlan(party, people, territory, makingPeople: &maker, using: &lots)
        accounts = AccountPlan(party, people, gridStaff, makingPeople: &maker)
    }
}
