/// A list that people work from (工作清单): which cases, the most pressing first, each with its next call.
package enum WorkList: String, CaseIterable, Sendable {
    case mine
    case joint
    case gridOpen = "grid-open"
    case toCheck = "to-check"
    case shelvedDue = "shelved-due"
    case toFollowUp = "to-follow-up"
    case untouched
    case nearBreach = "near-breach"

    package var title: Title {
        switch self {
        case .mine: Title("我处理的诉求", "My cases")
        case .joint: Title("协办、应哨与督办", "Handled jointly, summonses and orders")
        case .gridOpen: Title("本网格在办", "Open in my grid")
        case .toCheck: Title("待核查", "To check")
        case .shelvedDue: Title("挂账已到复查日", "Shelved past review")
        case .toFollowUp: Title("待回访", "To ask whether it is solved")
        case .untouched: Title("多日未动", "Untouched for days")
        case .nearBreach: Title("即将超时", "Near their deadline")
        }
    }

    /// The key of its rows among others.
    var key: String { rawValue.replacing("-", with: "_") }
}

/// One case of a work list (工作项).
package struct WorkItem: Sendable {
    package let id: Int64
    package let number: String
    package let title: String
    package let status: CaseStatus
    package let warningLevel: Int64
    package let dueAt: Int64?
    package let grid: String
    package let handler: String?
    /// What somebody beside the handler is asked for.
    package var part: WorkPart?

    package init(
        id: Int64,
        number: String,
        title: String,
        status: CaseStatus,
        warningLevel: Int64,
        dueAt: Int64?,
        grid: String,
        handler: String?
    ) {
        self.id = id
        self.number = number
        self.title = title
        self.status = status
        self.warningLevel = warningLevel
        self.dueAt = dueAt
        self.grid = grid
        self.handler = handler
    }

    /// The call that usually comes next.
    var next: String {
        switch part {
        case .summons(let id)?: return "POST /api/v1/summonses/\(id)/answer"
        case .coHandler(let id)?: return "POST /api/v1/co-handlers/\(id)/report"
        case .order(let id)?: return "POST /api/v1/supervisions/\(id)/report"
        case .followUp?: return "POST /api/v1/cases/\(id)/follow-up"
        case nil: return nextMove
        }
    }

    private var nextMove: String {
        let move: CaseMove? =
            switch status {
            case .received, .verifying: .accept
            case .filed, .returned: .dispatch
            case .dispatched: .start
            case .handling: .reportDone
            case .arbitration: .rule
            case .referred: .referBack
            case .checking: .close
            case .shelved: .wake
            case .declined, .closed: .tell
            case .withdrawn, .void: nil
            }
        return move.map { "POST /api/v1/cases/\(id)/\($0.rawValue)" } ?? ""
    }
}

/// What is asked of somebody who helps with a case (协同事项).
package enum WorkPart: Sendable, Hashable {
    case summons(Int64)
    case coHandler(Int64)
    /// An order that waits for its answer.
    case order(Int64)
    case followUp
}

/// Work lists ready to be shown (今日待办).
package struct WorkSheet: Sendable {
    package let name: String
    package let title: Title
    package let lists: [(list: WorkList, items: [WorkItem])]

    package init(name: String, title: Title, lists: [(list: WorkList, items: [WorkItem])]) {
        self.name = name
        self.title = title
        self.lists = lists
    }

    /// A single list has its rows at `items`, several have them by their names.
    package var report: ReportDocument {
        ReportDocument(
            name: name,
            title: title,
            header: lists.map { list, items in
                ReportFigure(
                    key: lists.count == 1 ? "count" : "\(list.key)_count",
                    title: list.title,
                    value: .integer(Int64(items.count)),
                    unit: Title("件", "")
                )
            },
            chapters: [
                ReportChapter(
                    title: title,
                    sections: lists.map { list, items in
                        .rows(
                            key: lists.count == 1 ? "items" : list.key,
                            title: list.title,
                            columns: Self.columns,
                            rows: items.map(\.row)
                        )
                    }
                )
            ]
        )
    }

    private static let columns: [Field] = [
        .integer("id", "编号", "Id", 1...Int64.max), .text("number", "诉求编号", "Number", 8...32),
        .text("title", "标题", "Title", 1...100),
        Field("status", "状态", "Status", .enumeration(Enumeration(CaseStatus.self))),
        .integer("warning_level", "预警级别", "Warning level", 0...3), .instant("due_at", "到期时间", "Due at").nullable(),
        .text("grid", "网格", "Grid", 1...50), .text("handler", "处理人", "Handler", 1...100).nullable(),
        .text("next", "下一步", "Next call", 0...200),
    ]
}

extension WorkItem {
    fileprivate var row: [ReportValue] {
        [
            .integer(id), .text(number), .text(title), .text(status.rawValue), .integer(warningLevel),
            dueAt.map { .instant($0) } ?? .null, .text(grid), handler.map { .text($0) } ?? .null, .text(next),
        ]
    }
}
