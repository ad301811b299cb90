/// As what somebody acts on a case (经办身份).
package enum CaseActor: String, Sendable, TitledEnum {
    /// Community staff and the secretary.
    case intake
    /// Community staff, who enter for a partner that does not sign in (代录).
    case intakeForPartner = "intake_for_partner"
    case gridLeader = "grid_leader"
    /// Leader and workers of the case's grid.
    case gridStaff = "grid_staff"
    case handler, checker, secretary
    case subdistrictOfficer = "subdistrict_officer"
    case reporter
    case lastActor = "last_actor"
    /// The server itself, when a time has come.
    case clock

    package var title: Title {
        switch self {
        case .intake: Title("受理人员", "intake staff")
        case .intakeForPartner: Title("社区代录", "staff for a partner")
        case .gridLeader: Title("网格长", "grid leader")
        case .gridStaff: Title("本网格人员", "staff of the grid")
        case .handler: Title("处理人", "handler")
        case .checker: Title("核查人", "checker")
        case .secretary: Title("书记", "secretary")
        case .subdistrictOfficer: Title("街道干部", "subdistrict officer")
        case .reporter: Title("诉求人", "reporter")
        case .lastActor: Title("上一步经办人", "whoever made the last move")
        case .clock: Title("系统按时自动", "the server, at its time")
        }
    }
}

/// As what all somebody stands to a case (经办身份的集合).
///
/// Bits and no hashed set: a work list asks for every case who may do what to it.
package struct CaseActors: OptionSet, Sendable, Hashable {
    package let rawValue: UInt16

    package init(rawValue: UInt16) { self.rawValue = rawValue }

    package init(_ actors: some Sequence<CaseActor>) {
        rawValue = actors.reduce(0) { $0 | Self(one: $1).rawValue }
    }

    private init(one actor: CaseActor) {
        rawValue =
            switch actor {
            case .intake: 1 << 0
            case .intakeForPartner: 1 << 1
            case .gridLeader: 1 << 2
            case .gridStaff: 1 << 3
            case .handler: 1 << 4
            case .checker: 1 << 5
            case .secretary: 1 << 6
            case .subdistrictOfficer: 1 << 7
            case .reporter: 1 << 8
            case .lastActor: 1 << 9
            case .clock: 1 << 10
            }
    }

    package static let intake = Self(one: .intake)
    package static let intakeForPartner = Self(one: .intakeForPartner)
    package static let gridLeader = Self(one: .gridLeader)
    package static let gridStaff = Self(one: .gridStaff)
    package static let handler = Self(one: .handler)
    package static let checker = Self(one: .checker)
    package static let secretary = Self(one: .secretary)
    package static let subdistrictOfficer = Self(one: .subdistrictOfficer)
    package static let reporter = Self(one: .reporter)
    package static let lastActor = Self(one: .lastActor)
    package static let clock = Self(one: .clock)

    package func isDisjoint(with actors: [CaseActor]) -> Bool { isDisjoint(with: Self(actors)) }
}
