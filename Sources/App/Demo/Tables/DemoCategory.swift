import Domain

/// The five categories of cases (诉求类别表), as the article lists what the grids take care of.
enum DemoCategory: String, CaseIterable, Sendable {
    case civility, epidemic, livelihood, petition, dispute

    var name: String {
        switch self {
        case .civility: "文明创建"
        case .epidemic: "疫情防控"
        case .livelihood: "民生事务"
        case .petition: "信访维稳"
        case .dispute: "矛盾劝解"
        }
    }

    /// Within what a case is accepted, and handled after it was dispatched; the latter in working days.
    var limits: (accept: TimeLimit, handle: Int) {
        switch self {
        case .civility: (.workingHours(2), 2)
        case .epidemic: (.workingHours(1), 1)
        case .livelihood: (.workingHours(2), 3)
        case .petition: (.workingHours(4), 7)
        case .dispute: (.workingHours(2), 5)
        }
    }

    /// A petition goes to the sub-district; a dispute is closed with the record of its mediation.
    var path: CasePath {
        switch self {
        case .civility, .epidemic, .livelihood: .ordinary
        case .petition: .petition
        case .dispute: .dispute
        }
    }
}
