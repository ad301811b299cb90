/// What can be done to a case (诉求动作), by the names that clients use.
///
/// The order is that of the table in the documentation: intake, dispatch, handling, checking, then what can happen at any
/// time and what comes after the end.
package enum CaseMove: String, CaseIterable, Sendable {
    case accept
    case verifyFirst = "verify-first"
    case decline, answer, dispatch, reassign, start
    case `return`
    case rule
    case referUp = "refer-up"
    case referBack = "refer-back"
    case extend
    case reportDone = "report-done"
    case sendBack = "send-back"
    case close, shelve, wake, withdraw, void, merge, tell, rate, reopen, supervise, undo

    /// The name that a timeline keeps.
    package var code: String { Self.codes[self] ?? rawValue }

    private static let codes = Dictionary(
        uniqueKeysWithValues: allCases.map { ($0, $0.rawValue.replacing("-", with: "_")) }
    )

    /// Whether it puts a case into other hands, which a ruling does not allow any more.
    var givesAway: Bool { self == .reassign || self == .return }

    /// Where the move may begin, where it leads, who may make it, and what the clock does.
    package var rule: CaseRule {
        switch self {
        case .accept:
            CaseRule([.received, .verifying], .to(.filed), by: [.intake], .endsStep)
        case .verifyFirst:
            CaseRule([.received], .to(.verifying), by: [.intake], .runsOn)
        case .decline:
            CaseRule([.received, .verifying], .to(.declined), by: [.intake], .ends)
        case .answer:
            CaseRule(
                [.received, .filed, .dispatched, .handling],
                .to(.closed),
                by: [.intake, .gridStaff],
                .ends
            )
        case .dispatch:
            CaseRule([.filed, .returned], .to(.dispatched), by: [.intake, .gridLeader], .startsHandling)
        case .reassign:
            CaseRule([.dispatched, .handling], .stays, by: [.intake, .gridLeader], .runsOn)
        case .start:
            CaseRule([.dispatched], .to(.handling), by: [.handler, .intakeForPartner], .runsOn)
        case .return:
            CaseRule([.dispatched, .handling], .to(.returned), by: [.handler, .intakeForPartner], .runsOn)
        case .rule:
            CaseRule([.arbitration], .to(.dispatched), by: [.secretary, .subdistrictOfficer], .runsOn)
        case .referUp:
            CaseRule([.filed, .dispatched, .handling], .to(.referred), by: [.secretary], .pauses)
        case .referBack:
            CaseRule([.referred], .back, by: [.secretary, .intake], .goesOn)
        case .extend:
            CaseRule([.dispatched, .handling], .stays, by: [.handler, .intakeForPartner], .runsOn)
        case .reportDone:
            CaseRule([.dispatched, .handling], .to(.checking), by: [.handler, .intakeForPartner], .endsStep)
        case .sendBack:
            CaseRule([.checking], .to(.handling), by: [.checker], .startsAgain)
        case .close:
            CaseRule([.checking], .to(.closed), by: [.checker], .ends)
        case .shelve:
            CaseRule([.filed, .dispatched, .handling, .returned], .to(.shelved), by: [.secretary], .pauses)
        case .wake:
            CaseRule([.shelved], .back, by: [.secretary, .intake, .clock], .goesOn)
        case .withdraw:
            CaseRule(CaseStatus.open, .to(.withdrawn), by: [.reporter], .ends)
        case .void:
            CaseRule(CaseStatus.open, .to(.void), by: [.secretary], .ends)
        case .merge:
            CaseRule(CaseStatus.open, .to(.closed), by: [.intake], .ends)
        case .tell:
            CaseRule([.closed, .declined, .shelved], .stays, by: [.intake, .gridStaff, .clock], .runsOn)
        case .rate:
            CaseRule([.closed], .stays, by: [.reporter], .runsOn)
        case .reopen:
            CaseRule([.closed], .to(.dispatched), by: [.intake], .startsHandling)
        case .supervise:
            CaseRule(CaseStatus.open, .stays, by: [.secretary, .subdistrictOfficer], .runsOn)
        case .undo:
            CaseRule(CaseStatus.allCases, .back, by: [.lastActor], .asBefore)
        }
    }
}

/// One line of the table of moves (动作规则).
package struct CaseRule: Sendable {
    package let from: [CaseStatus]
    package let outcome: CaseOutcome
    package let actors: [CaseActor]
    package let clock: ClockEffect

    init(_ from: [CaseStatus], _ outcome: CaseOutcome, by actors: [CaseActor], _ clock: ClockEffect) {
        self.from = from
        self.outcome = outcome
        self.actors = actors
        self.clock = clock
    }
}

/// Where a move leads (动作去向).
package enum CaseOutcome: Sendable, Hashable {
    case to(CaseStatus)
    case stays
    /// To the status that the case left.
    case back
}

/// What a move does to the clock of the case (时限作用).
package enum ClockEffect: String, Sendable, TitledEnum {
    case runsOn = "runs_on"
    /// The limit of the present step ends, and its verdict stands.
    case endsStep = "ends_step"
    /// The handling clock starts at the first dispatch of a round and never again in it.
    case startsHandling = "starts_handling"
    /// The time that was left, and the limit for rework.
    case startsAgain = "starts_again"
    case pauses
    case goesOn = "goes_on"
    case ends
    case asBefore = "as_before"

    package var title: Title {
        switch self {
        case .runsOn: Title("继续计时", "runs on")
        case .endsStep: Title("本环节计时结束", "the limit of the step ends")
        case .startsHandling: Title("首次派单起计处理时限", "handling starts at the first dispatch")
        case .startsAgain: Title("剩余时间加返工时限", "time left and the rework limit")
        case .pauses: Title("暂停（已超时仍算超时）", "stops; lateness earned stays")
        case .goesOn: Title("恢复计时", "goes on")
        case .ends: Title("计时结束", "ends")
        case .asBefore: Title("恢复原状", "as before")
        }
    }
}
