import Domain

/// What sort of people live together (户型): who they are to the head, and how old.
enum HouseholdShape: CaseIterable, Sendable {
    case elderAlone, elderCouple, couple, oneChild, twoChildren, threeGenerations, youngAlone, flatmates

    /// So many of a hundred households; on average 2.6 people live in one.
    var weight: Int {
        switch self {
        case .elderAlone: 7
        case .elderCouple: 12
        case .couple: 14
        case .oneChild: 32
        case .twoChildren: 10
        case .threeGenerations: 11
        case .youngAlone: 7
        case .flatmates: 7
        }
    }

    var kind: HouseholdKind {
        switch self {
        case .youngAlone: .tenant
        case .flatmates: .collective
        case .elderAlone, .elderCouple, .couple, .oneChild, .twoChildren, .threeGenerations: .owner
        }
    }

    /// The relations and ages of those who live there, the head first.
    func members(using chance: inout SeededGenerator) -> [(relation: HouseholdRelation, age: Int)] {
        switch self {
        case .elderAlone:
            return [(.head, Self.elderAge(using: &chance))]
        case .elderCouple:
            let age = Self.elderAge(using: &chance)
            return [(.head, age), (.spouse, age - chance.integer(0...4))]
        case .couple:
            let age = chance.integer(27...58)
            return [(.head, age), (.spouse, age - chance.integer(-2...4))]
        case .oneChild, .twoChildren, .threeGenerations:
            let age = chance.integer(29...52)
            var members: [(relation: HouseholdRelation, age: Int)] = [
                (.head, age), (.spouse, age - chance.integer(-2...4)),
            ]
            members.append((.child, max(1, age - chance.integer(25...31))))
            if self == .twoChildren { members.append((.child, max(1, age - chance.integer(28...36)))) }
            if self == .threeGenerations { members.append((.parent, age + chance.integer(24...31))) }
            return members
        case .youngAlone:
            return [(.head, chance.integer(22...38))]
        case .flatmates:
            let others = (1...chance.integer(1...2)).map { _ in (HouseholdRelation.other, chance.integer(22...35)) }
            return [(.head, chance.integer(23...36))] + others
        }
    }

    private static func elderAge(using chance: inout SeededGenerator) -> Int {
        chance.happens(72) ? chance.integer(64...79) : chance.integer(80...93)
    }
}
