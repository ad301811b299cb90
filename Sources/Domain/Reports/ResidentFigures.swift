/// How many people live in the grids of a community (居民结构), by age, sex, residency and care.
///
/// A group that is too small to be spoken of is hidden, and so is whatever it could be worked out from.
package struct ResidentFigures: Sendable {
    package let community: ReportedCommunity
    /// The day of the count: the first of a month, so that two looks do not differ by the one person who moved between them.
    package let date: CivilDate
    /// From how many people on a group is shown.
    package let smallest: Int64
    package let grids: [Grid]
    /// As many as there are grids, in their order.
    package let ages: [[AgeBand: Int64]]
    package let sexes: [[Sex: Int64]]
    package let residencies: [ResidencyStatus: Int64]
    /// By tag; the rest has none.
    package let careTags: [CareTag: Int64]

    /// A grid by its name.
    package struct Grid: Sendable {
        package let id: Int64
        package let name: String

        package init(id: Int64, name: String) {
            self.id = id
            self.name = name
        }
    }

    /// People of one kind in one grid.
    package struct Group: Sendable {
        package let grid: Int64
        package let age: AgeBand
        package let sex: Sex
        package let residency: ResidencyStatus
        package let careTag: CareTag?
        package let people: Int64

        package init(
            grid: Int64,
            age: AgeBand,
            sex: Sex,
            residency: ResidencyStatus,
            careTag: CareTag?,
            people: Int64
        ) {
            self.grid = grid
            self.age = age
            self.sex = sex
            self.residency = residency
            self.careTag = careTag
            self.people = people
        }
    }

    package init(
        community: ReportedCommunity,
        date: CivilDate,
        smallest: Int64,
        grids: [Grid],
        groups: [Group]
    ) {
        self.community = community
        self.date = date
        self.smallest = smallest
        self.grids = grids
        let byGrid = Dictionary(grouping: groups, by: \.grid)
        ages = grids.map { Self.sums(byGrid[$0.id] ?? [], by: \.age) }
        sexes = grids.map { Self.sums(byGrid[$0.id] ?? [], by: \.sex) }
        residencies = Self.sums(groups, by: \.residency)
        careTags = Self.sums(groups.filter { $0.careTag != nil }) { $0.careTag ?? .elderAlone }
    }

    private static func sums<Key>(_ groups: [Group], by key: (Group) -> Key) -> [Key: Int64] {
        groups.reduce(into: [:]) { $0[key($1), default: 0] += $1.people }
    }
}

/// What may be shown of how many people live in each of several places (各处人数); nothing where it is hidden.
package struct ShownPeople: Sendable, Hashable {
    package let each: [Int64?]
    package let total: Int64?

    init(each: [Int64?], total: Int64?) {
        self.each = each
        self.total = total
    }

    /// Hides the places with too few people, and what they could be worked out from.
    package init(_ people: [Int64], smallest: Int64) {
        var network = CountNetwork()
        let each = people.map { network.add($0, from: 0, to: 1) }
        let total = network.add(people.reduce(0, +), from: 1, to: 0)
        network.hide(below: smallest)
        self.each = each.map { network.shown($0) }
        self.total = network.shown(total)
    }
}
