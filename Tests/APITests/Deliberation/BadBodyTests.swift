import API
import App
import Domain
import HTTPWire
import JSON
import Routing
import SQLite
import TestSupport
import Testing

@Suite("议事坏请求：whatever is sent to the deliberation, it is refused with every fault and nothing is half done")
struct BadBodyTests {
    /// As long as the longest body that is taken, with the braces around it.
    private static let long = String(repeating: "x", count: 1_000_000)

    /// What an endpoint takes, by name.
    private func fields(_ endpoint: Endpoint) -> [String] {
        switch endpoint.documentation.body {
        case .fields(let fields), .fieldsOrForm(let fields): fields.map(\.name)
        case .create(let name): made(name)
        case .patch(let name):
            Resource[name].fields.filter { if case .always = $0.writing { true } else { false } }.map(\.name)
        case .createWith(let name, let more): made(name) + more.map(\.name)
        case .none, .file: []
        }
    }

    private func made(_ name: ResourceName) -> [String] {
        Resource[name].fields.filter { $0.writing.presence != nil }.map(\.name)
    }

    private func rows(_ hall: HallDesk) throws -> [Int64] {
        let connection = try Connection(
            path: "\(hall.desk.test.folder.path)/linli.db",
            access: .readOnly,
            settings: .reader
        )
        return try [
            "issue", "issue_event", "vote", "vote_voter", "vote_participation", "deliberation_session", "agenda_item",
            "session_attendee", "session_minutes", "minutes_signature", "minutes_objection", "public_notice",
            "objection",
            "project", "project_milestone", "issue_step", "deliberation_paper", "notification", "case_file",
        ].map { try connection.first("SELECT count(*) FROM \($0)") { $0.integer(0) } ?? -1 }
    }

    @Test(
        "Wrong types, members that nobody knows, texts of a million bytes and no object at all: each a problem, none a 500"
    )
    func allEndpoints() async throws {
        let hall = try await HallDesk()
        let desk = hall.desk
        let before = try rows(hall)
        var seen = 0
        for endpoint in desk.test.server.surface.endpoints
        where endpoint.documentation.area == .deliberation && [.post, .patch].contains(endpoint.method) {
            if case .file = endpoint.documentation.body { continue }
            seen += 1
            let names = fields(endpoint)
            let path = endpoint.pattern.replacing("{id}", with: "1")
            // A body that is too long ends its connection.
            func send(_ body: String) throws -> HTTPAnswer {
                try (body.utf8.count > 60_000 ? desk.test.client() : desk.client).send(
                    endpoint.method.name,
                    path,
                    token: desk.tokens["secretary"],
                    headers: [("If-Match", "*")],
                    body: body
                )
            }
            // A truth value is right where one is asked for, so that an empty object stands for the wrong type of all.
            let wrong = names.map { #""\#($0)": {"no_such_member": [{}]}"# }
            let long = names.map { #""\#($0)": "\#(Self.long)""# }.prefix(1)
            let bodies = [
                "[]", "null", "7", "\"text\"", "{", #"{"no_such_member": 1}"#,
                "{\((wrong + [#""no_such_member": 1"#]).joined(separator: ", "))}", "{\(long.joined())}",
            ]
            for (place, body) in bodies.enumerated() where !(place == 7 && names.isEmpty) {
                let answer: HTTPAnswer
                do { answer = try send(body) } catch {
                    // Whoever goes on sending after the refusal may not come to read it; the server is there.
                    #expect(place == 7, "\(endpoint.pattern) \(error)")
                    continue
                }
                let what = "\(endpoint.method.name) \(path) body \(place): \(answer.status) \(answer.text.prefix(300))"
                #expect((400..<500).contains(answer.status), "\(what)")
                #expect(answer.header("Content-Type")?.hasPrefix("application/problem+json") == true, "\(what)")
                guard place == 6, answer.status == 422 else { continue }
                let faulty = Set(
                    answer.faults.map { $0.split(separator: " ")[0].split(separator: "/")[1] }.map(String.init)
                )
                let unsaid = Set(names).subtracting(faulty)
                #expect(unsaid.isEmpty && faulty.contains("no_such_member"), "\(what) unsaid: \(unsaid)")
            }
        }
        #expect(seen > 50, "\(seen)")
        #expect(try rows(hall) == before)
    }

    @Test("Ids of another community or another hall are unknown ones: a vote, a session, a case, an upload, a voter")
    func foreignIDs() async throws {
        let hall = try await HallDesk(["admin"])
        let desk = hall.desk
        let far = try desk.make(
            "admin",
            "communities",
            #"{"subdistrict_id": 1, "code": "998", "name": "远方社区", "number_prefix": "YF"}"#
        )
        let foreign = try desk.make(
            "admin",
            "issues",
            #"{"title": "远议题", "description": "内容", "proposer": "远人", "community_id": \#(far)}"#
        )
        let farHall = try desk.make("admin", "halls", #"{"name": "远厅", "community_id": \#(far)}"#)
        let issue = try hall.screened("本地议题", authority: "committee")
        let before = try rows(hall)
        for path in ["screen", "support", "open-vote", "close-vote", "ballots", "publish", "withdraw", "papers"] {
            let answer = try desk.send("secretary", "issues/\(foreign)/\(path)", #"{"reason": "solved"}"#)
            #expect(answer.status == 404 || answer.status == 422, "\(path) \(answer.text)")
        }
        let merged = try desk.send("secretary", "issues/\(issue)/merge", #"{"issue_id": \#(foreign)}"#)
        #expect(merged.status == 422, "\(merged.text)")
        let elsewhere = #"{"hall_id": \#(farHall), "title": "会", "on": "\#(hall.day(after: 3))"}"#
        let session = try desk.send("secretary", "sessions", elsewhere)
        #expect(session.status == 422, "\(session.text)")
        let onAgenda = """
            {"hall_id": 1, "title": "会", "on": "\(hall.day(after: 3))", "agenda": [{"issue_id": \(foreign)}]}
            """
        let listed = try desk.send("secretary", "sessions", onAgenda)
        #expect(listed.faults == ["#/agenda/0/issue_id unknown_reference"], "\(listed.text)")
        #expect(try rows(hall) == before)
    }
}
