import Domain
import HTTPWire
import Routing
import Services

extension DeliberationRoutes {
    /// 公示与评议: what comes of an outcome before, while and after it is carried out.
    var outcomeEndpoints: [Endpoint] {
        [
            publish, start, rate, object, answerObjection,
            .list(Resource[.publicNotices]), .find(Resource[.publicNotices]),
            .below(
                .publicNotices,
                .objections,
                by: "notice_id",
                "objections",
                title: Title("公示的异议", "Objections to a notice")
            ),
            .list(Resource[.objections]), .find(Resource[.objections]),
            .below(
                .issues,
                .issueRatings,
                by: "issue_id",
                "ratings",
                title: Title("居民评议", "Residents' judgements of an issue")
            ),
        ]
    }

    private static let notice = (
        text: BodyField("text", "公示内容（默认为议事结果）", "Text, the outcome by default", .text(1...2000)),
        place: BodyField("place", "张贴处", "Where it hangs", .text(1...200)),
        days: BodyField("days", "公示天数", "Days", .integer(1...90))
    )

    private var publish: Endpoint {
        let fields = Self.notice
        var documentation = Documentation(
            "publish_issues",
            IssueMove.publish.title,
            .deliberation,
            .created(.publicNotices)
        )
        documentation.body = .fields([fields.text, fields.place, fields.days])
        return Endpoint(
            .post,
            "\(Endpoint.base)/issues/{id}/publish",
            access: .holders(of: .writeDeliberation),
            documentation,
            .act { [issues] call in
                let view = try call.view(of: Resource[.publicNotices])
                var body = try BodyReader(call, isOptional: true)
                let (text, place, days) = (body.text(fields.text), body.text(fields.place), body.integer(fields.days))
                let version = try call.expectedVersion(required: false)
                try body.finish()
                let made = try await issues.publish(
                    call.id,
                    text: text,
                    place: place,
                    days: days,
                    ifVersion: version,
                    by: call.principal,
                    view: view
                )
                return call.created(made, view)
            }
        )
    }

    private static let objection = (
        text: BodyField("text", "异议", "Objection", .text(1...2000), isRequired: true),
        resident: BodyField("resident_id", "居民（代录）", "Resident, entered by staff", .reference(.residents)),
        name: BodyField("name", "提出人（代录）", "Who objects, entered by staff", .text(1...50))
    )

    private var object: Endpoint {
        let fields = Self.objection
        var documentation = Documentation(
            "object_public_notices",
            Title("对公示提出异议", "Object to a public notice"),
            .deliberation,
            .created(.objections)
        )
        documentation.body = .fields([fields.text, fields.resident, fields.name])
        return Endpoint(
            .post,
            "\(Endpoint.base)/public-notices/{id}/objections",
            access: .holders(of: .joinDeliberation),
            documentation,
            .act { [issues] call in
                let view = try call.view(of: Resource[.objections])
                var body = try BodyReader(call)
                let (text, person, name) = (
                    body.text(fields.text), body.integer(fields.resident), body.text(fields.name)
                )
                try body.finish()
                let made = try await issues.object(
                    to: call.id,
                    text ?? "",
                    resident: person,
                    name: name,
                    by: call.principal,
                    view: view
                )
                return call.created(made, view)
            }
        )
    }

    private var answerObjection: Endpoint {
        let text = BodyField("answer", "答复", "Answer", .text(1...2000), isRequired: true)
        return .move(
            Resource[.objections],
            "answer",
            title: Title("答复异议", "Answer an objection"),
            access: .writeDeliberation,
            fields: [text]
        ) { [issues] call, body, view in
            let words = body.text(text)
            let version = try call.expectedVersion(required: false)
            try body.finish()
            return try await issues.answer(
                objection: call.id,
                words ?? "",
                ifVersion: version,
                by: call.principal,
                view: view
            )
        }
    }

    private static let rating = (
        score: BodyField("score", "评分", "Score", .integer(1...5), isRequired: true),
        text: BodyField("text", "意见", "Opinion", .text(1...1000)),
        resident: BodyField("resident_id", "居民（代录）", "Resident, entered by staff", .reference(.residents))
    )

    private var rate: Endpoint {
        let fields = Self.rating
        var documentation = Documentation(
            "rate_issues",
            Title("评议完成的议题", "Judge a completed issue"),
            .deliberation,
            .created(.issueRatings)
        )
        documentation.body = .fields([fields.score, fields.text, fields.resident])
        return Endpoint(
            .post,
            "\(Endpoint.base)/issues/{id}/ratings",
            access: .holders(of: .joinDeliberation),
            documentation,
            .act { [issues] call in
                let view = try call.view(of: Resource[.issueRatings])
                var body = try BodyReader(call)
                let (score, text, person) = (
                    body.integer(fields.score), body.text(fields.text), body.integer(fields.resident)
                )
                try body.finish()
                let made = try await issues.rate(
                    call.id,
                    score: score ?? 1,
                    text: text,
                    resident: person,
                    by: call.principal,
                    view: view
                )
                return Answer(.created, made)
            }
        )
    }
}
