import Domain
import HTTPWire
package import Routing
package import Services

/// 服务合同: contracts with their promises, their progress and yearly judgement, and placements of social workers.
package struct ContractRoutes: RouteGroup {
    let register: RegisterService
    let contracts: ContractService

    package init(register: RegisterService, contracts: ContractService) {
        self.register = register
        self.contracts = contracts
    }

    package var endpoints: [Endpoint] {
        Endpoint.register(.contracts, register, without: [.update, .remove])
            + Endpoint.register(.contractItems, register, without: [.update, .remove])
            + Endpoint.register(.placements, register)
            + Endpoint.register(.contractEvaluations, register, without: [.create, .remove])
            + [
                .update(Resource[.contracts]) { [contracts] draft, id, version, call, view in
                    try await contracts.update(
                        contract: draft,
                        id: id,
                        ifVersion: version,
                        by: call.principal,
                        view: view
                    )
                },
                .remove(Resource[.contracts]) { [contracts] id, version, principal in
                    try await contracts.remove(contract: id, ifVersion: version, by: principal)
                },
                .update(Resource[.contractItems]) { [contracts] draft, id, version, call, view in
                    try await contracts.update(item: draft, id: id, ifVersion: version, by: call.principal, view: view)
                },
                .remove(Resource[.contractItems]) { [contracts] id, version, principal in
                    try await contracts.remove(item: id, ifVersion: version, by: principal)
                },
                .create(Resource[.contractEvaluations]) { [contracts] draft, call, view in
                    try await contracts.evaluate(draft, by: call.principal, view: view)
                },
                below(.contractItems, "items", Title("合同的承诺事项", "Items of a contract")),
                below(.contractEvaluations, "evaluations", Title("合同的年度评估", "Evaluations of a contract")),
                .below(
                    .contractEvaluations,
                    .contractDeliveries,
                    by: "evaluation_id",
                    "deliveries",
                    title: Title("评估时的履约结果", "What had been delivered when a year was judged")
                ),
                progress,
            ]
    }

    private func below(_ child: ResourceName, _ path: String, _ title: Title) -> Endpoint {
        .below(.contracts, child, by: "contract_id", path, title: title)
    }

    private var progress: Endpoint {
        let parameters = [ReportRoutes.year]
        return Endpoint(
            .get,
            "\(Endpoint.base)/contracts/{id}/progress",
            access: .holders(of: .readOrganizations),
            ReportRoutes.documentation(
                "progress_contracts",
                Title("合同履约进度", "Progress of a contract"),
                .organizations,
                parameters
            ),
            .act { [contracts] call in
                try await ReportRoutes.answer(call, parameters: parameters) { values in
                    try await contracts.progress(
                        call.id,
                        year: values.integer("year").map(Int.init),
                        scope: call.principal.scope,
                        now: call.now,
                        time: call.time
                    )
                }
            }
        )
    }
}
