import Domain
import Glibc
import JSON
import Storage
import Synchronization
import TestSupport
import Testing

@Suite("Places in a race of everything at once")
struct SignUpModelRaceTests {
    /// What a client knows of the person that it acts for: the one sign-up that stands, and of what size.
    private struct Known {
        var signUp: Int64?
        var size: Int64 = 0
        /// Sign-ups that had to wait when they were made, and of these the ones that were cancelled.
        var waited: Set<Int64> = []
        var cancelled: Set<Int64> = []
    }

    private static let clients = 64
    /// Some ten seconds; `make race` makes it a minute.
    private static let requests = getenv("LINLI_RACE_REQUESTS").flatMap { Int(String(cString: $0)) } ?? 4_000

    @Test(
        "64 clients sign up, cancel, resize, accept, and change capacity and quotas: never oversold, never out of turn",
        arguments: [PromotionMode.direct, .offer]
    )
    func everything(mode: PromotionMode) async throws {
        let test = try await TestServer.ownDemo()
        let token = try await test.token("secretary")
        let people = try test.adults(256, token: token)
        let (activity, quota) = try Self.activity(on: test, token: token, mode)
        let known = Mutex<[Int: Known]>([:])
        let fitting = Mutex<[Int64]>([])
        let busy = Mutex<Set<Int>>([])

        let answers = await Crowd.send(to: test, connections: Self.clients, requests: Self.requests) { client, number in
            let post = { (path: String, body: String) in
                try client.send("POST", "/api/v1/\(path)", token: token, body: body)
            }
            let patch = { (path: String, body: String) in
                try client.send("PATCH", "/api/v1/\(path)", token: token, headers: [("If-Match", "*")], body: body)
            }
            let dice = number &* 2_654_435_761 >> 7
            switch number % 20 {
            case 0: return try patch("activities/\(activity)", #"{"capacity": \#(20 + dice % 40)}"#)
            case 1: return try patch("sign-up-quotas/\(quota)", #"{"places": \#(dice % 12)}"#)
            case 2, 3:
                // One moment, seen as a whole.
                let answer = try client.send("GET", "/api/v1/activities/\(activity)/why-waiting", token: token)
                let count = try answer.json().at("places.fitting")?.integer ?? -1
                fitting.withLock { $0.append(count) }
                return answer
            default: break
            }
            // One client at a time acts for a person, so that what it knows stays true.
            let person = dice % people.count
            guard busy.withLock({ $0.insert(person).inserted }) else { return try client.send("GET", "/livez") }
            defer { _ = busy.withLock { $0.remove(person) } }
            var mine = known.withLock { $0[person] ?? Known() }
            let size = Int64(1 + dice / 7 % 4)
            let answer: HTTPAnswer
            if let signUp = mine.signUp {
                switch dice / 31 % 3 {
                case 0:
                    answer = try post("sign-ups/\(signUp)/cancel", "{}")
                    // A place that was offered may have run out; nothing else ends it here.
                    if answer.status == 200 {
                        mine.signUp = nil
                        mine.cancelled.insert(signUp)
                    }
                case 1:
                    answer = try post("sign-ups/\(signUp)/resize", #"{"party_size": \#(size)}"#)
                    if answer.status == 200 { mine.size = size }
                default: answer = try post("sign-ups/\(signUp)/accept-offer", "{}")
                }
            } else {
                answer = try post(
                    "sign-ups",
                    #"{"activity_id": \#(activity), "resident_id": \#(people[person]), "party_size": \#(size)}"#
                )
                if answer.status == 201, let id = try answer.json()["id"]?.integer {
                    (mine.signUp, mine.size) = (id, size)
                    if try answer.json()["status"]?.string == "waitlisted" { mine.waited.insert(id) }
                }
            }
            known.withLock { $0[person] = mine }
            return answer
        }

        #expect(answers.count == Self.requests)
        #expect(answers.filter { $0.status >= 500 }.map(\.text) == [])
        #expect(fitting.withLock { $0 }.allSatisfy { $0 == 0 })
        try await check(known.withLock { $0 }, people, activity, mode, on: test, token: token)
        #expect(try Checkup.examine(test.folder).isEmpty)
    }

    private static func activity(
        on test: TestServer,
        token: String,
        _ mode: PromotionMode
    ) throws -> (id: Int64, quota: Int64) {
        let client = test.client()
        let made = try client.send(
            "POST",
            "/api/v1/activities",
            token: token,
            body: """
                {"kind": "class", "title": "茶艺", "starts_at": "2035-01-01T09:00:00+08:00", \
                "ends_at": "2035-01-01T10:00:00+08:00", "capacity": 30, "reserved_places": 2, \
                "promotion": "\(mode.rawValue)"}
                """
        )
        let id = try #require(try made.json()["id"]?.integer)
        let quota = try client.send(
            "POST",
            "/api/v1/sign-up-quotas",
            token: token,
            body: #"{"activity_id": \#(id), "grid_id": 2, "places": 6}"#
        )
        _ = try client.send("POST", "/api/v1/activities/\(id)/publish", token: token, body: "{}")
        return (id, try #require(try quota.json()["id"]?.integer))
    }

    /// The rows are what the clients know, and everybody who came in from the queue was told so once.
    private func check(
        _ known: [Int: Known],
        _ people: [Int64],
        _ activity: Int64,
        _ mode: PromotionMode,
        on test: TestServer,
        token: String
    ) async throws {
        let list = try test.client().send(
            "GET",
            "/api/v1/activities/\(activity)/sign-ups?format=ndjson",
            token: token
        )
        let rows = try list.text.split(separator: "\n").map { try JSONDocument(parsing: Array($0.utf8)).root }
        let open = rows.filter { ["confirmed", "waitlisted", "offered"].contains($0["status"]?.string) }
        let told = try await notices(of: activity, mode == .direct ? "sign_up_confirmed" : "sign_up_offered", on: test)
        #expect(open.count == known.values.count { $0.signUp != nil })
        var wrong: [String] = []
        for (person, mine) in known {
            let own = open.filter { $0["resident_id"]?.integer == people[person] }
            let row = own.first
            if own.count > 1 || row?["id"]?.integer != mine.signUp
                || mine.signUp != nil && row?["party_size"]?.integer != mine.size
            {
                wrong.append("\(people[person]): \(own.count) rows, \(mine)")
            }
            // Whoever waited and holds a place now was told; who cancelled may have been told before.
            let cameIn = mine.signUp.map { mine.waited.contains($0) && row?["status"]?.string != "waitlisted" } ?? false
            let least = cameIn ? 1 : 0
            let count = told[people[person]] ?? 0
            if count < least || count > least + mine.waited.intersection(mine.cancelled).count {
                wrong.append("\(people[person]) was told \(count) times, \(mine)")
            }
        }
        #expect(wrong == [])
    }

    private func notices(of activity: Int64, _ topic: String, on test: TestServer) async throws -> [Int64: Int] {
        try await test.store.read { reader in
            let resource = Resource[.notifications]
            let filters = [
                Filter(
                    field: resource.index(of: "activity_id") ?? 0,
                    comparison: .equal,
                    values: [.integer(activity)]
                ),
                Filter(field: resource.index(of: "topic") ?? 0, comparison: .equal, values: [.text(topic)]),
            ]
            var told: [Int64: Int] = [:]
            var query = ListQuery(filters: filters, limit: 200)
            repeat {
                let page = try reader.page(.notifications, query, view: View(scope: .everything))
                let root = try JSONDocument(parsing: page.bytes, limits: JSONLimits(members: 1_000_000)).root
                for row in root["items"]?.elements.map({ $0 }) ?? [] {
                    if let person = row["resident_id"]?.integer { told[person, default: 0] += 1 }
                }
                query.cursor = page.nextCursor
            } while query.cursor != nil
            return told
        }
    }
}
