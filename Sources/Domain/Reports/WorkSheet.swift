/// A list that people work from (工作清单): which cases, the most pressing first, each with its next call.
package enum WorkList: String, CaseIterable, Sendable {
    case toAccept = "to-accept"
    case mine
    case joint
    case gridOpen = "grid-open"
    case toCheck = "to-check"
    case toRule = "to-rule"
    case toGrant = "to-grant"
    case toScore = "to-score"
    case referred
    case shelvedDue = "shelved-due"
    case toTell = "to-tell"
    case toFollowUp = "to-follow-up"
    case untouched
    case nearBreach = "near-breach"

    package var title: Title {
        switch self {
        case .toAccept: Title("待受理", "To take on")
        case .mine: Title("我处理的诉求", "My cases")
        case .joint: Title("协办、应哨与督办", "Handled jointly, summonses and orders")
        case .gridOpen: Title("本网格在办", "Open in my grid")
        case .toCheck: Title("待核查", "To check")
        case .toRule: Title("待裁定", "Whose it is to be ruled")
        case .toGrant: Title("待审批延期", "More time asked for")
        case .toScore: Title("待评分的应哨", "Answered summonses to score")
        case .referred: Title("已上报街道，待反馈", "With the sub-district")
        case .shelvedDue: Title("挂账已到复查日", "Shelved past review")
        case .toTell: Title("已办结、待告知", "Ended, nobody told yet")
        case .toFollowUp: Title("待回访", "To follow up")
        case .untouched: Title("多日未动", "Untouched for days")
        case .nearBreach: Title("即将或已经超时", "Near or past their deadline")
        }
    }

    /// Whether it is for those above the communities, too.
    package var isOversight: Bool { self == .toRule || self == .referred || self == .shelvedDue || self == .nearBreach }

    /// The key of its rows among others.
    var key: String { rawValue.replacing("-", with: "_") }
}

/// What is asked of somebody who helps with a case (协同事项).
package enum WorkPart: Sendable, Hashable {
    case summons(Int64)
    case coHandler(Int64)
    /// An order that waits for its answer.
    case order(Int64)
    case followUp
    /// A mediation whose day of follow-up has come.
    case mediation(Int64)
    /// More time that was asked for.
    case `extension`(Int64)
    /// A summons whose caller has not said yet what came of it.
    case score(Int64)
    /// What is on the shelf and whose household was not told so yet.
    case telling
}

/// Who asks for work, and when (待办对象).
package struct Worker: Sendable {
    package let account: Int64?
    package let scope: DataScope
    /// As what this person acts on any case of the scope.
    package let actors: CaseActors
    package let now: Instant
    package let today: CivilDate
    /// For how many days nothing has happened with what counts as untouched; nothing for as many as the community says.
    package var untouchedDays: Int64?
    /// Whether those are asked for that nobody was told of for too long.
    package var asksForOverdue = false

    package init(
        account: Int64?,
        scope: DataScope,
        actors: CaseActors,
        now: Instant,
        today: CivilDate,
        untouchedDays: Int64? = nil
    ) {
        self.untouchedDays = untouchedDays
        self.account = account
        self.scope = scope
        self.actors = actors
        self.now = now
        self.today = today
    }

    package func may(_ move: CaseMove) -> Bool { !actors.isDisjoint(with: move.rule.actors) }

    package func within(community: Int64) -> Worker {
        Worker(
            account: account,
            scope: .community(community),
            actors: actors,
            now: now,
            today: today,
            untouchedDays: untouchedDays
        )
    }
}

/// Work lists ready to be shown (今日待办).
package struct WorkSheet: Sendable {
    package let name: String
    package let title: Title
    package let lists: [Part]

    /// A case with the actors that the reader is to it.
    package typealias Line = (item: WorkItem, actors: CaseActors)

    /// One list as far as it is shown (清单).
    package struct Part: Sendable {
        let list: WorkList
        let items: [Line]
        /// Whether there is more of it than is shown.
        let hasMore: Bool
        /// How many households have waited too long for a word, where that is asked for.
        package var overdue: Int64?

        package init(_ list: WorkList, _ found: [Line], limit: Int, isCut: Bool) {
            self.list = list
            items = Array(found.prefix(limit))
            hasMore = found.count > limit || isCut
        }
    }

    package init(name: String, title: Title, lists: [Part]) {
        self.name = name
        self.title = title
        self.lists = lists
    }

    /// A single list has its rows at `items`, several have them by their names.
    package var report: ReportDocument {
        ReportDocument(
            name: name,
            title: title,
            header: lists.flatMap(figures),
            chapters: [
                ReportChapter(
                    title: title,
                    sections: lists.map { part in
                        .rows(
                            key: lists.count == 1 ? "items" : part.list.key,
                            title: part.list.title,
                            columns: Self.columns,
                            rows: part.items.map { $0.item.row(for: $0.actors) }
                        )
                    }
                )
            ],
            isList: true
        )
    }

    private func figures(of part: Part) -> [ReportFigure] {
        let isAlone = lists.count == 1
        var figures = [
            ReportFigure(
                key: isAlone ? "count" : "\(part.list.key)_count",
                title: part.list.title,
                value: .integer(Int64(part.items.count)),
                unit: part.hasMore ? Title("件，另有更多", "and more") : Title("件", "")
            ),
            ReportFigure(
                key: isAlone ? "more" : "\(part.list.key)_more",
                title: Title("\(part.list.title.chinese)：另有更多", "\(part.list.title.english): more"),
                value: .boolean(part.hasMore)
            ),
        ]
        // What lies beyond the list of today; `lists/to-tell?overdue=true` names them.
        if let overdue = part.overdue {
            figures.append(
                ReportFigure(
                    key: "\(part.list.key)_overdue",
                    title: Title("\(part.list.title.chinese)：逾期", "\(part.list.title.english): overdue"),
                    value: .integer(overdue),
                    unit: Title("件", "")
                )
            )
        }
        return figures
    }

    private static let columns: [Field] = [
        .integer("id", "编号", "Id", 1...Int64.max), .text("number", "诉求编号", "Number", 8...32),
        .text("title", "标题", "Title", 1...100),
        Field("status", "状态", "Status", .enumeration(Enumeration(CaseStatus.self))),
        .integer("warning_level", "预警级别", "Warning level", 0...3), .instant("due_at", "到期时间", "Due at").nullable(),
        .text("grid", "网格", "Grid", 1...50), .text("handler", "处理人", "Handler", 1...100).nullable(),
        .text("next", "下一步", "Next call", 0...200), .text("needs", "须填写", "What it needs", 0...200),
    ]
}
