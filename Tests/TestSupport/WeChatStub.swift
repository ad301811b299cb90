package import App
import Domain
import HTTPServer
import HTTPWire
import JSON
import Synchronization

/// WeChat's server as tests play it: a real HTTP server on a free port, with the users that a test gives it.
package final class WeChatStub: Sendable {
    package static let appID = "wx1234567890abcdef"
    package static let secret = "a-secret-that-nobody-logs"
    /// What is in every answer to a login, and must never come out of Linli.
    package static let sessionKey = "tiihtNczf5v6AKRyjwEUhQ=="

    /// What the stub answers, and what it was asked.
    package struct State: Sendable {
        /// The user behind each code of a login; a code that is not here is invalid.
        package var users: [String: String] = [:]
        /// The phone behind each code of the phone button.
        package var phones: [String: String] = [:]
        /// Codes that were used, as each is good once.
        fileprivate var used: Set<String> = []
        /// Error codes that the next answers of a path begin with.
        package var faults: [String: [Int64]] = [:]
        package var country = "86"
        package var phoneAppID = WeChatStub.appID
        package fileprivate(set) var tokens = 0
        package var expiresIn: Int64 = 7200
        /// Everything that was asked, with its query and body.
        fileprivate var asked: [String] = []
    }

    private let book = Book()
    private let server: HTTPServer.Server
    private let folder: TemporaryFolder
    private let port: UInt16

    package init() throws {
        folder = try TemporaryFolder()
        TestCertificate.write(Self.secret + "\n", "\(folder.path)/secret")
        let settings = ServerSettings(addresses: [ListenAddress(host: "127.0.0.1", port: 0)], loops: 1)
        server = HTTPServer.Server(settings: settings) { [book] _ in StubHandler(book) }
        guard let address = try server.start().first else { throw TestFailure("the stub listens nowhere") }
        port = address.port
    }

    /// Sets a server up to ask this stub.
    package func configure(_ configuration: inout Configuration) {
        configuration.weChat.base = WebAddress("http://127.0.0.1:\(port)/relay")
        configuration.weChat.appID = Self.appID
        configuration.weChat.secretFile = "\(folder.path)/secret"
    }

    package func change(_ change: (inout State) -> Void) { book.state.withLock { change(&$0) } }

    package var asked: [String] { book.state.withLock { $0.asked } }

    /// What the stub knows, shared with its loop.
    fileprivate final class Book: Sendable {
        let state = Mutex(State())
    }

    fileprivate static func answer(_ target: String, _ body: String, _ state: inout State) -> JSONTree {
        state.asked.append("\(target) \(body)")
        let path = String(target.prefix { $0 != "?" })
        if let fault = state.faults[path]?.first {
            state.faults[path]?.removeFirst()
            return ["errcode": .integer(fault), "errmsg": "made on purpose"]
        }
        switch path {
        case "/relay/sns/jscode2session": return session(target, &state)
        case "/relay/cgi-bin/stable_token":
            state.tokens += 1
            return ["access_token": .string("token-\(state.tokens)"), "expires_in": .integer(state.expiresIn)]
        case "/relay/wxa/business/getuserphonenumber": return phone(target, body, &state)
        default: return ["errcode": 40066, "errmsg": "invalid url"]
        }
    }

    private static func session(_ target: String, _ state: inout State) -> JSONTree {
        guard target.contains("appid=\(appID)&"), target.contains("secret=\(secret)&") else {
            return ["errcode": 40125, "errmsg": "invalid appsecret"]
        }
        let code = target.split(separator: "&").first { $0.hasPrefix("js_code=") }.map { String($0.dropFirst(8)) } ?? ""
        guard let user = state.users[code] else { return ["errcode": 40029, "errmsg": "invalid code"] }
        guard state.used.insert(code).inserted else { return ["errcode": 40163, "errmsg": "code been used"] }
        return ["openid": .string(user), "session_key": .string(sessionKey)]
    }

    private static func phone(_ target: String, _ body: String, _ state: inout State) -> JSONTree {
        guard target.hasSuffix("access_token=token-\(state.tokens)"), state.tokens > 0 else {
            return ["errcode": 40001, "errmsg": "invalid credential"]
        }
        guard let (code, phone) = state.phones.first(where: { body == #"{"code":"\#($0.key)"}"# }) else {
            return ["errcode": 40029, "errmsg": "invalid code"]
        }
        guard state.used.insert(code).inserted else { return ["errcode": 40163, "errmsg": "code been used"] }
        return [
            "errcode": 0, "errmsg": "ok",
            "phone_info": [
                "phoneNumber": .string(phone), "purePhoneNumber": .string(phone), "countryCode": .string(state.country),
                "watermark": ["timestamp": 1_637_744_274, "appid": .string(state.phoneAppID)],
            ],
        ]
    }
}

private final class StubHandler: LoopHandler {
    private let book: WeChatStub.Book

    init(_ book: WeChatStub.Book) { self.book = book }

    func handle(_ request: Request, from peer: Peer) -> Reply {
        let body = request.withBody { span in span.withUnsafeBytes { String(decoding: $0, as: UTF8.self) } }
        let query = request.query.map { "?\(request.text($0))" } ?? ""
        let target = request.text(request.path) + query
        let tree = book.state.withLock { WeChatStub.answer(target, body, &$0) }
        var out = ByteWriter(capacity: 512)
        tree.write(to: &out)
        return .now(Response(.ok, body: out.array()))
    }

    func refuse(_ error: ParseError, of head: Request?, from peer: Peer) -> Response { Response(error.status) }

    func answered() {}
}
