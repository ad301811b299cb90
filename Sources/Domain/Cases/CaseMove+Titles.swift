extension CaseMove {
    /// What the move is called.
    package var title: Title {
        switch self {
        case .accept: Title("受理立案", "Accept a case")
        case .dispatch: Title("派单", "Dispatch a case")
        case .reassign: Title("改派", "Give a case to another handler")
        case .sendBack: Title("打回", "Send a case back to its handler")
        case .start: Title("开始处理", "Start to handle a case")
        case .reportDone: Title("上报办结", "Report a case done")
        case .close: Title("核查结案", "Close a case")
        case .answer: Title("当场答复并结案", "Answer a case at once")
        }
    }

    /// The moves of a timeline, the arrival first, by the codes that it keeps.
    static let timeline: [(code: String, chinese: String, english: String)] =
        [("create", "登记", "Received")] + allCases.map { ($0.code, $0.title.chinese, $0.title.english) }
}
