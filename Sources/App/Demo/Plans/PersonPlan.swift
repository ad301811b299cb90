import Domain

/// A resident to be registered (居民计划).
struct PersonPlan: Sendable {
    let name: String
    let sex: Sex
    let birth: CivilDate
    let idNumber: String
    let phone: String?
    let residency: ResidencyStatus
    let careTag: CareTag?
    let relation: HouseholdRelation

    /// The age at the end of 2021.
    var age: Int { 2021 - birth.year }
}

/// A household to be registered (户计划), with its people, the head first.
struct HouseholdPlan: Sendable {
    let dwelling: Int
    let kind: HouseholdKind
    let from: CivilDate
    let members: [PersonPlan]
}
