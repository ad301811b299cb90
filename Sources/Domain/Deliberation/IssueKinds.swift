/// Where a topic comes from (议题来源).
package enum IssueSource: String, TitledEnum {
    case grid, resident
    case partyBranch = "party_branch"
    case visit, partner, staff

    package var title: Title {
        switch self {
        case .grid: Title("网格", "Grid")
        case .resident: Title("居民", "Resident")
        case .partyBranch: Title("党支部", "Party branch")
        case .visit: Title("走访", "Home visit")
        case .partner: Title("共建单位", "Partner")
        case .staff: Title("社区", "Community")
        }
    }

    /// Where a topic comes from that somebody with this role proposes.
    package init(_ role: Role?) {
        self =
            switch role {
            case .gridLeader, .gridWorker: .grid
            case .resident: .resident
            case .branchSecretary, .partyMember: .partyBranch
            case .partner, .orgOperator: .partner
            default: .staff
            }
    }
}

/// Why a topic is declined or withdrawn (理由类别).
package enum IssueReason: String, TitledEnum {
    case notFeasible = "not_feasible"
    case notOurs = "not_ours"
    case unlawful
    case privateMatter = "private_matter"
    case duplicate, unclear
    case underWay = "under_way"
    case solved
    case changedMind = "changed_mind"
    case enteredByMistake = "entered_by_mistake"
    case noSupport = "no_support"

    package var title: Title {
        switch self {
        case .notFeasible: Title("不可行", "Not feasible")
        case .notOurs: Title("不属社区职责", "Not for the community")
        case .unlawful: Title("不合法", "Unlawful")
        case .privateMatter: Title("属个人事务", "A private matter")
        case .duplicate: Title("重复", "Duplicate")
        case .unclear: Title("不具体", "Not concrete")
        case .underWay: Title("已在办理", "Under way already")
        case .solved: Title("已解决", "Solved")
        case .changedMind: Title("改变主意", "Changed mind")
        case .enteredByMistake: Title("误录", "Entered by mistake")
        case .noSupport: Title("缺少支持", "Without support")
        }
    }

    package static let declining: [IssueReason] = [
        .notFeasible, .notOurs, .unlawful, .privateMatter, .duplicate, .unclear, .underWay,
    ]
    package static let withdrawing: [IssueReason] = [.solved, .changedMind, .enteredByMistake, .noSupport, .underWay]
}

/// What an evaluator thinks of a topic (评估意见).
package enum EvaluatorOpinion: String, TitledEnum {
    case feasible
    case feasibleInPart = "feasible_in_part"
    case notFeasible = "not_feasible"

    package var title: Title {
        switch self {
        case .feasible: Title("可行", "Feasible")
        case .feasibleInPart: Title("部分可行", "Feasible in part")
        case .notFeasible: Title("不可行", "Not feasible")
        }
    }
}
