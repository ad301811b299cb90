import Domain
import HTTPWire
package import Routing
package import Services

/// 走访与心愿: the one entry at a door, what was heard at it, whom nobody has visited, and wishes to their end.
package struct VisitRoutes: RouteGroup {
    let visits: VisitService
    let reports: ReportService

    package init(visits: VisitService, reports: ReportService) {
        self.visits = visits
        self.reports = reports
    }

    package var endpoints: [Endpoint] {
        [
            .list(Resource[.homeVisits]), coverage, .find(Resource[.homeVisits]), record, batch,
            .below(.homeVisits, .heard, by: "visit_id", "heard", title: Title("走访听到的", "Heard in a visit")),
            .list(Resource[.heard]), .find(Resource[.heard]),
            .list(Resource[.wishes]), .find(Resource[.wishes]),
        ] + WishMove.allCases.map(end)
    }

    private var record: Endpoint {
        var documentation = Documentation(
            "create_home_visits",
            Title("登记一次走访，连同听到的诉求、建议、心愿、表扬和变更", "Record a visit with everything heard in it"),
            .care,
            .document("HomeVisitEntry")
        )
        documentation.tellsOfCreation = true
        documentation.body = .fields(VisitBody.members(isOffline: false))
        return Endpoint(
            .post,
            "\(Endpoint.base)/home-visits",
            access: .holders(of: .recordVisits),
            documentation,
            .act { [visits] call in
                var body = try BodyReader(call)
                let entry = VisitBody.read(&body)
                let view = Self.view(call)
                let rendered = try await Endpoint.sayingAll(body.finishNoting(), of: nil, view) {
                    try await visits.record(entry, by: call.principal, view: view)
                }
                var answer = Answer(.created, rendered)
                answer.location = rendered.id.map { "\(Endpoint.base)/home-visits/\($0)" }
                return answer
            }
        )
    }

    /// What a device wrote down without a network: each entry is carried out by itself, and tells how it went.
    private var batch: Endpoint {
        let entries = BodyField(
            "visits",
            "走访",
            "Visits",
            shape: .objects(VisitBody.members(isOffline: true), most: VisitEntry.batchLimit),
            isRequired: true
        )
        var documentation = Documentation(
            "batch_home_visits",
            Title("成批上传离线走访；每条须有 client_id，重复上传不会重复登记", "Send visits noted offline; a repeat never doubles one"),
            .care,
            .document("HomeVisitResults")
        )
        documentation.body = .fields([entries])
        documentation.sendsMuch = true
        return Endpoint(
            .post,
            "\(Endpoint.base)/home-visits/batch",
            access: .holders(of: .recordVisits),
            documentation,
            .act { [visits] call in
                var body = try BodyReader(call)
                let entries = body.entries(entries) { VisitBody.read(&$0, isOffline: true) }
                try body.finish()
                let answer = try await visits.answerBatch {
                    try await BatchAnswer.of(entries, call, named: \.clientID) { visit, entry in
                        let view = Self.view(call)
                        let faults = entry.error?.fields ?? []
                        return try await Endpoint.sayingAll(faults, of: nil, at: entry.place, view) {
                            try await visits.record(visit, at: entry.place, by: call.principal, view: view)
                        }
                    }
                }
                return Answer(.ok, answer)
            }
        )
    }

    private var coverage: Endpoint {
        let parameters = [
            ReportRoutes.community, QueryParameter("grid_id", "网格", "Grid", .reference(.grids)),
            QueryParameter("days", "多少天未走访，默认 90", "Not visited for so many days, 90 by default", .integer(1...3650)),
        ]
        return Endpoint(
            .get,
            "\(Endpoint.base)/home-visits/coverage",
            access: .holders(of: .readVisits),
            ReportRoutes.documentation(
                "coverage_home_visits",
                Title("多日未走访的住户，最久的在前", "Households not visited for a while, the longest first"),
                .care,
                parameters
            ),
            .act { [reports] call in
                try await ReportRoutes.answer(call, parameters: parameters, note: reports.note) { values in
                    try await reports.visitCoverage(
                        community: values.integer("community_id"),
                        grid: values.integer("grid_id"),
                        days: values.integer("days") ?? VisitCoverage.defaultDays,
                        at: call.now,
                        time: call.time,
                        scope: call.principal.scope
                    )
                }
            }
        )
    }

    private func end(_ move: WishMove) -> Endpoint {
        let fulfiller = BodyField(
            "fulfiller",
            "实现人",
            "Who fulfilled it",
            .text(1...50),
            isRequired: move == .fulfill
        )
        let remark = BodyField("remark", "说明", "Remark", .text(1...500), isRequired: move == .decline)
        let fields = move == .fulfill ? [fulfiller, remark] : [remark]
        return .move(Resource[.wishes], move.rawValue, title: move.title, access: .recordVisits, fields: fields) {
            [visits] call, body, view in
            let name = move == .fulfill ? body.text(fulfiller) : nil
            let text = body.text(remark)
            try body.finish()
            return try await visits.end(
                wish: call.id,
                move,
                fulfiller: name,
                remark: text,
                ifVersion: try call.expectedVersion(required: false),
                by: call.principal,
                view: view
            )
        }
    }

    /// The answer is made of two resources, each as it is.
    private static func view(_ call: Call) -> View {
        View(scope: call.principal.scope, language: call.language, time: call.time)
    }
}
