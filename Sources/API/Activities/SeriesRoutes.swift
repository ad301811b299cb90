import Domain
import HTTPWire
import Routing
import Services

/// 系列活动: made by a rule, published together, with exceptions, sign-up for all of it, and its promise by month.
struct SeriesRoutes: RouteGroup {
    let series: SeriesService
    let terms: SeriesTermsService
    let signUps: SignUpService
    let reports: ReportService

    private static let resource = Resource[.activitySeries]

    var endpoints: [Endpoint] {
        [
            .list(Self.resource), .find(Self.resource),
            .create(Self.resource) { [series] draft, call, view in
                try await series.create(draft, by: call.principal, view: view)
            },
            .update(Self.resource) { [series] draft, id, version, call, view in
                try await series.update(draft, id: id, ifVersion: version, by: call.principal, view: view)
            },
            .below(
                .activitySeries,
                .activities,
                by: "series_id",
                "activities",
                title: Title("系列的各次活动", "Meetings of a series")
            ),
            .below(
                .activitySeries,
                .seriesQuestions,
                by: "series_id",
                "questions",
                title: Title("系列的报名表", "Form of a series")
            ),
            .below(
                .activitySeries,
                .seriesQuotas,
                by: "series_id",
                "quotas",
                title: Title("系列的分组名额", "Quotas of a series")
            ),
            publish, cancel, except, signUp, months,
        ] + termEndpoints
    }

    private var termEndpoints: [Endpoint] {
        let (questions, quotas) = (Resource[.seriesQuestions], Resource[.seriesQuotas])
        return [
            .list(questions), .find(questions),
            .create(questions) { [terms] draft, call, view in
                try await terms.ask(draft, by: call.principal, view: view)
            },
            .remove(questions) { [terms] id, version, principal in
                try await terms.withdraw(id, ifVersion: version, by: principal)
            },
            .list(quotas), .find(quotas),
            .create(quotas) { [terms] draft, call, view in
                try await terms.setAside(draft, by: call.principal, view: view)
            },
            .update(quotas) { [terms] draft, id, version, call, view in
                try await terms.change(draft, id: id, ifVersion: version, by: call.principal, view: view)
            },
            .remove(quotas) { [terms] id, version, principal in
                try await terms.release(id, ifVersion: version, by: principal)
            },
        ]
    }

    private var publish: Endpoint {
        .move(
            Self.resource,
            "publish",
            title: Title("排出后续各次并发布", "Make the next meetings and publish them"),
            access: .writeActivities
        ) { [series] call, body, view in
            let version = try call.expectedVersion(required: false)
            try body.finish()
            return try await series.publish(call.id, ifVersion: version, by: call.principal, view: view)
        }
    }

    private var cancel: Endpoint {
        let reason = BodyField("reason", "取消原因", "Why", .text(1...500))
        return .move(
            Self.resource,
            "cancel",
            title: Title("取消整个系列尚未举办的各次", "Call the series off: all that is still to come"),
            access: .writeActivities,
            fields: [reason]
        ) { [series] call, body, view in
            let text = body.text(reason)
            let version = try call.expectedVersion(required: false)
            try body.finish()
            return try await series.cancel(call.id, reason: text, ifVersion: version, by: call.principal, view: view)
        }
    }

    private static let exception = (
        day: BodyField("on_date", "系列日期", "Day in the series", .date, isRequired: true),
        start: BodyField("starts_at", "改到（开始）", "Moved to start at", .instant),
        end: BodyField("ends_at", "改到（结束）", "Moved to end at", .instant),
        reason: BodyField("reason", "取消原因", "Why it is called off", .text(1...500))
    )

    /// With a time the meeting moves, without one it is called off.
    private var except: Endpoint {
        let fields = Self.exception
        var documentation = Documentation(
            "except_activity_series",
            Title("单次改期或取消", "Move one meeting, or call it off"),
            .activities,
            .one(.activities)
        )
        documentation.body = .fields([fields.day, fields.start, fields.end, fields.reason])
        return Endpoint(
            .post,
            "\(Endpoint.base)/activity-series/{id}/exceptions",
            access: .holders(of: .writeActivities),
            documentation,
            .act { [series] call in
                let view = try call.view(of: Resource[.activities])
                var body = try BodyReader(call)
                let day = body.text(fields.day).flatMap { CivilDate($0) }
                let (start, end) = (body.integer(fields.start), body.integer(fields.end))
                let reason = body.text(fields.reason)
                if (start == nil) != (end == nil) || start.map({ $0 >= end ?? 0 }) ?? false {
                    body.refuse("ends_at", "not_after", "开始和结束须一并填写，且结束在后", "Give both, the end after the beginning")
                }
                try body.finish()
                guard let day else { throw DomainError.notFound }
                let span = start.flatMap { start in
                    end.map { Instant(milliseconds: start)..<Instant(milliseconds: $0) }
                }
                let exception = span.map(SeriesException.move) ?? .cancel(reason: reason)
                let made = try await series.except(call.id, on: day, exception, by: call.principal, view: view)
                return call.changed(made, view)
            }
        )
    }

    private static let person = (
        resident: BodyField("resident_id", "居民，默认本人", "Resident, oneself by default", .reference(.residents)),
        size: BodyField("party_size", "人数", "Party size", .integer(1...20))
    )

    /// Each meeting is signed up for by itself and tells how it went: one may be full and another not.
    private var signUp: Endpoint {
        let fields = Self.person
        var documentation = Documentation(
            "sign_up_activity_series",
            Title("报名整个系列", "Sign up for all that is still to come"),
            .activities,
            .document("SeriesSignUps")
        )
        documentation.body = .fields([fields.resident, fields.size, SignUpRoutes.answers])
        documentation.rate = .of(.signUps)
        return Endpoint(
            .post,
            "\(Endpoint.base)/activity-series/{id}/sign-ups",
            access: .holders(of: .signUp),
            documentation,
            .act { [series, signUps] call in
                var body = try BodyReader(call, isOptional: true)
                let own = call.principal.scope.defaultValue(ofField: "resident_id")
                let resident = body.integer(fields.resident) ?? own
                let size = body.integer(fields.size) ?? 1
                let answers = body.members(SignUpRoutes.answers)
                if resident == nil { body.refuse("resident_id", "required", "必填", "Required") }
                try body.finish()
                let meetings = try await series.openMeetings(of: call.id, by: call.principal)
                let view = View(scope: call.principal.scope, language: call.language, time: call.time)
                let answer = try await series.answerMeetings {
                    try await BatchAnswer.each(meetings, call) { meeting in
                        let draft = Draft(
                            .signUps,
                            [
                                "activity_id": .integer(meeting), "resident_id": .optional(resident),
                                "party_size": .integer(size),
                            ]
                        )
                        return try await signUps.signUp(draft, answers: answers, by: call.principal, view: view)
                    }
                }
                return Answer(.ok, answer)
            }
        )
    }

    private var months: Endpoint {
        Endpoint(
            .get,
            "\(Endpoint.base)/activity-series/{id}/months",
            access: .holders(of: .readActivities),
            ReportRoutes.documentation(
                "months_activity_series",
                Title("系列每月次数与承诺", "Meetings of a series by month, and its promise"),
                .activities,
                []
            ),
            .act { [reports] call in
                try await ReportRoutes.answer(call, parameters: []) { _ in
                    try await reports.seriesMonths(
                        series: call.id,
                        scope: call.principal.scope,
                        now: call.now,
                        time: call.time
                    )
                }
            }
        )
    }
}
