import Domain
import Routing
import Services

/// 调解记录: what disputes were brought to, for those who work on them, and whether it holds.
struct MediationRoutes: RouteGroup {
    let cases: CaseService

    var endpoints: [Endpoint] {
        [
            .list(Resource[.mediations]), .find(Resource[.mediations]),
            .below(.cases, .mediations, by: "case_id", "mediations", title: Title("诉求的调解记录", "Mediations of a case")),
            followUp,
        ]
    }

    private var followUp: Endpoint {
        let text = BodyField(
            "remark",
            "回访情况：双方是否履行；以调解结案后随时可以登记一次，约定的回访日只作提醒，没有约定的也可以",
            "What was found: whether they keep to it; entered once, at any time after the case was closed by the mediation: the day "
                + "of the follow-up only reminds, and a record without one is followed up, too",
            .text(1...2000),
            isRequired: true
        )
        return .move(
            Resource[.mediations],
            "follow-up",
            title: Title("登记调解回访", "Enter the follow-up of a mediation"),
            access: .handleCase,
            fields: [text]
        ) { [cases] call, body, view in
            let words = body.text(text)
            let version = try call.expectedVersion(required: false)
            try body.finish()
            return try await cases.followUp(
                mediation: call.id,
                words ?? "",
                ifVersion: version,
                by: call.principal,
                view: view
            )
        }
    }
}
