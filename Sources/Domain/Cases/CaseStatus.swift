/// How far a case has come (诉求状态).
package enum CaseStatus: String, TitledEnum {
    case received, verifying, declined, filed, dispatched, handling, returned, arbitration, referred, checking, closed
    case shelved, withdrawn, void

    package var title: Title {
        switch self {
        case .received: Title("待受理", "Received")
        case .verifying: Title("待核实", "Verifying")
        case .declined: Title("不予受理", "Declined")
        case .filed: Title("已立案", "Filed")
        case .dispatched: Title("已派遣", "Dispatched")
        case .handling: Title("处理中", "Handling")
        case .returned: Title("已退回", "Returned")
        case .arbitration: Title("争议裁定", "Arbitration")
        case .referred: Title("已上报街道", "Referred")
        case .checking: Title("待核查", "Checking")
        case .closed: Title("已结案", "Closed")
        case .shelved: Title("挂账", "Shelved")
        case .withdrawn: Title("已撤回", "Withdrawn")
        case .void: Title("作废", "Void")
        }
    }

    /// What its reporter reads.
    package var shown: Title {
        switch self {
        case .received: Title("已收到", "Received")
        case .verifying: Title("核实中", "Being looked at")
        case .declined: Title("不予受理", "Not taken on")
        case .filed: Title("已受理", "Taken on")
        case .dispatched: Title("已派单", "Passed on")
        case .handling: Title("处理中", "Being handled")
        case .returned, .arbitration: Title("协调责任单位", "Finding who is responsible")
        case .referred: Title("已上报上级", "Passed to the subdistrict")
        case .checking: Title("核查中", "Being checked")
        case .closed: Title("已办结", "Done")
        case .shelved: Title("暂缓办理", "On hold")
        case .withdrawn: Title("已撤回", "Withdrawn")
        case .void: Title("已撤销登记", "Struck off")
        }
    }

    /// Whether staff have taken it on, before which nobody else knows of it.
    package var isTakenOn: Bool { self != .received && self != .verifying }

    /// Whether it ended without being handled.
    package var isVain: Bool { self == .declined || self == .withdrawn || self == .void }

    /// Whether nothing more is owed.
    package var isFinal: Bool {
        switch self {
        case .declined, .closed, .withdrawn, .void: true
        case .received, .verifying, .filed, .dispatched, .handling, .returned, .arbitration, .referred, .checking,
            .shelved:
            false
        }
    }

    /// Every status in which somebody owes something.
    package static let open = allCases.filter { !$0.isFinal }

    /// The moves that begin here, whoever makes them.
    package var moves: [CaseMove] { CaseMove.allCases.filter { $0.rule.from.contains(self) } }
}
