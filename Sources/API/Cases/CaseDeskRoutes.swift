import Domain
import HTTPWire
import JSON
import Routing
import Services

/// 工作台: notices, questions for more time, deputies, and cases given out or handed over in bulk.
struct CaseDeskRoutes: RouteGroup {
    let register: RegisterService
    let cases: CaseService

    var endpoints: [Endpoint] {
        Endpoint.register(.deputies, register, without: [.create, .update]) + [
            .create(Resource[.deputies]) { [cases] draft, call, view in
                try await cases.standIn(draft, by: call.principal, view: view)
            },
            .update(Resource[.deputies]) { [cases] draft, id, version, call, view in
                try await cases.changeDeputy(draft, id: id, ifVersion: version, by: call.principal, view: view)
            },
            notifications, readNotification, .list(Resource[.extensions]), .find(Resource[.extensions]),
            .below(.cases, .extensions, by: "case_id", "extensions", title: Title("延期申请", "Extensions of a case")),
            decide("grant", Title("批准延期", "Grant more time"), grants: true),
            decide("refuse", Title("不予延期", "Refuse more time"), grants: false),
            bulkDispatch, handOver,
        ]
    }

    /// The own ones only, whatever the scope.
    private var notifications: Endpoint {
        let resource = Resource[.notifications]
        return Endpoint(
            .get,
            "\(Endpoint.base)/\(resource.name.path)",
            access: resource.read,
            Documentation("list_notifications", Title("我的通知", "My notifications"), .cases, .page(resource.name)),
            .read { call, reader in
                let (field, id): (String, Int64) =
                    if case .resident(let resident, community: _) = call.principal.scope {
                        ("resident_id", resident)
                    } else {
                        ("account_id", call.principal.accountID ?? 0)
                    }
                let own = Filter(field: resource.index(of: field) ?? 0, comparison: .equal, values: [.integer(id)])
                return try Endpoint.page(resource, call, reader, filters: [own], scope: .everything)
            }
        )
    }

    private var readNotification: Endpoint {
        .move(Resource[.notifications], "read", title: Title("标记已阅", "Mark as read"), access: .useOwnAccount) {
            [cases] call, body, view in
            try body.finish()
            return try await cases.read(notice: call.id, by: call.principal, view: view)
        }
    }

    private func decide(_ name: String, _ title: Title, grants: Bool) -> Endpoint {
        let remark = BodyField("remark", "说明", "Remark", .text(1...2000), isRequired: !grants)
        return .move(Resource[.extensions], name, title: title, access: .manageCases, fields: [remark]) {
            [cases] call, body, view in
            let text = body.text(remark)
            try body.finish()
            return try await cases.decide(
                extension: call.id,
                grants: grants,
                remark: text,
                by: call.principal,
                view: view
            )
        }
    }

    private var bulkDispatch: Endpoint {
        let ids = BodyField("cases", "诉求", "Cases", .reference(.cases), shape: .values(most: 100), isRequired: true)
        let person = BodyField("handler_id", "处理人", "Handler", .reference(.accounts))
        let organization = BodyField(
            "handler_organization_id",
            "处理单位",
            "Handling organization",
            .reference(.organizations)
        )
        let remark = BodyField("remark", "说明", "Remark", .text(1...2000))
        var documentation = Documentation(
            "bulk_dispatch_cases",
            Title("批量派单", "Dispatch many cases"),
            .cases,
            .document("BulkDispatch")
        )
        documentation.body = .fields([ids, person, organization, remark])
        return Endpoint(
            .post,
            "\(Endpoint.base)/cases/bulk-dispatch",
            access: .holders(of: .manageCases),
            documentation,
            .act { [cases] call in
                var body = try BodyReader(call)
                let numbers = body.integers(ids)
                let (one, other, text) = (body.integer(person), body.integer(organization), body.text(remark))
                if (one == nil) == (other == nil) {
                    body.refuse(
                        "handler_id",
                        "one_handler",
                        "处理人和处理单位须且只能填写其一",
                        "Name either a person or an organization"
                    )
                }
                let faults = body.finishNoting()
                guard let handler = one.map(CaseHandler.person) ?? other.map(CaseHandler.organization) else {
                    throw DomainError.invalid(faults)
                }
                let view = View(scope: call.principal.scope, language: call.language, time: call.time)
                let answer = try await Endpoint.sayingAll(faults, of: nil, view) {
                    try await cases.dispatch(numbers, to: handler, remark: text, by: call.principal) {
                        Self.given("dispatched", $0, call.language)
                    }
                }
                return Answer(.ok, answer)
            }
        )
    }

