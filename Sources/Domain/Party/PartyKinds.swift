/// What sort of Party organization it is (党组织类别).
package enum PartyOrganizationKind: String, TitledEnum {
    case generalBranch = "general_branch"
    case branch, group

    package var title: Title {
        switch self {
        case .generalBranch: Title("党总支", "General branch")
        case .branch: Title("党支部", "Branch")
        case .group: Title("党小组", "Group")
        }
    }
}

/// Probationary or full (预备 / 正式).
package enum PartyMemberStatus: String, TitledEnum {
    case probationary, full

    package var title: Title {
        switch self {
        case .probationary: Title("预备党员", "Probationary")
        case .full: Title("正式党员", "Full")
        }
    }
}
