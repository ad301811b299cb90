import Domain
import HTTPWire
package import Routing
package import Services

/// Purposes with their bases, and consents (处理目的与同意).
package struct ConsentRoutes: RouteGroup {
    let consents: ConsentService

    package init(consents: ConsentService) { self.consents = consents }

    package var endpoints: [Endpoint] {
        [
            purposes, .list(Resource[.consents]), .find(Resource[.consents]),
            .create(Resource[.consents], findsReferences: false) { [consents] draft, call, view in
                try await consents.give(draft, by: call.principal, view: view)
            },
            .move(
                Resource[.consents],
                "withdraw",
                title: Title("撤回同意", "Withdraw a consent"),
                access: .withdrawConsent
            ) { [consents] call, body, view in
                try body.finish()
                let version = try call.expectedVersion(required: false)
                return try await consents.withdraw(call.id, ifVersion: version, by: call.principal, view: view)
            },
            .below(
                .residents,
                .consents,
                by: "resident_id",
                "consents",
                title: Title("居民的同意记录", "Consents of a resident")
            ),
        ]
    }

    private var purposes: Endpoint {
        Endpoint(
            .get,
            "\(Endpoint.base)/purposes",
            access: .everyone,
            ReportRoutes.documentation(
                "list_purposes",
                Title("个人信息处理目的与依据", "Purposes of processing and their legal bases"),
                .people,
                []
            ),
            .act { call in try await ReportRoutes.answer(call, parameters: []) { _ in PurposeTable.report } }
        )
    }
}
