import Domain
package import Routing
package import Services

/// Activities and sign-ups (活动与报名).
package struct ActivityRoutes: RouteGroup {
    let register: RegisterService
    let activities: ActivityService
    let signUps: SignUpService

    package init(register: RegisterService, activities: ActivityService, signUps: SignUpService) {
        self.register = register
        self.activities = activities
        self.signUps = signUps
    }

    package var endpoints: [Endpoint] {
        Endpoint.register(.activities, register, without: [.create, .update]) + [
            .create(Resource[.activities]) { [activities] draft, _, view in
                try await activities.create(draft, view: view)
            },
            .update(Resource[.activities]) { [activities] draft, id, version, _, view in
                try await activities.update(draft, id: id, ifVersion: version, view: view)
            },
            move("publish", Title("发布活动", "Publish an activity"), .publish),
            move("cancel", Title("取消活动", "Cancel an activity"), .cancel),
            finish,
            .below(
                .activities,
                .signUps,
                by: "activity_id",
                "sign-ups",
                title: Title("活动的报名", "Sign-ups of an activity")
            ),
            .list(Resource[.signUps]), .find(Resource[.signUps]),
            .create(Resource[.signUps], rate: .of(.signUps)) { [signUps] draft, call, view in
                try await signUps.signUp(draft, by: call.principal, view: view)
            },
            signUpMove(.cancel, Title("取消报名", "Cancel a sign-up"), access: .signUp),
            signUpMove(.checkIn, Title("签到", "Check in"), access: .manageSignUps),
        ]
    }

    private func move(_ name: String, _ title: Title, _ move: ActivityMove) -> Endpoint {
        .move(Resource[.activities], name, title: title, access: .writeActivities) {
            [activities] call, body, view in
            try body.finish()
            return try await activities.move(
                call.id,
                move,
                ifVersion: try call.expectedVersion(required: false),
                view: view
            )
        }
    }

    private static let attendance = (
        walkIns: BodyField("walk_ins", "现场参加人数", "Walk-ins", .integer(0...100_000)),
        headCount: BodyField("head_count", "其他到场人数", "Others present", .integer(0...100_000))
    )

    private var finish: Endpoint {
        let fields = Self.attendance
        return .move(
            Resource[.activities],
            "finish",
            title: Title("结束活动并登记到场", "Finish an activity with its attendance"),
            access: .writeActivities,
            fields: [fields.walkIns, fields.headCount]
        ) { [activities] call, body, view in
            let (walkIns, headCount) = (body.integer(fields.walkIns) ?? 0, body.integer(fields.headCount) ?? 0)
            try body.finish()
            return try await activities.move(
                call.id,
                .finish(walkIns: walkIns, headCount: headCount),
                ifVersion: try call.expectedVersion(required: false),
                view: view
            )
        }
    }

    private func signUpMove(_ move: SignUpMove, _ title: Title, access: Permission) -> Endpoint {
        .move(Resource[.signUps], move.rawValue, title: title, access: access) { [signUps] call, body, view in
            try body.finish()
            return try await signUps.move(
                call.id,
                move,
                ifVersion: try call.expectedVersion(required: false),
                by: call.principal,
                view: view
            )
        }
    }
}
