import Domain
import Services

/// Registers households and the people who live in them (人口).
struct PeopleMaker: Sendable {
    let community: Int64
    let dwellings: [Int64]
    let residents: ResidentService
    /// The positions of the dwellings whose owners are known.
    let owned: Set<Int>

    /// Few enough for a line of progress, enough to share a commit.
    static let batch = 200

    /// Registers some households and returns the ids of their people in their order.
    func make(_ households: some Sequence<HouseholdPlan>, in transaction: any Transaction) throws -> [Int64] {
        var people: [Int64] = []
        for household in households {
            let id = try transaction.insert(
                Draft(
                    .households,
                    [
                        "community_id": .integer(community), "dwelling_id": .integer(dwellings[household.dwelling]),
                        "kind": .choice(household.kind), "from_date": .day(household.from),
                    ]
                ),
                scope: .everything
            )
            for person in household.members {
                people.append(
                    try residents.create(draft(of: person, household: id), scope: .everything, in: transaction)
                )
            }
            if let owner = owner(of: household) {
                try own(dwellings[household.dwelling], owner, in: transaction)
            }
        }
        return people
    }

    /// Whose name stands in the deed: the head's, in every other home that of the spouse.
    private func owner(of household: HouseholdPlan) -> PersonPlan? {
        guard household.kind == .owner, owned.contains(household.dwelling) else { return nil }
        let spouse = household.members.first { $0.relation == .spouse }
        return household.dwelling.isMultiple(of: 2) ? household.members.first : spouse ?? household.members.first
    }

    private func own(_ dwelling: Int64, _ owner: PersonPlan, in transaction: any Transaction) throws {
        let draft = Draft(
            .ownerships,
            [
                "community_id": .integer(community), "dwelling_id": .integer(dwelling), "name": .text(owner.name),
                "phone": .optional(owner.phone), "id_number": .text(owner.idNumber),
            ]
        )
        _ = try transaction.insert(draft, scope: .everything)
    }

    private func draft(of person: PersonPlan, household: Int64) -> Draft {
        Draft(
            .residents,
            [
                "community_id": .integer(community), "name": .text(person.name), "sex": .choice(person.sex),
                "birth_date": .day(person.birth), "phone": .optional(person.phone),
                "id_number": .text(person.idNumber), "residency": .choice(person.residency),
                "care_tag": .optional(person.careTag?.rawValue), "household_id": .integer(household),
                "relation": .choice(person.relation),
            ]
        )
    }
}
