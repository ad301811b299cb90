/// The compounds of the demonstration (小区表): 39 buildings in five grids, as the article has it.
///
/// 康桥水郡 and 国宾花园 are real names; they stand with what the article tells of them and nobody is invented there.
/// The other compounds are invented.
enum CompoundTable {
    struct Entry: Sendable {
        let name: String
        let isReal: Bool
        /// The position of its grid.
        let grid: Int
        let buildings: Int
        let floors: Int
        /// The property company of an invented compound.
        var propertyCompany: String?
        var ownersCommittee: String?
    }

    static let all = [
        Entry(name: "康桥水郡", isReal: true, grid: 0, buildings: 3, floors: 15),
        Entry(
            name: "示范新苑",
            isReal: false,
            grid: 0,
            buildings: 5,
            floors: 18,
            propertyCompany: OrganizationTable.property,
            ownersCommittee: OrganizationTable.owners
        ),
        Entry(name: "国宾花园", isReal: true, grid: 1, buildings: 3, floors: 15),
        Entry(name: "云栖里", isReal: false, grid: 1, buildings: 5, floors: 18, propertyCompany: "云栖物业（演示）"),
        Entry(name: "和风雅居", isReal: false, grid: 2, buildings: 8, floors: 14, propertyCompany: "和风物业（演示）"),
        Entry(name: "锦绣示范里", isReal: false, grid: 3, buildings: 8, floors: 14, propertyCompany: "锦里物业（演示）"),
        Entry(
            name: "梧桐演示苑",
            isReal: false,
            grid: 4,
            buildings: 7,
            floors: 15,
            propertyCompany: OrganizationTable.property
        ),
    ]

    static let unitsPerBuilding = 2
    static let dwellingsPerFloor = 2
}
