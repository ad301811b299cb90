import Domain

/// Who lives where (人口计划): a household in nearly every dwelling of the invented compounds, nobody in the real ones.
struct PeoplePlan: Sendable {
    private(set) var households: [HouseholdPlan] = []
    /// Everybody, household by household.
    private(set) var people: [PersonPlan] = []
    /// The position of the unit in which each of the people lives.
    private(set) var units: [Int] = []

    /// The day on which the register was taken.
    static let registeredOn = CivilDate.on(2020, 12, 1)
    /// So many of a hundred dwellings are lived in.
    private static let occupied = 97

    init(_ territory: TerritoryPlan, makingPeople maker: inout PersonMaker, using chance: inout SeededGenerator) {
        for (position, dwelling) in territory.dwellings.enumerated() where !territory.isReal(unit: dwelling.unit) {
            guard chance.happens(Self.occupied) else { continue }
            let household = Self.household(in: position, makingPeople: &maker, using: &chance)
            households.append(household)
            people += household.members
            units += household.members.map { _ in dwelling.unit }
        }
    }

    private static func household(
        in dwelling: Int,
        makingPeople maker: inout PersonMaker,
        using chance: inout SeededGenerator
    ) -> HouseholdPlan {
        let shape = HouseholdShape.allCases[chance.index(weighted: HouseholdShape.allCases.map(\.weight))]
        let family = maker.surname()
        let isMigrant = chance.happens(shape.kind == .owner ? 12 : 70)
        var headSex = Sex.male
        let members = shape.members(using: &chance).map { relation, age in
            var sex: Sex = chance.happens(50) ? .male : .female
            if relation == .head {
                if shape != .elderAlone { sex = chance.happens(75) ? .male : .female }
                headSex = sex
            }
            if relation == .spouse { sex = headSex == .male ? .female : .male }
            let sharesName = relation == .head || relation == .child || (relation == .parent && sex == .male)
            let birth = maker.birthDate(aged: age)
            return PersonPlan(
                name: maker.name(sex, born: birth.year, surname: sharesName ? family : nil),
                sex: sex,
                birth: birth,
                idNumber: maker.idNumber(sex, born: birth),
                phone: age >= 16 ? maker.phone() : nil,
                residency: isMigrant ? .migrant : .registered,
                careTag: careTag(shape, relation, sex, aged: age, using: &chance),
                relation: relation
            )
        }
        let from = chance.day(.on(2009, 1, 1)...registeredOn)
        return HouseholdPlan(dwelling: dwelling, kind: shape.kind, from: from, members: members)
    }

    private static func careTag(
        _ shape: HouseholdShape,
        _ relation: HouseholdRelation,
        _ sex: Sex,
        aged age: Int,
        using chance: inout SeededGenerator
    ) -> CareTag? {
        switch shape {
        case .elderAlone where chance.happens(70): return .elderAlone
        case .elderCouple where chance.happens(30): return .emptyNest
        default: break
        }
        if age < 16 { return chance.integer(1...250) == 1 ? .childInNeed : nil }
        switch chance.integer(1...200) {
        case 1...3: return .disabled
        case 4...5: return .lowIncome
        case 6...9 where sex == .male: return .veteran
        default: return nil
        }
    }
}
