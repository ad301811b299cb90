extension IssueMove {
    /// What the move is called.
    package var title: Title {
        switch self {
        case .screen: Title("议题初审通过", "Pass the screening of an issue")
        case .decline: Title("不予列入（须书面理由）", "Decline an issue, with a written reason")
        case .merge: Title("并入另一议题", "Merge an issue into another")
        case .withdraw: Title("撤回议题", "Withdraw an issue")
        case .schedule: Title("列入议程", "Schedule an issue")
        case .takeOff: Title("移出议程", "Take an issue off the agenda")
        case .takeUp: Title("开始协商", "Take an issue up")
        case .defer: Title("暂缓议题", "Defer an issue")
        case .agree: Title("记录协商一致", "Record agreement on an issue")
        case .openVote: Title("提交表决", "Put an issue to the vote")
        case .cancelVote: Title("撤销表决（选票不开启即销毁）", "Call a vote off; its ballots are destroyed unread")
        case .adopt: Title("表决通过", "Adopted by vote")
        case .reject: Title("表决未通过", "Not adopted by vote")
        case .publish: Title("公示", "Give public notice")
        case .start: Title("开始实施", "Start to carry out an issue")
        case .complete: Title("完成议题", "Complete an issue")
        case .evaluate: Title("评议归档", "Evaluate and archive")
        }
    }

    /// The moves of a timeline, the collecting first, by the codes that it keeps.
    static let timeline: [(code: String, chinese: String, english: String)] =
        [("collect", "征集", "Collected")] + allCases.map { ($0.rawValue, $0.title.chinese, $0.title.english) } + [
            ("edit", "修改", "Edited"), ("answer", "官方答复", "Officially answered"),
            ("answer-overdue", "官方答复逾期", "Official answer overdue"), ("archive", "久未进展归档", "Archived as idle"),
            ("support", "联名", "Supported"), ("step", "四议两公开", "Step of the six"),
            ("vote-ended", "表决截止，待计票", "Voting has ended and is to be counted"),
            ("paper-doubted", "纸质票登记有误待核", "Note of a ballot on paper doubted"),
            ("paper-withdrawn", "纸质票登记撤回", "Note of a ballot on paper taken back"),
        ]
}
