extension CaseMove {
    /// What the move is called.
    package var title: Title {
        switch self {
        case .accept: Title("受理立案", "Accept a case")
        case .verifyFirst: Title("先行核实", "Have a case looked at first")
        case .decline: Title("不予受理", "Decline a case")
        case .answer: Title("当场答复并结案", "Answer a case at once")
        case .dispatch: Title("派单", "Dispatch a case")
        case .reassign: Title("改派", "Give a case to another handler")
        case .start: Title("开始处理", "Start to handle a case")
        case .return: Title("退回", "Return a case")
        case .rule: Title("裁定责任单位", "Rule whose a case is")
        case .referUp: Title("上报街道", "Pass a case up to the subdistrict")
        case .referBack: Title("街道办回", "Take a case back from the subdistrict")
        case .extend: Title("申请延期", "Ask for more time")
        case .reportDone: Title("上报办结", "Report a case done")
        case .sendBack: Title("打回", "Send a case back to its handler")
        case .close: Title("核查结案", "Close a case")
        case .shelve: Title("挂账", "Shelve a case")
        case .wake: Title("恢复办理", "Take a case off the shelf")
        case .withdraw: Title("撤回", "Withdraw a case")
        case .void: Title("作废", "Strike a case off")
        case .merge: Title("并案", "Merge a case into another")
        case .tell: Title("告知", "Tell the household")
        case .rate: Title("评价", "Rate a case")
        case .reopen: Title("重新办理", "Reopen a case")
        case .supervise: Title("督办", "Supervise a case")
        case .undo: Title("撤销上一步", "Undo the last move")
        }
    }

    /// What a timeline holds beside the moves.
    private static let beside: [(code: String, chinese: String, english: String)] = [
        ("create", "登记", "Received"), ("note", "内部备注", "Note"), ("change", "修改", "Changed"),
        ("grant_extension", "批准延期", "More time granted"), ("refuse_extension", "不予延期", "More time refused"),
        ("whistle", "吹哨", "Whistle"), ("answer_whistle", "报到", "Whistle answered"),
        ("score_whistle", "应哨评分", "Whistle scored"), ("join", "协办加入", "Co-handler named"),
        ("leave", "协办结束", "Co-handler released"), ("co_report", "协办反馈", "Co-handler reported"),
        ("answer_order", "督办反馈", "Order answered"),
        ("warn", "超时预警", "Warning"), ("follow_up", "回访", "Follow-up"),
        ("answer_follow_up", "回访答复", "Follow-up answered"),
        ("remind_mediation", "调解回访提醒", "Reminded of a mediation"),
        ("follow_up_mediation", "调解回访", "Mediation followed up"),
        ("remind_rating", "提醒评价", "Reminded to rate"), ("follow", "关注", "Joined"),
        ("take_in", "并入他件", "Another case joined"), ("let_go", "并案撤销", "A case that had joined is its own again"),
        ("answered_with", "随并入的诉求答复", "Answered with the case it went into"),
        ("opened_with", "并入的诉求重新办理", "The case it went into is handled again"),
        ("hand_over", "交接", "Handed over"), ("call_watch", "通知值班", "Watch called"),
        ("auto_answer", "自动答复", "Answered automatically"),
        ("second_handling", "二次办理", "Handled again"), ("finish_by_issue", "议题办结", "Done by its issue"),
    ]

    /// The moves of a timeline, the arrival first, by the codes that it keeps.
    static let timeline: [(code: String, chinese: String, english: String)] =
        beside + allCases.map { ($0.code, $0.title.chinese, $0.title.english) }
}
