import Domain

/// A matter that comes up in a community again and again (事项): the pattern of many cases.
///
/// In its texts {小区}, {楼}, {单元} and {部位} stand for the compound, building, unit and public place.
struct Matter: Sendable {
    let category: DemoCategory
    let kind: CaseKind
    let title: String
    let text: String
    let answer: String
    let spot: Spot
    let handler: Handler
    /// How often it comes up, against the others.
    let weight: Int
    /// The months in which it comes up; none named means all.
    var months: [Int] = []

    /// What sort of place it concerns.
    enum Spot: Sendable {
        case unit, building, place, compound
    }

    /// Who sees to it.
    enum Handler: Sendable {
        /// The desk, which answers at once.
        case desk
        case grid, staff, property, police, owners
    }

    init(
        _ category: DemoCategory,
        _ kind: CaseKind,
        _ title: String,
        _ text: String,
        _ answer: String,
        at spot: Spot,
        by handler: Handler,
        weight: Int,
        months: [Int] = []
    ) {
        self.category = category
        self.kind = kind
        self.title = title
        self.text = text
        self.answer = answer
        self.spot = spot
        self.handler = handler
        self.weight = weight
        self.months = months
    }
}
