/// Residents who have something in common (服务群体), under a name: whom a class is for, or places are kept for.
///
/// It is a condition and not a list, so that whoever comes of age or moves in belongs to it without anybody's doing.
package struct ServiceGroup: Sendable, Hashable {
    package let id: Int64
    package let name: String
    package let condition: GroupCondition

    package init(id: Int64, name: String, condition: GroupCondition) {
        self.id = id
        self.name = name
        self.condition = condition
    }

    /// Whether somebody is of the group on a day.
    package func holds(_ person: Applicant, on day: CivilDate) -> Bool { condition.holds(person, on: day) }
}

/// What the residents of a service group have in common (群体条件): all that is named has to hold.
package struct GroupCondition: Sendable, Hashable {
    package var grid: Int64?
    package var building: Int64?
    package var sex: Sex?
    package var leastAge: Int64?
    package var mostAge: Int64?
    package var residency: ResidencyStatus?
    package var careTag: CareTag?
    /// What the grid and the building are called.
    package var gridName: String?
    package var buildingName: String?

    package init() {}

    package func holds(_ person: Applicant, on day: CivilDate) -> Bool {
        let age = Int64(person.birth.age(on: day))
        return (grid.map { $0 == person.grid } ?? true)
            && (building.map { $0 == person.building } ?? true)
            && (sex.map { $0 == person.sex } ?? true)
            && (leastAge.map { $0 <= age } ?? true)
            && (mostAge.map { age <= $0 } ?? true)
            && (residency.map { $0 == person.residency } ?? true)
            && (careTag.map { $0 == person.careTag } ?? true)
    }

    /// The same as filters of the register of residents, by what its fields say on a day.
    package func filters(on day: CivilDate) -> [Filter] {
        let residents = Resource[.residents]
        var filters: [Filter] = []
        let add = { (field: String, comparison: Filter.Comparison, value: FieldValue) in
            guard let index = residents.index(of: field) else { return }
            filters.append(Filter(field: index, comparison: comparison, values: [value]))
        }
        if let grid { add("grid_id", .equal, .integer(grid)) }
        if let building { add("building_id", .equal, .integer(building)) }
        if let sex { add("sex", .equal, .text(sex.rawValue)) }
        if let residency { add("residency", .equal, .text(residency.rawValue)) }
        if let careTag { add("care_tag", .equal, .text(careTag.rawValue)) }
        if let leastAge { add("birth_date", .lessOrEqual, .text(Self.birthday(leastAge, before: day))) }
        if let mostAge { add("birth_date", .greater, .text(Self.birthday(mostAge + 1, before: day))) }
        return filters
    }

    /// The day so many years before, also where there is none, such as a 29 February: dates are compared as they are written.
    private static func birthday(_ years: Int64, before day: CivilDate) -> String {
        let year = String(max(0, day.year - Int(years)))
        return String(repeating: "0", count: 4 - year.count) + year + day.description.dropFirst(4)
    }

    /// The fields of the register that say what a group asks; it needs one of them, since without any it would be everybody.
    package static let allFields = [
        "grid_id", "building_id", "sex", "least_age", "most_age", "residency", "care_tag",
    ]

    /// Those that say something here.
    package var fields: Set<String> {
        let said = [
            grid != nil, building != nil, sex != nil, leastAge != nil, mostAge != nil, residency != nil, careTag != nil,
        ]
        return Set(zip(Self.allFields, said).filter(\.1).map(\.0))
    }
}
