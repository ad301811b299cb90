import Domain
import HTTPWire
import Routing
import Services

extension ReportRoutes {
    private static let limit = QueryParameter("limit", "最多几件，默认 50", "Cases at most, 50 by default", .integer(1...200))

    private static let days = QueryParameter(
        "days",
        "多少天无进展，默认按社区设置",
        "Days without progress, by default as the community set it",
        .integer(1...365)
    )

    private static let overdue = QueryParameter(
        "overdue",
        "只列办结已久仍未告知的（天数按社区设置 telling_days）",
        "Only those that have waited longer for a word than the community allows (telling_days)",
        .boolean
    )

    private static func parameters(of list: WorkList) -> [QueryParameter] {
        switch list {
        case .untouched: [limit, days]
        case .toTell: [limit, overdue]
        default: [limit]
        }
    }

    /// 工作清单: each list that people work from.
    var workLists: [Endpoint] { WorkList.allCases.map(workList) }

    private func workList(_ list: WorkList) -> Endpoint {
        Endpoint(
            .get,
            "\(Endpoint.base)/lists/\(list.rawValue)",
            access: .holders(of: .readWork),
            Self.reading(
                "list_\(list.rawValue.replacing("-", with: "_"))",
                list.title,
                Self.parameters(of: list)
            ),
            .act { [reports] call in
                try await Self.answer(call, parameters: Self.parameters(of: list)) { values in
                    try await reports.work(
                        [list],
                        name: list.rawValue,
                        title: list.title,
                        by: call.principal,
                        now: call.now,
                        time: call.time,
                        limit: values.integer("limit").map(Int.init) ?? 50,
                        untouchedDays: values.integer("days"),
                        isOverdue: values.integer("overdue") == 1
                    )
                }
            }
        )
    }

    /// A list is looked at many times a day, and costs no more than a page of cases.
    private static func reading(
        _ name: String,
        _ title: Title,
        _ parameters: [QueryParameter] = [limit]
    ) -> Documentation {
        var documentation = documentation(name, title, .cases, parameters)
        documentation.rate = .of(.reads)
        return documentation
    }

    /// 今日待办: all that somebody has to do, in one call.
    var homeWork: Endpoint {
        Endpoint(
            .get,
            "\(Endpoint.base)/home/work",
            access: .holders(of: .readWork),
            Self.reading("home_work", Title("今日待办", "Work of today")),
            .act { [reports] call in
                try await Self.answer(call, parameters: [Self.limit]) { values in
                    try await reports.work(
                        WorkList.allCases,
                        name: "work",
                        title: Title("今日待办", "Work of today"),
                        by: call.principal,
                        now: call.now,
                        time: call.time,
                        limit: values.integer("limit").map(Int.init) ?? 20
                    )
                }
            }
        )
    }
}
