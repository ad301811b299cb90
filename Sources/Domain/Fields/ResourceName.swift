/// The resources of the product (资源), by the name that stands in the path.
package enum ResourceName: String, Sendable, CaseIterable, Hashable {
    case subdistricts, communities, compounds, grids, buildings, units, dwellings, households, residents, places, boards
    case gridStaff = "grid-staff"
    case organizations, venues, halls
    case partyOrganizations = "party-organizations"
    case partyMembers = "party-members"
    case honours, activities
    case signUps = "sign-ups"
    case issues, sessions, projects
    case caseCategories = "case-categories"
    case cases
    case caseTimeline = "case-timeline"
    case issueTimeline = "issue-timeline"
    case buildingGrids = "building-grids"
    case accounts

    /// The dense index by which tables of resources are looked up without hashing.
    package var index: Int { Self.indexes[self] ?? 0 }

    private static let indexes: [ResourceName: Int] = Dictionary(
        uniqueKeysWithValues: allCases.enumerated().map { ($1, $0) }
    )
}
