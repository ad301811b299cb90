import Domain
import HTTPWire
import Routing
import Services

extension TerritoryRoutes {
    /// 岗位变动: changed, and left with the open work in somebody's hands.
    var gridPosts: [Endpoint] {
        [
            .create(Resource[.gridStaff]) { [posts] draft, _, view in try await posts.create(draft, view: view) },
            .update(Resource[.gridStaff]) { [posts] draft, id, version, _, view in
                try await posts.update(draft, id: id, ifVersion: version, view: view)
            },
            handOver,
        ]
    }

    private static let leaving = (
        successor: BodyField("to_account_id", "接收人", "Who takes the open work", .reference(.accounts)),
        until: BodyField("until_date", "离岗日（不含），默认今天", "Until (not included), today by default", .date),
        remark: BodyField("remark", "说明", "Remark", .text(1...2000))
    )

    private var handOver: Endpoint {
        let fields = Self.leaving
        return .move(
            Resource[.gridStaff],
            "hand-over",
            title: Title("离岗交接", "Leave a post and hand its work over"),
            access: .writeTerritory,
            fields: [fields.successor, fields.until, fields.remark]
        ) { [posts] call, body, view in
            let leaving = GridPostService.Leaving(
                successor: body.integer(fields.successor),
                until: body.text(fields.until).flatMap { CivilDate($0) },
                remark: body.text(fields.remark),
                ifVersion: try call.expectedVersion(required: false)
            )
            let faults = body.finishNoting()
            return try await Endpoint.sayingAll(faults, of: nil, view) {
                try await posts.leave(call.id, leaving, by: call.principal, view: view)
            }
        }
    }
}
