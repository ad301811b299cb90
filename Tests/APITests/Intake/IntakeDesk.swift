import App
import Domain
import JSON
import TestSupport
import Testing

/// A server of its own with its people signed in, at which cases are taken in (受理台).
struct IntakeDesk {
    let test: TestServer
    let client: HTTPClient
    let tokens: [String: String]

    private static let logins = [
        "admin", "secretary", "staff", "grid_leader", "grid_worker", "resident", "partner", "subdistrict_officer",
        "auditor",
    ]

    init(clock: any Clock = SystemClock()) async throws {
        try await self.init(try await TestServer.ownDemo(clock: clock))
    }

    init(_ test: TestServer) async throws {
        self.test = test
        client = test.client()
        var tokens: [String: String] = [:]
        for login in Self.logins { tokens[login] = try await test.token(login) }
        self.tokens = tokens
    }

    func send(_ login: String, _ path: String, _ body: String = "{}", method: String = "POST") throws -> HTTPAnswer {
        try client.send(method, "/api/v1/\(path)", token: tokens[login], body: body)
    }

    func read(_ login: String?, _ path: String) throws -> HTTPAnswer {
        try client.send("GET", "/api/v1/\(path)", token: login.flatMap { tokens[$0] })
    }

    func get(_ login: String?, _ path: String) throws -> JSONValue { try read(login, path).json() }

    /// Makes something that must be taken, and says its number.
    @discardableResult
    func make(_ login: String, _ path: String, _ body: String) throws -> Int64 {
        let answer = try send(login, path, body)
        return try #require(answer.status < 300 ? try answer.json()["id"]?.integer : nil, "\(path): \(answer.text)")
    }

    func category(_ code: String, below parent: Int64? = nil, _ more: String = "") throws -> Int64 {
        let parent = parent.map { #", "parent_id": \#($0)"# } ?? ""
        return try make("secretary", "case-categories", #"{"code": "\#(code)", "name": "\#(code)"\#(parent)\#(more)}"#)
    }

    @discardableResult
    func question(_ category: Int64, _ code: String, _ kind: String, _ more: String = "") throws -> Int64 {
        let body =
            #"{"category_id": \#(category), "code": "\#(code)", "title": "\#(code)？", "kind": "\#(kind)"\#(more)}"#
        return try make("secretary", "case-questions", body)
    }

    /// What is reported at a building of the grid of the demonstration's grid worker.
    static func report(_ category: Int64, title: String = "楼道灯不亮", _ more: String = #""building_id": 1"#) -> String {
        #"{"kind": "help", "category_id": \#(category), "title": "\#(title)", "description": "三楼坏了", \#(more)}"#
    }

    func photo(_ login: String) throws -> Int64 {
        let sent = try client.send("POST", "/api/v1/uploads", token: tokens[login], bytes: SamplePhotos.jpeg())
        return try #require(try sent.json()["id"]?.integer, "\(sent.text)")
    }

    func account(_ login: String) throws -> Int64 { try #require(try get(login, "me")["id"]?.integer) }

    /// The numbers of the rows of a list.
    func ids(_ login: String?, _ path: String) throws -> [Int64] {
        try get(login, path)["items"]?.elements.compactMap { $0["id"]?.integer } ?? []
    }
}
