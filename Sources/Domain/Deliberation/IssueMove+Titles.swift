extension IssueMove {
    /// What the move is called.
    package var title: Title {
        switch self {
        case .screen: Title("议题初审通过", "Pass the screening of an issue")
        case .decline: Title("不予列入", "Decline an issue")
        case .schedule: Title("列入议程", "Schedule an issue")
        case .agree: Title("记录协商一致", "Record agreement on an issue")
        case .start: Title("开始实施", "Start to carry out an issue")
        case .complete: Title("完成议题", "Complete an issue")
        case .withdraw: Title("撤回议题", "Withdraw an issue")
        }
    }

    /// The moves of a timeline, the collecting first, by the codes that it keeps.
    static let timeline: [(code: String, chinese: String, english: String)] =
        [("collect", "征集", "Collected")] + allCases.map { ($0.rawValue, $0.title.chinese, $0.title.english) }
}