    private var handOver: Endpoint {
        let from = BodyField("from_account_id", "移交人", "From", .reference(.accounts), isRequired: true)
        let to = BodyField("to_account_id", "接收人", "To", .reference(.accounts), isRequired: true)
        let remark = BodyField("remark", "说明", "Remark", .text(1...2000))
        var documentation = Documentation(
            "hand_over_cases",
            Title(
                "移交在办诉求，连同协办、未答复的应哨、待评分的吹哨、待回访的调解和挂账责任；未移交的列在 skipped 并写明原因",
                "Hand open cases over, with parts in others, open summonses, whistles to score, mediations to follow up and shelved "
                    + "cases; what stays is named in skipped, with the reason"
            ),
            .cases,
            .document("HandOver")
        )
        documentation.body = .fields([from, to, remark])
        return Endpoint(
            .post,
            "\(Endpoint.base)/cases/hand-over",
            access: .holders(of: .manageCases),
            documentation,
            .act { [cases] call in
                var body = try BodyReader(call)
                let (one, other, text) = (body.integer(from), body.integer(to), body.text(remark))
                let faults = body.finishNoting()
                let view = View(scope: call.principal.scope, language: call.language, time: call.time)
                let answer = try await Endpoint.sayingAll(faults, of: nil, view) {
                    try await cases.handOver(from: one ?? 0, to: other ?? 0, remark: text, by: call.principal) { done in
                        Self.given("handed_over", done.given, call.language) {
                            Self.write(done, call.language, into: &$0)
                        }
                    }
                }
                return Answer(.ok, answer)
            }
        )
    }

    /// How many there were, and which went to whom; where that is another one than was asked for, also why.
    private static func given(
        _ key: StaticString,
        _ cases: [GivenCase],
        _ language: Language,
        beside: (inout ByteWriter) -> Void = { _ in }
    ) -> Rendered {
        var out = ByteWriter(capacity: 64 + cases.count * 64)
        out.openObject()
        out.member(key, Int64(cases.count))
        out.key("cases")
        out.openArray()
        for item in cases {
            out.openObject()
            out.member("id", item.id)
            out.member("number", item.number)
            out.member("to_account_id", item.account)
            if let detour = item.detour {
                out.member("code", detour.code)
                out.member("detail", detour.message.text(in: language))
            }
            out.closeObject()
        }
        out.closeArray()
        beside(&out)
        out.closeObject()
        return Rendered(bytes: out.array(), format: .json)
    }

    /// What went with the cases, what stayed where it was, and why; of what lies out of sight only how much it is.
    private static func write(_ done: HandedOver, _ language: Language, into out: inout ByteWriter) {
        out.key("parts")
        out.openArray()
        for part in done.parts {
            out.openObject()
            out.member("kind", part.kind.rawValue)
            out.member("kind_title", part.kind.title.text(in: language))
            out.member("id", part.id)
            out.member("case_id", part.caseID)
            out.member("number", part.number)
            out.member("to_account_id", part.account)
            // Who works on the case already has no second part in it; this one has ended.
            out.member("has_ended", part.hasIt)
            out.closeObject()
        }
        out.closeArray()
        out.member("orders", done.orders)
        out.key("skipped")
        out.openArray()
        for item in done.skipped {
            out.openObject()
            out.member("kind", item.kind.rawValue)
            out.member("id", item.id)
            out.member("case_id", item.caseID)
            out.member("number", item.number)
            out.member("code", item.reason.code)
            out.member("detail", item.reason.message.text(in: language))
            out.closeObject()
        }
        out.closeArray()
        out.member("out_of_scope", Int64(done.unseen))
    }
}
