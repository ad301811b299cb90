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

    /// Minutes within which a case is accepted, and handled after it was dispatched.
    var limits: (accept: Int, handle: Int) {
        switch self {
        case .civility: (120, 2 * 1440)
        case .epidemic: (60, 1440)
        case .livelihood: (120, 3 * 1440)
        case .petition: (240, 7 * 1440)
        case .dispute: (120, 5 * 1440)
        }
    }
}
