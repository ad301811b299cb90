import Domain

/// Who is a Party member (党员计划): at least two of nearly every unit, one of whom serves it, and some in-service
/// members who live elsewhere and report in here.
struct PartyPlan: Sendable {
    private(set) var members: [MemberPlan] = []
    /// Positions of the secretaries among the members: of the general branch, then of each branch.
    private(set) var secretaries: [Int] = []

    struct MemberPlan: Sendable {
        let name: String
        let sex: Sex
        let branch: Int
        let joinedOn: CivilDate
        let fullOn: CivilDate?
        /// The position of the resident, for those who live here.
        var resident: Int?
        /// The position of the unit that the member serves.
        var servedUnit: Int?
        var post: String?
        var phone: String?
    }

    static let branches = ["第一党支部", "第二党支部", "第三党支部", "第四党支部"]
    static let generalBranch = "国宾社区党总支"
    /// Units of the invented compounds that have no member yet, so that the coverage has something to show.
    private static let gaps = 4
    private static let inServiceMembers = 14
    private static let probationers = 4

    init(_ people: PeoplePlan, makingPeople maker: inout PersonMaker, using chance: inout SeededGenerator) {
        var adults: [Int: [Int]] = [:]
        for (position, person) in people.people.enumerated() where (26...85).contains(person.age) {
            adults[people.units[position], default: []].append(position)
        }
        let units = adults.keys.sorted()
        let gaps = Set(chance.sample(Self.gaps, of: units))
        for unit in units where !gaps.contains(unit) {
            addMembers(of: unit, adults[unit] ?? [], people, branch: Self.branch(ofUnit: unit, among: units), &chance)
        }
        for number in 0..<Self.inServiceMembers { addInService(branch: number % Self.branches.count, &maker, &chance) }
        nameSecretaries()
    }

    private mutating func addMembers(
        of unit: Int,
        _ adults: [Int],
        _ people: PeoplePlan,
        branch: Int,
        _ chance: inout SeededGenerator
    ) {
        let count = chance.happens(35) ? 3 : 2
        for (place, position) in chance.sample(count, of: adults).enumerated() {
            let person = people.people[position]
            let isProbationer = members.count % 37 == 36 && members.count / 37 < Self.probationers
            let joined =
                isProbationer
                ? CivilDate.on(2020, 7, 1) : chance.day(.on(person.birth.year + 21, 1, 1)...CivilDate.on(2019, 6, 30))
            members.append(
                MemberPlan(
                    name: person.name,
                    sex: person.sex,
                    branch: branch,
                    joinedOn: joined,
                    fullOn: isProbationer ? nil : joined.advanced(byDays: 366),
                    resident: position,
                    servedUnit: place == 0 ? unit : nil,
                    phone: person.phone
                )
            )
        }
    }

    private mutating func addInService(branch: Int, _ maker: inout PersonMaker, _ chance: inout SeededGenerator) {
        let sex: Sex = chance.happens(50) ? .male : .female
        let joined = chance.day(.on(2005, 1, 1)...CivilDate.on(2017, 6, 30))
        members.append(
            MemberPlan(
                name: maker.name(sex, born: joined.year - 24),
                sex: sex,
                branch: branch,
                joinedOn: joined,
                fullOn: joined.advanced(byDays: 366),
                phone: maker.phone()
            )
        )
    }

    /// The first members of full standing: one for the general branch, then one of each branch.
    private mutating func nameSecretaries() {
        for branch in [nil] + Self.branches.indices.map(Optional.init) {
            let found = members.indices.first { position in
                !secretaries.contains(position) && members[position].fullOn != nil
                    && members[position].joinedOn < CivilDate.on(2015, 1, 1)
                    && (branch == nil || members[position].branch == branch)
            }
            guard let found else { continue }
            members[found].post = branch == nil ? "党总支书记" : "党支部书记"
            secretaries.append(found)
        }
    }

    /// Neighbors share a branch: the units, in the order of their compounds, fall into as many parts.
    private static func branch(ofUnit unit: Int, among units: [Int]) -> Int {
        let place = units.firstIndex(of: unit) ?? 0
        return place * branches.count / units.count
    }
}
