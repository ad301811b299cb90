/// 议题状态: from topic to finished project.
package enum IssueStatus: String, TitledEnum {
    case collected, screened, declined, merged, withdrawn, scheduled, deliberating, voting, agreed, adopted
    case notAdopted = "not_adopted"
    case deferred, publicised, implementing, completed, evaluated

    package var title: Title {
        switch self {
        case .collected: Title("征集", "Collected")
        case .screened: Title("初审通过", "Screened")
        case .declined: Title("不予列入", "Declined")
        case .merged: Title("已合并", "Merged")
        case .withdrawn: Title("已撤回", "Withdrawn")
        case .scheduled: Title("列入议程", "Scheduled")
        case .deliberating: Title("协商中", "Deliberating")
        case .voting: Title("表决中", "Voting")
        case .agreed: Title("协商一致", "Agreed")
        case .adopted: Title("表决通过", "Adopted")
        case .notAdopted: Title("未通过", "Not adopted")
        case .deferred: Title("暂缓", "Deferred")
        case .publicised: Title("公示", "Publicised")
        case .implementing: Title("实施", "Implementing")
        case .completed: Title("已完成", "Completed")
        case .evaluated: Title("已评议", "Evaluated")
        }
    }
}

/// What can be done to an issue (议题动作).
package enum IssueMove: String, CaseIterable, Sendable {
    case screen, decline, merge, withdraw, schedule
    case takeOff = "take-off"
    case takeUp = "take-up"
    case `defer`, agree
    case openVote = "open-vote"
    case cancelVote = "cancel-vote"
    case adopt, reject, publish, start, complete, evaluate

    /// Those that are asked for of the issue itself; the others follow from what is done to its agenda item, its vote, its
    /// public notice or its project.
    package static let direct: [IssueMove] = [
        .screen, .decline, .merge, .withdraw, .schedule, .takeOff, .defer, .agree, .complete, .evaluate,
    ]
}

extension IssueStatus {
    /// The status that a move leads to, or nothing where the move is not possible now.
    ///
    /// What was decided in a binding way is carried out only after its public notice.
    package func after(_ move: IssueMove) -> IssueStatus? {
        switch (self, move) {
        case (.collected, .screen): .screened
        case (.collected, .decline), (.screened, .decline): .declined
        case (.collected, .merge), (.screened, .merge), (.deferred, .merge): .merged
        case (.collected, .withdraw), (.screened, .withdraw), (.scheduled, .withdraw), (.deferred, .withdraw):
            .withdrawn
        case (.screened, .schedule), (.deferred, .schedule), (.notAdopted, .schedule): .scheduled
        case (.scheduled, .takeOff): .screened
        // What was put off for somebody who comes late is taken up in the same evening.
        case (.scheduled, .takeUp), (.deferred, .takeUp): .deliberating
        case (.scheduled, .defer), (.deliberating, .defer): .deferred
        case (.scheduled, .agree), (.deliberating, .agree): .agreed
        case (.screened, .openVote), (.scheduled, .openVote), (.deliberating, .openVote): .voting
        // Where most of them came from; it goes back to whichever status it left.
        case (.voting, .cancelVote): .deliberating
        case (.voting, .adopt): .adopted
        case (.voting, .reject): .notAdopted
        case (.agreed, .publish), (.adopted, .publish): .publicised
        case (.agreed, .start), (.publicised, .start): .implementing
        case (.implementing, .complete): .completed
        case (.completed, .evaluate): .evaluated
        case (.collected, _), (.screened, _), (.declined, _), (.merged, _), (.withdrawn, _), (.scheduled, _),
            (.deliberating, _), (.voting, _), (.agreed, _), (.adopted, _), (.notAdopted, _), (.deferred, _),
            (.publicised, _), (.implementing, _), (.completed, _), (.evaluated, _):
            nil
        }
    }

    package var allowedMoves: [IssueMove] { IssueMove.allCases.filter { after($0) != nil } }

    /// Whether it is known what came of it, which is an answer to whoever proposed it.
    package var hasOutcome: Bool {
        switch self {
        case .declined, .merged, .withdrawn, .agreed, .adopted, .notAdopted, .publicised, .implementing, .completed,
            .evaluated:
            true
        case .collected, .screened, .scheduled, .deliberating, .voting, .deferred: false
        }
    }

    /// Whether nothing more comes of it.
    package var isFinal: Bool { allowedMoves.isEmpty }
}
