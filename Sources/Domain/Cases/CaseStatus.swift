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

    /// Whether nothing more is owed.
    package var isFinal: Bool {
        switch self {
        case .declined, .closed, .withdrawn, .void: true
        case .received, .verifying, .filed, .dispatched, .handling, .returned, .arbitration, .referred, .checking,
            .shelved:
            false
        }
    }
}

/// What can be done to a case so far (诉求动作): the straight way from arrival to an answer.
package enum CaseMove: String, CaseIterable, Sendable {
    case accept, dispatch, reassign, start
    case reportDone = "report-done"
    case sendBack = "send-back"
    case close, answer

    /// The name that a timeline keeps.
    package var code: String { rawValue.replacing("-", with: "_") }
}

extension CaseStatus {
    /// The status that a move leads to, or nothing where the move is not possible now (`rules` of the straight way).
    package func after(_ move: CaseMove) -> CaseStatus? {
        switch (self, move) {
        case (.received, .accept), (.verifying, .accept): .filed
        case (.filed, .dispatch), (.returned, .dispatch): .dispatched
        case (.dispatched, .reassign): .dispatched
        case (.handling, .reassign): .handling
        case (.dispatched, .start): .handling
        case (.dispatched, .reportDone), (.handling, .reportDone): .checking
        case (.checking, .sendBack): .handling
        case (.checking, .close): .closed
        case (.received, .answer), (.filed, .answer), (.dispatched, .answer), (.handling, .answer): .closed
        case (.received, _), (.verifying, _), (.declined, _), (.filed, _), (.dispatched, _), (.handling, _),
            (.returned, _), (.arbitration, _), (.referred, _), (.checking, _), (.closed, _), (.shelved, _),
            (.withdrawn, _), (.void, _):
            nil
        }
    }

    package var allowedMoves: [CaseMove] { CaseMove.allCases.filter { after($0) != nil } }
}
