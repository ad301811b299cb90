/// The figures of a community's year (年度数据), each counted from its rows.
package struct AnnualFigures: Sendable {
    package let community: ReportedCommunity
    package let year: Int
    /// From how many people on the figures of its inhabitants show them.
    package let smallest: Int64
    /// Plain counts, by the key under which the report shows them.
    package let counts: [AnnualCount: Int64]
    package let casesByCategory: [[ReportValue]]
    package let projects: [[ReportValue]]
    package let activitiesByKind: [[ReportValue]]
    package let threeSocietyByTheme: [[ReportValue]]
    package let residentOrganizations: [[ReportValue]]
    package let honours: [[ReportValue]]

    package init(
        community: ReportedCommunity,
        year: Int,
        smallest: Int64,
        counts: [AnnualCount: Int64],
        casesByCategory: [[ReportValue]],
        projects: [[ReportValue]],
        activitiesByKind: [[ReportValue]],
        threeSocietyByTheme: [[ReportValue]],
        residentOrganizations: [[ReportValue]],
        honours: [[ReportValue]]
    ) {
        self.community = community
        self.year = year
        self.smallest = smallest
        self.counts = counts
        self.casesByCategory = casesByCategory
        self.projects = projects
        self.activitiesByKind = activitiesByKind
        self.threeSocietyByTheme = threeSocietyByTheme
        self.residentOrganizations = residentOrganizations
        self.honours = honours
    }
}

