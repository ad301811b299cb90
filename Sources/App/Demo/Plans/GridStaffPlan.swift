import Domain

/// Who looks after the grids (网格力量计划), each with an invented name and service phone.
struct GridStaffPlan: Sendable {
    private(set) var posts: [PostPlan] = []

    struct PostPlan: Sendable {
        let grid: Int
        let role: GridPost
        let name: String
        let phone: String
        /// The position of a Party volunteer among the members.
        var member: Int?
    }

    init(
        _ party: PartyPlan,
        _ people: PeoplePlan,
        _ territory: TerritoryPlan,
        makingPeople maker: inout PersonMaker,
        using chance: inout SeededGenerator
    ) {
        for grid in GridTable.names.indices {
            let workers = GridTable.workers[grid]
            add(.leader, to: grid, &maker, &chance)
            for _ in 0..<workers.fullTime { add(.fullTime, to: grid, &maker, &chance) }
            for _ in 0..<workers.partTime { add(.partTime, to: grid, &maker, &chance) }
            let neighbors = party.members.indices.filter { position in
                guard let resident = party.members[position].resident, party.members[position].post == nil else {
                    return false
                }
                return territory.buildings[territory.units[people.units[resident]].building].grid == grid
            }
            for member in chance.sample(GridTable.volunteers, of: neighbors) {
                posts.append(
                    PostPlan(
                        grid: grid,
                        role: .partyVolunteer,
                        name: party.members[member].name,
                        phone: nextPhone,
                        member: member
                    )
                )
            }
        }
    }

    func first(_ role: GridPost, ofGrid grid: Int) -> PostPlan? { posts.first { $0.grid == grid && $0.role == role } }

    private mutating func add(
        _ role: GridPost,
        to grid: Int,
        _ maker: inout PersonMaker,
        _ chance: inout SeededGenerator
    ) {
        let sex: Sex = chance.happens(40) ? .male : .female
        posts.append(
            PostPlan(
                grid: grid,
                role: role,
                name: maker.name(sex, born: chance.integer(1972...1995)),
                phone: nextPhone
            )
        )
    }

    /// An extension of one office number that rings nowhere.
    private var nextPhone: String { "0519-8500\(String(1001 + posts.count))" }
}
