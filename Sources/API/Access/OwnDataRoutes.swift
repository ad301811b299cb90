import Domain
import HTTPWire
package import Routing
package import Services

/// 本人信息: what is held about whoever asks, and who looked at it.
package struct OwnDataRoutes: RouteGroup {
    let privacy: PrivacyService

    package init(privacy: PrivacyService) { self.privacy = privacy }

    package var endpoints: [Endpoint] {
        var documentation = ReportRoutes.documentation(
            "get_my_data",
            Title("我的个人信息，以及谁看过", "What is held about me, and who looked at it"),
            .access,
            []
        )
        documentation.rate = .of(.ownData)
        return [
            Endpoint(
                .get,
                "\(Endpoint.base)/me/data",
                access: .holders(of: .useOwnAccount),
                documentation,
                .act { [privacy] call in
                    var answer = try await ReportRoutes.answer(call, parameters: []) { _ in
                        try await privacy.ownData(of: call.principal)
                    }
                    // Each look is itself an entry, so that no two are the same.
                    answer.isTagged = false
                    return answer
                }
            )
        ]
    }
}
