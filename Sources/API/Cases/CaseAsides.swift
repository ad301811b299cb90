import Domain
import JSON
import Routing
import Services

/// What an answer about a case says beside it (附加内容): earlier cases to join, and whom it could be given to.
enum CaseAsides {
    private static let call = BodyField(
        "next",
        "下一步调用",
        "The next call",
        shape: .object([
            BodyField("method", "方法", "Method", .text(3...6)), BodyField("path", "路径", "Path", .text(1...200)),
        ])
    )
    static let like: [BodyField] = [
        BodyField("id", "编号", "Id", .reference(.cases)), BodyField("number", "诉求编号", "Number", .text(8...32)),
        BodyField(
            "title",
            "标题；他人未受理的诉求只显示类别",
            "Title; of others' the category until they are accepted",
            .text(1...100)
        ),
        BodyField("category_id", "类别", "Category", .reference(.caseCategories)),
        BodyField("status", "状态", "Status", .enumeration(Enumeration(CaseStatus.self))),
        BodyField("near", "远近", "How near", .enumeration(Enumeration(LikeCase.Nearness.self))),
        BodyField("created_at", "上报时间", "Reported at", .instant),
        BodyField("closed_at", "结案时间", "Closed at", .instant), call,
    ]
    static let similar = BodyField(
        "similar",
        "同地同类的较早诉求，可加入",
        "Earlier cases of the same matter, to join",
        shape: .objects(like, most: LikenessQuestion.shownLimit)
    )
    private static let receiver = [
        BodyField("route_id", "派单路由", "Route", .reference(.caseRoutes)),
        BodyField("handler_id", "处理人", "Handler", .reference(.accounts)),
        BodyField("handler_organization_id", "处理单位", "Organization", .reference(.organizations)),
        BodyField("name", "名称", "Name", .text(1...100)),
        BodyField("instead_of_id", "代理（本人）", "In place of", .reference(.accounts)),
        BodyField("reason", "未交原定人员的原因", "Why it is not whoever would take it otherwise", .text(1...200)),
    ]
    static let proposal = BodyField(
        "proposal",
        "建议派单对象",
        "Whom it could be given to",
        shape: .object(receiver + [call])
    )
    static let given = BodyField(
        "given_to",
        "地点改到另一网格后改派给：按派单路由，没有路由的交该网格人员",
        "To whom it was given, as its place lies in another grid: by the routes, or else to the grid's own people",
        shape: .object(receiver)
    )
    static let untold = BodyField(
        "untold_duplicates",
        "并入的诉求中住户尚未告知的",
        "What was merged into it and whose households are still to be told",
        shape: .objects(
            [
                BodyField("id", "编号", "Id", .reference(.cases)), BodyField("number", "诉求编号", "Number", .text(8...32)),
                call,
            ],
            most: 200
        )
    )

    static func writing(_ call: Call) -> CaseWriting {
        let (language, time) = (call.language, call.time)
        return CaseWriting(
            offering: { cases in
                var out = ByteWriter(capacity: 512)
                write(cases, language, time, into: &out)
                return out.array()
            },
            proposing: { id, route in
                var out = ByteWriter(capacity: 256)
                out.openObject()
                write(route, language, into: &out)
                out.key("next")
                next("\(Endpoint.base)/cases/\(id)/dispatch", into: &out)
                out.closeObject()
                return out.array()
            },
            giving: { route in
                var out = ByteWriter(capacity: 256)
                out.openObject()
                write(route, language, into: &out)
                out.closeObject()
                return out.array()
            },
            telling: { untold in
                write(untold)
            }
        )
    }

    static func write(_ untold: [UntoldCase]) -> [UInt8] {
        var out = ByteWriter(capacity: 64 + untold.count * 128)
        out.openArray()
        for item in untold {
            out.openObject()
            out.member("id", item.id)
            out.member("number", item.number)
            out.key("next")
            next("\(Endpoint.base)/cases/\(item.id)/tell", into: &out)
            out.closeObject()
        }
        out.closeArray()
        return out.array()
    }

    static func write(_ cases: [LikeCase], _ language: Language, _ time: CommunityTime, into out: inout ByteWriter) {
        out.openArray()
        for like in cases {
            out.openObject()
            out.member("id", like.id)
            out.member("number", like.number)
            out.member("title", like.title)
            out.member("category_id", like.category)
            out.member("status", like.status.rawValue)
            out.member("status_title", like.status.shown.text(in: language))
            out.member("near", like.nearness.rawValue)
            out.member("near_title", like.nearness.title.text(in: language))
            out.member("created_at", time.rfc3339(like.createdAt))
            out.member("closed_at", like.closedAt.map { time.rfc3339($0) })
            if like.isJoinable {
                out.key("next")
                next("\(Endpoint.base)/cases/\(like.id)/followers", into: &out)
            }
            out.closeObject()
        }
        out.closeArray()
    }

    private static func write(_ route: CaseRoute, _ language: Language, into out: inout ByteWriter) {
        out.member("route_id", route.id)
        switch route.handler {
        case .person(let account): out.member("handler_id", account)
        case .organization(let organization): out.member("handler_organization_id", organization)
        }
        out.member("name", route.name)
        out.member("instead_of_id", route.insteadOf)
        if let reason = route.reason { out.member("reason", reason.text(in: language)) }
    }

    private static func next(_ path: String, into out: inout ByteWriter) {
        out.openObject()
        out.member("method", "POST")
        out.member("path", path)
        out.closeObject()
    }
}
