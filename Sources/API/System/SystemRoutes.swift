package import Domain
import HTTPWire
import JSON
package import Routing

/// Whether the server lives and is ready, and what it can do (健康与接口文档).
package struct SystemRoutes: RouteGroup {
    private let isReady: @Sendable () async -> Bool
    private let metrics: @Sendable () -> [UInt8]
    private let openAPI: @Sendable (any Reader) throws -> [UInt8]

    package init(
        isReady: @escaping @Sendable () async -> Bool,
        metrics: @escaping @Sendable () -> [UInt8],
        openAPI: @escaping @Sendable (any Reader) throws -> [UInt8]
    ) {
        self.isReady = isReady
        self.metrics = metrics
        self.openAPI = openAPI
    }

    package var endpoints: [Endpoint] {
        [
            Endpoint(
                .get,
                "/livez",
                access: .everyone,
                Self.documentation("livez", Title("进程存活", "The process answers"), "Health"),
                .constant { _ in Answer(.ok, body: Self.passing) }
            ),
            Endpoint(
                .get,
                "/readyz",
                access: .everyone,
                Self.documentation("readyz", Title("可以服务", "The database can be read and written"), "Health"),
                .act { [isReady] _ in
                    guard await isReady() else {
                        throw DomainError(.unavailable, "not_ready", "数据库暂不可用", "The database is not available")
                    }
                    return Answer(.ok, body: Self.passing)
                }
            ),
            Endpoint(
                .get,
                "/metrics",
                access: .everyone,
                Self.documentation("metrics", Title("监控指标", "Metrics for Prometheus"), "Metrics"),
                .constant { [metrics] _ in
                    Answer(.ok, body: metrics(), contentType: "text/plain; version=0.0.4; charset=utf-8")
                }
            ),
            Endpoint(
                .get,
                "/openapi.json",
                access: .everyone,
                Documentation("openapi", Title("接口文档", "This document"), .access, .document("OpenAPI")),
                .read { [openAPI] _, reader in
                    var answer = Answer(.ok, body: try openAPI(reader))
                    answer.isTagged = true
                    return .whole(answer)
                }
            ),
        ]
    }

    /// Machines ask these all the time, and a server under load must not look dead to them.
    private static func documentation(_ operation: String, _ title: Title, _ document: String) -> Documentation {
        var documentation = Documentation(operation, title, .access, .document(document))
        documentation.rate = .unlimited
        return documentation
    }

    private static let passing = Array(#"{"status":"pass"}"#.utf8)
}