/// A count of the annual report: the section and key of its place in JSON.
package enum AnnualCount: String, Sendable, CaseIterable {
    case generalBranches = "party.general_branches"
    case branches = "party.branches"
    case partyMembers = "party.members"
    case inService = "party.in_service_members"
    case unitsServed = "party.units_served"
    case partyDays = "party.party_days"
    case partyDayPersonTimes = "party.party_day_person_times"
    case partyDayTyped = "party.party_day_hand_typed"
    case partyDayCorrected = "party.party_day_corrected"
    case compounds = "territory.compounds"
    case buildings = "territory.buildings"
    case units = "territory.units"
    case grids = "territory.grids"
    case boards = "territory.boards"
    case households = "territory.households"
    case residents = "territory.residents"
    case leaders = "grid_staff.leaders"
    case fullTime = "grid_staff.full_time"
    case partTime = "grid_staff.part_time"
    case partyVolunteers = "grid_staff.party_volunteers"
    case casesReceived = "cases.received"
    case casesEnded = "cases.ended"
    case casesClosed = "cases.closed"
    case casesOpen = "cases.open"
    case sessions = "deliberation.sessions"
    case issuesCompleted = "deliberation.issues_completed"
    case demandsResolved = "deliberation.demands_resolved"
    case classes = "reading_room.classes"
    case classPersonTimes = "reading_room.class_person_times"
    case classTyped = "reading_room.class_hand_typed"
    case classCorrected = "reading_room.class_corrected"
    case exhibitions = "reading_room.exhibitions"
    case threeSociety = "three_society.count"
    case threeSocietyPersonTimes = "three_society.person_times"
    case threeSocietyTyped = "three_society.hand_typed"
    case threeSocietyOwnTyped = "three_society.own_typed"
    case threeSocietyCorrected = "three_society.corrected"
    case activities = "activities.count"
    case activityPersonTimes = "activities.person_times"
    case activityTyped = "activities.hand_typed"
    case activityOwnTyped = "activities.own_typed"
    case activityCorrected = "activities.corrected"

    var section: String { String(rawValue.prefix { $0 != "." }) }

    var key: String { String(rawValue.drop { $0 != "." }.dropFirst()) }

    var title: Title {
        switch self {
        case .generalBranches: Title("党总支", "General branches")
        case .branches: Title("党支部", "Branches")
        case .partyMembers: Title("党员", "Party members")
        case .inService: Title("在职报到党员", "In-service members reporting in")
        case .unitsServed: Title("有党员服务的单元", "Units with a Party member")
        case .partyDays: Title("主题党日", "Party days")
        case .partyDayPersonTimes: Title("主题党日参加人次", "Person-times on Party days")
        case .compounds: Title("小区", "Compounds")
        case .buildings: Title("楼栋", "Buildings")
        case .units: Title("单元", "Units")
        case .grids: Title("网格", "Grids")
        case .boards: Title("公示牌", "Publicity boards")
        case .households: Title("户", "Households")
        case .residents: Title("居民", "Residents")
        case .leaders: Title("网格长", "Grid leaders")
        case .fullTime: Title("专职网格员", "Full-time grid workers")
        case .partTime: Title("兼职网格员", "Part-time grid workers")
        case .partyVolunteers: Title("党员志愿者", "Party volunteers")
        case .casesReceived: Title("收到诉求", "Cases received")
        case .casesEnded: Title("结束的诉求（不论以何种方式）", "Cases ended, in whichever way")
        case .casesClosed: .closedWithAnswer
        case .casesOpen: Title("期末未办结", "Cases open at the end")
        case .sessions: Title("议事会", "Deliberation sessions")
        case .issuesCompleted: Title("完成议题", "Issues completed")
        case .demandsResolved: Title("议事解决民生诉求", "Demands resolved by deliberation")
        case .classes: Title("国学素养课堂", "Classes")
        case .classPersonTimes: Title("课堂参加人次", "Person-times in classes")
        case .exhibitions: Title("书籍展览会", "Exhibitions")
        case .threeSociety: Title("三社联动活动", "Three-society activities")
        case .threeSocietyPersonTimes: Title("三社联动参与人次", "Person-times of three-society activities")
        case .activities: Title("全部活动", "All activities")
        case .activityPersonTimes: Title("全部活动参与人次", "Person-times of all activities")
        case .threeSocietyTyped: Title("其中人工填报人次（三社联动）", "Of these typed by hand (three-society)")
        case .threeSocietyOwnTyped:
            Title("其中主办单位自行填报（三社联动）", "Of these typed by the organization itself (three-society)")
        case .threeSocietyCorrected: Title("其中逾期补录或更正（三社联动）", "Of these entered or corrected late (three-society)")
        case .partyDayTyped: Title("其中人工填报人次（主题党日）", "Of these typed by hand (Party days)")
        case .partyDayCorrected: Title("其中逾期补录或更正（主题党日）", "Of these entered or corrected late (Party days)")
        case .classTyped: Title("其中人工填报人次（课堂）", "Of these typed by hand (classes)")
        case .classCorrected: Title("其中逾期补录或更正（课堂）", "Of these entered or corrected late (classes)")
        case .activityTyped: Title("其中人工填报人次", "Of these typed by hand")
        case .activityOwnTyped: Title("其中主办单位自行填报", "Of these typed by the organization itself")
        case .activityCorrected: Title("其中逾期补录或更正", "Of these entered or corrected late")
        }
    }

    var unit: Title {
        switch self {
        case .generalBranches, .branches, .compounds, .grids, .units, .unitsServed: Title("个", "")
        case .partyMembers, .inService, .residents, .leaders, .fullTime, .partTime, .partyVolunteers: Title("人", "")
        case .buildings: Title("幢", "")
        case .boards: Title("块", "")
        case .households: Title("户", "")
        case .partyDays, .sessions, .classes, .exhibitions, .threeSociety, .activities: Title("场", "")
        case .casesReceived, .casesEnded, .casesClosed, .casesOpen, .demandsResolved: Title("件", "")
        case .issuesCompleted: Title("项", "")
        case .partyDayPersonTimes, .classPersonTimes, .threeSocietyPersonTimes, .activityPersonTimes,
            .partyDayTyped, .partyDayCorrected, .classTyped, .classCorrected, .threeSocietyTyped, .threeSocietyOwnTyped,
            .threeSocietyCorrected, .activityTyped, .activityOwnTyped, .activityCorrected:
            Title("人次", "")
        }
    }
}
