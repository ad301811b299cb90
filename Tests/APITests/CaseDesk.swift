import App
import Domain
import JSON
import Services
import TestSupport
import Testing

/// A server of its own with its people signed in and a clock to turn (办理现场).
final class CaseDesk {
    let test: TestServer
    let client: HTTPClient
    let clock: SettableClock
    private(set) var tokens: [String: String]
    /// The company that the partner signs in for.
    let company: Int64

    /// A Monday morning after all that the demonstration has.
    static let monday = CommunityTime().instant(.init(daysSince1970: 19_009), hour: 9)

    init(_ logins: [String] = [], at start: Instant = CaseDesk.monday) async throws {
        clock = SettableClock(start)
        test = try await TestServer.ownDemo(clock: clock)
        client = test.client()
        var tokens: [String: String] = [:]
        for login in ["secretary", "staff", "grid_leader", "grid_worker", "resident", "partner"] + logins {
            tokens[login] = try await test.token(login)
        }
        self.tokens = tokens
        let partner = try client.send("GET", "/api/v1/me", token: tokens["partner"]).json()
        company = try #require(partner.at("scope.organization_id")?.integer)
    }

    @discardableResult
    func send(_ login: String, _ path: String, _ body: String = "{}", _ method: String = "POST") throws -> HTTPAnswer {
        try client.send(method, "/api/v1/\(path)", token: tokens[login], body: body)
    }

    func get(_ login: String, _ path: String) throws -> JSONValue {
        try client.send("GET", "/api/v1/\(path)", token: tokens[login]).json()
    }

    func items(_ login: String, _ path: String) throws -> [JSONValue] {
        try get(login, path)["items"]?.elements.map { $0 } ?? []
    }

    func account(_ login: String) throws -> Int64 {
        try #require(try get(login, "me")["id"]?.integer)
    }

    /// Makes something, which must be taken, and says its id.
    func make(_ login: String, _ path: String, _ body: String = "{}") throws -> Int64 {
        let answer = try send(login, path, body)
        guard answer.status < 300 else { throw TestFailure("\(path): \(answer.status) \(answer.text)") }
        return try #require(try answer.json()["id"]?.integer)
    }

    /// A case reported by the resident, or by staff, at a building of the first grid.
    func report(
        _ login: String = "resident",
        building: Int = 1,
        category: Int64 = 3,
        more: String = ""
    ) throws -> Int64 {
        try make(
            login,
            "cases",
            #"{"kind": "help", "category_id": \#(category), "title": "楼道灯不亮", "description": "三楼坏了", "building_id": \#(building)\#(more)}"#
        )
    }

    /// Reports what the grid worker handles done, and has somebody else look.
    func finish(_ id: Int64, answer: String = "已修好") throws {
        _ = try make("grid_worker", "cases/\(id)/report-done", #"{"answer": "\#(answer)"}"#)
        let isWaiting = try get("staff", "cases/\(id)")["status"]?.string == "checking"
        if isWaiting { _ = try make("staff", "cases/\(id)/close") }
    }

    /// Enters that a partner has done what it handles, and has somebody else look.
    func finishForPartner(_ id: Int64) throws {
        _ = try make("staff", "cases/\(id)/report-done", #"{"answer": "已修好", "channel": "phone"}"#)
        let isWaiting = try get("staff", "cases/\(id)")["status"]?.string == "checking"
        if isWaiting { _ = try make("secretary", "cases/\(id)/close") }
    }

    /// The topics of somebody's notices about a case, the oldest first.
    func topics(_ login: String, of id: Int64) throws -> [String] {
        try items(login, "notifications?limit=200").filter { $0["case_id"]?.integer == id }
            .compactMap { $0["topic"]?.string }.reversed()
    }

    func moves(_ login: String, of id: Int64) throws -> [String] {
        try items(login, "cases/\(id)/timeline?limit=200").compactMap { $0["move"]?.string }
    }

    /// The moment so many seconds from now, as clients write it.
    func moment(after seconds: Int64) -> String {
        CommunityTime().rfc3339(clock.now().advanced(bySeconds: seconds))
    }

    /// Lets a little time pass, in which nobody is signed out.
    func pass(seconds: Int64) {
        clock.set(clock.now().advanced(bySeconds: seconds))
    }

    /// Lets time pass, after which everybody signs in again, and the clock of the cases looks.
    func pass(hours: Int64) async throws {
        clock.set(clock.now().advanced(bySeconds: hours * 3600))
        for login in tokens.keys { tokens[login] = try await test.token(login) }
        _ = try await CaseClock(store: test.data.open.store).sweep()
    }

    /// Signs somebody in who was not there from the beginning.
    func signIn(_ login: String) async throws { tokens[login] = try await test.token(login) }

    /// Sets the clock, after which everybody signs in again.
    func turn(to moment: Instant) async throws {
        clock.set(moment)
        for login in tokens.keys { tokens[login] = try await test.token(login) }
    }

    /// Asks the same of everybody at once.
    func race(_ login: String, _ path: String, _ bodies: [String]) async throws -> [HTTPAnswer] {
        let token = tokens[login]
        return try await withThrowingTaskGroup(of: HTTPAnswer.self) { group in
            for body in bodies {
                let client = test.client()
                group.addTask { try client.send("POST", "/api/v1/\(path)", token: token, body: body) }
            }
            return try await group.reduce(into: [HTTPAnswer]()) { $0.append($1) }
        }
    }
}
