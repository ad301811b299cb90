/// How whole the grids are on a day (网格覆盖): every building in one grid, every grid staffed and of a fitting size.
package struct GridCoverage: Sendable {
    package let community: ReportedCommunity
    package let date: CivilDate
    /// The size of a grid beyond which it is warned about.
    package let households: ClosedRange<Int64>
    package let grids: [Line]
    package let buildingsWithoutGrid: [[ReportValue]]
    package let unitsWithoutPartyMember: [[ReportValue]]

    /// One grid.
    package struct Line: Sendable {
        package let id: Int64
        package let name: String
        package let buildings: Int64
        package let units: Int64
        package let households: Int64
        package let leader: String?
        package let fullTime: Int64
        package let partTime: Int64
        package let partyVolunteers: Int64

        package init(
            id: Int64,
            name: String,
            buildings: Int64,
            units: Int64,
            households: Int64,
            leader: String?,
            fullTime: Int64,
            partTime: Int64,
            partyVolunteers: Int64
        ) {
            self.id = id
            self.name = name
            self.buildings = buildings
            self.units = units
            self.households = households
            self.leader = leader
            self.fullTime = fullTime
            self.partTime = partTime
            self.partyVolunteers = partyVolunteers
        }
    }

    package init(
        community: ReportedCommunity,
        date: CivilDate,
        households: ClosedRange<Int64>,
        grids: [Line],
        buildingsWithoutGrid: [[ReportValue]],
        unitsWithoutPartyMember: [[ReportValue]]
    ) {
        self.community = community
        self.date = date
        self.households = households
        self.grids = grids
        self.buildingsWithoutGrid = buildingsWithoutGrid
        self.unitsWithoutPartyMember = unitsWithoutPartyMember
    }

    /// What is missing in a grid: a warning, never a refusal.
    package func gaps(of line: Line) -> [Gap] {
        var gaps: [Gap] = []
        if line.leader == nil { gaps.append(.noLeader) }
        if line.fullTime == 0 { gaps.append(.noFullTimeWorker) }
        if line.households < households.lowerBound { gaps.append(.tooFewHouseholds) }
        if line.households > households.upperBound { gaps.append(.tooManyHouseholds) }
        return gaps
    }

    package enum Gap: String, TitledEnum {
        case noLeader = "no_leader"
        case noFullTimeWorker = "no_full_time_worker"
        case tooFewHouseholds = "too_few_households"
        case tooManyHouseholds = "too_many_households"

        package var title: Title {
            switch self {
            case .noLeader: Title("缺网格长", "No leader")
            case .noFullTimeWorker: Title("缺专职网格员", "No full-time worker")
            case .tooFewHouseholds: Title("户数偏少", "Too few households")
            case .tooManyHouseholds: Title("户数偏多", "Too many households")
            }
        }
    }
}
