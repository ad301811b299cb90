/// Whose decision an issue needs (决定权).
package enum IssueAuthority: String, TitledEnum {
    case hall, committee, residents, owners, outside

    package var title: Title {
        switch self {
        case .hall: Title("议事厅协商", "Hall")
        case .committee: Title("居委会", "Committee")
        case .residents: Title("居民", "Residents")
        case .owners: Title("业主", "Owners")
        case .outside: Title("外部单位", "Outside body")
        }
    }
}

/// How far a session has come (议事会状态).
package enum SessionStatus: String, TitledEnum {
    case planned, held, cancelled

    package var title: Title {
        switch self {
        case .planned: Title("待召开", "Planned")
        case .held: Title("已召开", "Held")
        case .cancelled: Title("已取消", "Cancelled")
        }
    }
}

/// How far a project has come (项目状态).
package enum ProjectStatus: String, TitledEnum {
    case planned, implementing, completed, accepted

    package var title: Title {
        switch self {
        case .planned: Title("待实施", "Planned")
        case .implementing: Title("实施中", "Implementing")
        case .completed: Title("已完成", "Completed")
        case .accepted: Title("已验收", "Accepted")
        }
    }
}
