import Domain
import HTTPWire
import JSON
package import Routing
package import Services

/// 活动: made, published, changed, finished; who came; why nobody is promoted.
package struct ActivityRoutes: RouteGroup {
    let register: RegisterService
    let activities: ActivityService
    let quotas: QuotaService
    let reports: ReportService

    package init(
        register: RegisterService,
        activities: ActivityService,
        quotas: QuotaService,
        reports: ReportService
    ) {
        self.register = register
        self.activities = activities
        self.quotas = quotas
        self.reports = reports
    }

    package var endpoints: [Endpoint] {
        Endpoint.register(.activities, register, without: [.create, .update]) + [
            create,
            .update(Resource[.activities], beside: [DisplacedAside.released]) {
                [activities] draft, id, version, call, view in
                try await activities.update(
                    draft,
                    id: id,
                    ifVersion: version,
                    by: call.principal,
                    view: view,
                    writing: DisplacedAside.writing(call)
                )
            },
            publish, cancel, finish, attendance, headCount, whyWaiting, doorList,
            .below(
                .activities,
                .signUps,
                by: "activity_id",
                "sign-ups",
                title: Title("活动的报名", "Sign-ups of an activity"),
                check: SignUpRoutes.checkSeesPeople
            ),
            .below(
                .activities,
                .signUpQuotas,
                by: "activity_id",
                "quotas",
                title: Title("活动的分组名额", "Quotas of an activity")
            ),
            .below(
                .activities,
                .bookings,
                by: "activity_id",
                "bookings",
                title: Title("活动的场地预约", "Rooms kept for an activity")
            ),
            .below(
                .activities,
                .activityPartners,
                by: "activity_id",
                "partners",
                title: Title("活动的协办组织", "Partners of an activity")
            ),
        ] + quotaEndpoints + Endpoint.register(.activityPartners, register, without: [.update])
    }

    private var quotaEndpoints: [Endpoint] {
        let resource = Resource[.signUpQuotas]
        return [
            .list(resource), .find(resource),
            .create(resource) { [quotas] draft, call, view in
                try await quotas.create(draft, by: call.principal, view: view)
            },
            .update(resource) { [quotas] draft, id, version, call, view in
                try await quotas.update(draft, id: id, ifVersion: version, by: call.principal, view: view)
            },
            .remove(resource) { [quotas] id, version, principal in
                try await quotas.remove(id, ifVersion: version, by: principal)
            },
        ]
    }

    /// A draft; or, with `held`, an activity that has taken place already, with its attendance in the same call.
    private var create: Endpoint {
        let resource = Resource[.activities]
        var documentation = Documentation(
            "create_activities",
            Title("新增活动；已举办的连同到场情况一次补录", "Add an activity; one already held with its attendance in one call"),
            resource.area,
            .created(.activities)
        )
        let held = AttendanceBody.held
        documentation.body = .createWith(.activities, [held])
        return Endpoint(
            .post,
            "\(Endpoint.base)/\(resource.name.path)",
            access: .holders(of: resource.write),
            documentation,
            .act { [activities] call in
                let view = try call.view(of: resource)
                var body = try BodyReader(call)
                let draft = body.draft(resource, .create, scope: view.scope)
                let attendance = body.object(held) { body in
                    var attendance = AttendanceBody.read(&body, knowsSignUps: false)
                    attendance.place = "\(held.name)/"
                    return attendance
                }
                let made = try await Endpoint.making(draft, &body, view) {
                    try await activities.create(draft, held: attendance, by: call.principal, view: view)
                }
                return call.created(made, view)
            }
        )
    }

    private var publish: Endpoint {
        move("publish", Title("发布活动", "Publish an activity"), []) { _ in .publish }
    }

    private var cancel: Endpoint {
        let reason = BodyField("reason", "取消原因", "Why", .text(1...500))
        return move("cancel", Title("取消活动并告知报名者", "Cancel an activity and tell who signed up"), [reason]) { body in
            .cancel(reason: body.text(reason))
        }
    }

    private var finish: Endpoint {
        move("finish", Title("结束活动并登记到场", "Finish an activity with its attendance"), AttendanceBody.members) { body in
            .finish(AttendanceBody.read(&body))
        }
    }

    private func move(
        _ name: String,
        _ title: Title,
        _ fields: [BodyField],
        _ read: @escaping @Sendable (inout BodyReader) -> ActivityMove
    ) -> Endpoint {
        .move(Resource[.activities], name, title: title, access: .writeActivities, fields: fields) {
            [activities] call, body, view in
            let move = read(&body)
            let version = try call.expectedVersion(required: false)
            try body.finish()
            return try await activities.move(call.id, move, ifVersion: version, by: call.principal, view: view)
        }
    }

    private var attendance: Endpoint {
        attend("attendance", Title("成批登记到场", "Take the attendance in bulk"), AttendanceBody.members) {
            AttendanceBody.read(&$0)
        }
    }

    private var headCount: Endpoint {
        let fields = [AttendanceBody.walkIns, AttendanceBody.headCount, AttendanceBody.reason]
        return attend("head-count", Title("登记到场人头数", "Enter a plain head-count"), fields) { body in
            var attendance = Attendance(
                walkIns: body.integer(AttendanceBody.walkIns),
                headCount: body.integer(AttendanceBody.headCount)
            )
            attendance.reason = body.text(AttendanceBody.reason)
            return attendance
        }
    }

    private func attend(
        _ name: String,
        _ title: Title,
        _ fields: [BodyField],
        _ read: @escaping @Sendable (inout BodyReader) -> Attendance
    ) -> Endpoint {
        .move(Resource[.activities], name, title: title, access: .manageSignUps, fields: fields) {
            [activities] call, body, view in
            let attendance = read(&body)
            let version = try call.expectedVersion(required: false)
            try body.finish()
            return try await activities.attend(
                call.id,
                attendance,
                ifVersion: version,
                by: call.principal,
                view: view
            )
        }
    }

    private var doorList: Endpoint {
        Endpoint(
            .get,
            "\(Endpoint.base)/activities/{id}/door-list",
            access: .holders(of: .manageSignUps),
            ReportRoutes.documentation(
                "door_list_activities",
                Title("签到名单（姓名）", "Who is expected at the door, by name"),
                .activities,
                []
            ),
            .act { [reports] call in
                try await ReportRoutes.answer(call, parameters: [], note: reports.note) { _ in
                    try await reports.doorList(activity: call.id, by: call.principal)
                }
            }
        )
    }

    private var whyWaiting: Endpoint {
        Endpoint(
            .get,
            "\(Endpoint.base)/activities/{id}/why-waiting",
            access: .holders(of: .manageSignUps),
            ReportRoutes.documentation(
                "why_waiting_activities",
                Title("为何没有人递补", "Why nobody is being promoted"),
                .activities,
                []
            ),
            .act { [reports] call in
                try await ReportRoutes.answer(call, parameters: []) { _ in
                    try await reports.whyWaiting(activity: call.id, scope: call.principal.scope, now: call.now)
                }
            }
        )
    }
}
