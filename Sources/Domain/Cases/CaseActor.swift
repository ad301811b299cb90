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

    package static var intake: Self { Self(rawValue: 1 << 0) }
    package static var intakeForPartner: Self { Self(rawValue: 1 << 1) }
    package static var gridLeader: Self { Self(rawValue: 1 << 2) }
    package static var gridStaff: Self { Self(rawValue: 1 << 3) }
    package static var handler: Self { Self(rawValue: 1 << 4) }
    package static var checker: Self { Self(rawValue: 1 << 5) }
    package static var secretary: Self { Self(rawValue: 1 << 6) }
    package static var subdistrictOfficer: Self { Self(rawValue: 1 << 7) }
    package static var reporter: Self { Self(rawValue: 1 << 8) }
    package static var lastActor: Self { Self(rawValue: 1 << 9) }
    package static var clock: Self { Self(rawValue: 1 << 10) }

    private init(_ actor: CaseActor) {
        self =
            switch actor {
            case .intake: .intake
            case .intakeForPartner: .intakeForPartner
            case .gridLeader: .gridLeader
            case .gridStaff: .gridStaff
            case .handler: .handler
            case .checker: .checker
            case .secretary: .secretary
            case .subdistrictOfficer: .subdistrictOfficer
            case .reporter: .reporter
            case .lastActor: .lastActor
            case .clock: .clock
            }
    }

    package func isDisjoint(with actors: [CaseActor]) -> Bool { !actors.contains { contains(Self($0)) } }
}
