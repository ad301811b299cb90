/// Who somebody is in a resident organization (成员身份).
package enum OrganizationRole: String, TitledEnum {
    case leader, member

    package var title: Title {
        switch self {
        case .leader: Title("带头人", "Leader")
        case .member: Title("成员", "Member")
        }
    }
}

/// By what a promise is counted (计数口径).
package enum PromiseCounter: String, TitledEnum {
    case classes, activities
    case personTimes = "person_times"
    case openingDays = "opening_days"
    case outsideMinutes = "outside_minutes"
    /// Nothing in the system knows it; somebody types the figure in, and it is marked as such.
    case byHand = "by_hand"

    package var title: Title {
        switch self {
        case .classes: Title("课堂场次", "Classes held")
        case .activities: Title("活动场次", "Activities held")
        case .personTimes: Title("活动人次", "Person-times")
        case .openingDays: Title("开放天数", "Days open")
        case .outsideMinutes: Title("工作时间以外的开放（分钟）", "Minutes open outside working hours")
        case .byHand: Title("人工填报", "Typed in")
        }
    }
}

/// How often a promise is to be kept (承诺周期).
package enum PromisePeriod: String, TitledEnum {
    case month, year, term

    package var title: Title {
        switch self {
        case .month: Title("每月", "Each month")
        case .year: Title("每年", "Each year")
        case .term: Title("合同期内", "In the whole term")
        }
    }
}

/// What a year of a contract is judged as (年度评估等次).
package enum ContractGrade: String, TitledEnum {
    case excellent, qualified, unqualified

    package var title: Title {
        switch self {
        case .excellent: Title("优秀", "Excellent")
        case .qualified: Title("合格", "Qualified")
        case .unqualified: Title("不合格", "Unqualified")
        }
    }
}
