import Domain

/// Invents the activities of the year (活动计划), each with the people who sign up.
struct ActivityPlanner {
    let people: PeoplePlan
    let party: PartyPlan
    var chance: SeededGenerator

    mutating func plans() -> [ActivityPlan] {
        threeSociety() + lessons() + [bookFair()] + partyDays() + partyMeetings() + alliance() + voluntaryService()
            + stillOpen()
    }

    /// Some of a hundred withdraw in time, some stay away.
    private static let withdrawn = 6
    private static let absent = 7

    /// People who sign up until the capacity is full, sometimes some more, who then wait.
    mutating func signUps(
        _ ages: ClosedRange<Int>,
        partySizes: ClosedRange<Int>,
        capacity: Int,
        isPopular: Bool
    ) -> [ActivityPlan.SignUpPlan] {
        let willing = people.people.indices.filter { ages.contains(people.people[$0].age) }
        var signUps: [ActivityPlan.SignUpPlan] = []
        var taken = 0
        for resident in chance.sample(capacity + 6, of: willing) {
            let party = chance.integer(partySizes)
            guard taken + party <= capacity + (isPopular ? 5 : 0) else { break }
            taken += party
            signUps.append(signUp(resident, party))
        }
        return signUps
    }

    /// The members of one branch, or of all, who sign up.
    mutating func members(ofBranch branch: Int?, percent: Int) -> [ActivityPlan.SignUpPlan] {
        var signUps: [ActivityPlan.SignUpPlan] = []
        for member in party.members where branch == nil || member.branch == branch {
            guard let resident = member.resident, chance.happens(percent) else { continue }
            signUps.append(signUp(resident, 1))
        }
        return signUps
    }

    private mutating func signUp(_ resident: Int, _ party: Int) -> ActivityPlan.SignUpPlan {
        ActivityPlan.SignUpPlan(
            resident: resident,
            partySize: party,
            isWithdrawn: chance.happens(Self.withdrawn),
            comes: !chance.happens(Self.absent)
        )
    }
}
