/// What one entry of a figure stands for (计数单位): a case may have several limits, checks, returns or summonses in a period.
package enum FigureEntry: String, TitledEnum {
    case `case`, limit, check, `return`, summons

    package var title: Title {
        switch self {
        case .case: Title("诉求", "Case")
        case .limit: Title("办理环节", "Limit of a step")
        case .check: Title("核查", "Check")
        case .return: Title("退回", "Return")
        case .summons: Title("应哨单位", "Summons")
        }
    }
}

/// The limit that an entry counts (环节): for what it was, when it was due and when it ended.
package struct FigureLimit: Sendable, Hashable {
    package let step: CaseStepKind
    package let dueAt: Int64
    /// Nothing while it runs.
    package let endedAt: Int64?

    package init(step: CaseStepKind, dueAt: Int64, endedAt: Int64?) {
        self.step = step
        self.dueAt = dueAt
        self.endedAt = endedAt
    }
}
