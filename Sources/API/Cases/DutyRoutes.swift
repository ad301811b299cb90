import Domain
import Routing
import Services

/// 值班与街道周报: who keeps watch outside the working hours, and what the sub-district hears once a week.
struct DutyRoutes: RouteGroup {
    let register: RegisterService
    let cases: CaseService

    var endpoints: [Endpoint] {
        Endpoint.register(.dutyShifts, register, without: [.create, .update]) + [
            .create(Resource[.dutyShifts]) { [cases] draft, _, view in try await cases.watch(draft, view: view) },
            .update(Resource[.dutyShifts]) { [cases] draft, id, version, _, view in
                try await cases.changeWatch(draft, id: id, ifVersion: version, view: view)
            },
            .list(Resource[.weeklyDigests]), .find(Resource[.weeklyDigests]),
        ]
    }
}
