/// A limit of a step that a community may set for itself (步骤时限).
package enum RuleLimit: String, TitledEnum {
    case acceptUrgent = "accept_limit_urgent"
    case acceptHigh = "accept_limit_high"
    case acceptNormal = "accept_limit_normal"
    case acceptLow = "accept_limit_low"
    case handleUrgent = "handle_limit_urgent"
    case handleHigh = "handle_limit_high"
    case handleNormal = "handle_limit_normal"
    case handleLow = "handle_limit_low"
    case handleComplaint = "handle_limit_complaint"
    case handleSuggestion = "handle_limit_suggestion"
    case check = "check_limit"

    package var title: Title {
        switch self {
        case .acceptUrgent: Title("紧急诉求受理时限", "Accepting an urgent case")
        case .acceptHigh: Title("较急诉求受理时限", "Accepting a case of high priority")
        case .acceptNormal: Title("一般诉求受理时限", "Accepting a case of normal priority")
        case .acceptLow: Title("较缓诉求受理时限", "Accepting a case of low priority")
        case .handleUrgent: Title("紧急诉求办理时限", "Handling an urgent case")
        case .handleHigh: Title("较急诉求办理时限", "Handling a case of high priority")
        case .handleNormal: Title("一般诉求办理时限", "Handling a case of normal priority")
        case .handleLow: Title("较缓诉求办理时限", "Handling a case of low priority")
        case .handleComplaint: Title("投诉办理时限", "Handling a complaint")
        case .handleSuggestion: Title("建议办理时限", "Handling a suggestion")
        case .check: Title("核查时限", "Checking")
        }
    }

    /// What holds where the community says nothing.
    package var standard: TimeLimit {
        switch self {
        case .acceptUrgent: TimeLimit(15, .minutes)
        case .acceptHigh: TimeLimit(30, .minutes)
        case .acceptNormal: .workingHours(1)
        case .acceptLow: .endOfWorkingDay
        case .handleUrgent: TimeLimit(120, .minutes)
        case .handleHigh: .workingHours(4)
        case .handleNormal: .workingHours(8)
        case .handleLow: TimeLimit(3, .workingDays)
        case .handleComplaint, .handleSuggestion: TimeLimit(13, .workingDays)
        case .check: TimeLimit(1, .workingDays)
        }
    }

    package static func accepting(_ priority: CasePriority) -> RuleLimit {
        switch priority {
        case .urgent: .acceptUrgent
        case .high: .acceptHigh
        case .normal: .acceptNormal
        case .low: .acceptLow
        }
    }

    /// The limit of a priority; a complaint or a suggestion has that of its kind, unless somebody raised its priority.
    package static func handling(_ priority: CasePriority, _ kind: CaseKind) -> RuleLimit {
        switch (priority, kind) {
        case (.urgent, _): .handleUrgent
        case (.high, _): .handleHigh
        case (.normal, .complaint), (.low, .complaint): .handleComplaint
        case (.normal, .suggestion), (.low, .suggestion): .handleSuggestion
        case (.normal, _): .handleNormal
        case (.low, _): .handleLow
        }
    }
}
