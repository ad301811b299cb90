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

/// What can be done to an issue that needs no binding vote (议题动作): the common way of the hall.
package enum IssueMove: String, CaseIterable, Sendable {
    case screen, decline, schedule, agree, start, complete, withdraw
}

extension IssueStatus {
    /// The status that a move leads to, or nothing where the move is not possible now.
    package func after(_ move: IssueMove) -> IssueStatus? {
        switch (self, move) {
        case (.collected, .screen): .screened
        case (.collected, .decline), (.screened, .decline): .declined
        case (.screened, .schedule), (.deferred, .schedule): .scheduled
        case (.scheduled, .agree), (.deliberating, .agree): .agreed
        case (.agreed, .start), (.adopted, .start), (.publicised, .start): .implementing
        case (.implementing, .complete): .completed
        case (.collected, .withdraw), (.screened, .withdraw), (.scheduled, .withdraw): .withdrawn
        case (.collected, _), (.screened, _), (.declined, _), (.merged, _), (.withdrawn, _), (.scheduled, _),
            (.deliberating, _), (.voting, _), (.agreed, _), (.adopted, _), (.notAdopted, _), (.deferred, _),
            (.publicised, _), (.implementing, _), (.completed, _), (.evaluated, _):
            nil
        }
    }

    package var allowedMoves: [IssueMove] { IssueMove.allCases.filter { after($0) != nil } }
}
