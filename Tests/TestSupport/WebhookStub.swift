package import App
package import Domain
import HTTPServer
import HTTPWire
package import JSON
import Outbound
import Synchronization

/// Whoever keeps the heads of an audit chain elsewhere, as tests play it: a real HTTP server on a free port.
package final class WebhookStub: Sendable {
    /// A post as it arrived.
    package struct Post: Sendable {
        package let path: String
        package let id: String
        package let timestamp: String
        package let signature: String
        package let body: [UInt8]

        package func json() throws -> JSONValue { try JSONDocument(parsing: body).root }
    }

    fileprivate final class Book: Sendable {
        let posts = Mutex<[Post]>([])
        /// The statuses of the next answers; afterwards all is well.
        let statuses = Mutex<[Status]>([])
    }

    private let book = Book()
    private let server: HTTPServer.Server
    private let port: UInt16

    package init() throws {
        let settings = ServerSettings(addresses: [ListenAddress(host: "127.0.0.1", port: 0)], loops: 1)
        server = HTTPServer.Server(settings: settings) { [book] _ in WebhookHandler(book) }
        guard let address = try server.start().first else { throw TestFailure("the stub listens nowhere") }
        port = address.port
    }

    package func configure(_ configuration: inout Configuration) {
        configuration.auditWebhook.address = WebAddress("http://127.0.0.1:\(port)/heads")
    }

    /// Refuses so many of the next posts.
    package func fail(_ count: Int) {
        book.statuses.withLock { $0 = Array(repeating: .serviceUnavailable, count: count) }
    }

    package var posts: [Post] { book.posts.withLock { $0 } }
}

private final class WebhookHandler: LoopHandler {
    private let book: WebhookStub.Book

    init(_ book: WebhookStub.Book) { self.book = book }

    func handle(_ request: Request, from peer: Peer) -> Reply {
        let body = request.withBody { span in span.withUnsafeBytes { Array($0) } }
        let field = { (name: StaticString) in request.values(named: name).first ?? "" }
        let post = WebhookStub.Post(
            path: request.text(request.path),
            id: field("webhook-id"),
            timestamp: field("webhook-timestamp"),
            signature: field("webhook-signature"),
            body: body
        )
        book.posts.withLock { $0.append(post) }
        let status = book.statuses.withLock { $0.isEmpty ? .noContent : $0.removeFirst() }
        return .now(Response(status))
    }

    func refuse(_ error: ParseError, of head: Request?, from peer: Peer) -> Response { Response(error.status) }

    func answered() {}
}

extension TestServer {
    /// The service that posts heads; it pauses as the test says, and ends when that throws.
    package func auditWebhook(
        clock: any Clock,
        pause: @escaping @Sendable (Int) async throws -> Void
    ) throws -> AuditWebhookService? {
        try AuditWebhookService(
            data,
            client: { try WebClient() },
            counts: server.auditPosts,
            clock: clock,
            logger: Self.logger,
            pause: pause
        )
    }
}
