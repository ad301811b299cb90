import JSON
import TestSupport
import Testing

@Suite("今日待办逐件走查：each item is done by its next call, with exactly what it says that it needs")
struct WorkWalkTests {
    private static let logins = [
        "admin", "branch_secretary", "party_member", "social_worker", "org_operator", "subdistrict_officer", "auditor",
    ]

    /// One of each kind that needs something else than most.
    private func prepare(_ desk: CaseDesk) throws {
        let worker = try desk.account("grid_worker")
        func category(_ policy: String, _ path: String) throws -> Int64 {
            try desk.make(
                "secretary",
                "case-categories",
                #"{"code": "\#(path)_\#(policy)", "name": "\#(path)\#(policy)", "check_policy": "\#(policy)", "path": "\#(path)"}"#
            )
        }
        for policy in ["none", "photo", "reporter", "independent"] {
            for path in ["ordinary", "dispute", "petition"] {
                let own = try category(policy, path)
                for handler in [#""handler_id": \#(worker)"#, #""handler_organization_id": \#(desk.company)"#] {
                    let id = try desk.report(category: own)
                    _ = try desk.make("staff", "cases/\(id)/accept", "{\(handler)}")
                    let further = try desk.report("staff", category: own)
                    _ = try desk.make("staff", "cases/\(further)/accept", "{\(handler)}")
                    let name = #"{"handler_name": "刘师傅", "channel": "phone"}"#
                    _ = try desk.make(
                        handler.contains("organization") ? "staff" : "grid_worker",
                        "cases/\(further)/start",
                        handler.contains("organization") ? name : "{}"
                    )
                    try photograph(desk, further)
                }
                _ = try desk.make("staff", "cases/\(try desk.report(category: own))/accept")
            }
        }
    }

    private func photograph(_ desk: CaseDesk, _ id: Int64) throws {
        for moment in ["before", "after"] {
            let sent = try desk.client.send(
                "POST",
                "/api/v1/uploads",
                token: desk.tokens["staff"],
                headers: [("Content-Type", "image/png")],
                bytes: SamplePhotos.png
            )
            let upload = try #require(try sent.json()["id"]?.integer)
            let body = #"{"uploads": [\#(upload)], "moment": "\#(moment)"}"#
            #expect(try desk.send("staff", "cases/\(id)/attachments", body).status == 201)
        }
    }

    private func value(_ need: String, _ call: String, _ handler: Int64) -> String {
        switch need {
        case "handler_id": "\(handler)"
        case "came": "true"
        case "solved": call.hasSuffix("/follow-up") ? #""yes""# : "true"
        case "answer": call.contains("/summonses/") ? #""came""# : #""已办理""#
        case "channel": #""phone""#
        case "form": #""full""#
        case "follow_up_on": #""2022-06-01""#
        case "external_number": #""街-2022-7""#
        case "mediation": #"{"parties": "甲、乙", "mediator": "丙", "agreement": "oral"}"#
        default: #""已按要求办理""#
        }
    }

    @Test("Whoever has an item makes its next call with what it needs and nothing else, and it is taken")
    func walk() async throws {
        let desk = try await CaseDesk(Self.logins)
        try prepare(desk)
        let (secretary, staff) = (try desk.account("secretary"), try desk.account("staff"))
        var (made, parts) = (0, Set<String>())
        var wrong: [String] = []
        for login in desk.tokens.keys.sorted() {
            let sheet = try desk.send(login, "home/work?limit=25", "", "GET")
            guard sheet.status == 200 else { continue }
            // One case is done once: what stands in two lists is not there a second time.
            var seen: Set<Int64> = []
            for (list, rows) in try sheet.json().members {
                for item in rows.elements {
                    guard let next = item["next"]?.string, let id = item["id"]?.integer else { continue }
                    let needs = try #require(item["needs"], "\(list) \(next)").elements.compactMap(\.string)
                    guard list == "deliberation" || seen.insert(id).inserted else { continue }
                    let (method, path) = (next.hasPrefix("GET") ? "GET" : "POST", String(next.split(separator: " ")[1]))
                    // Nobody is given what they have already.
                    let isHers = try desk.get("secretary", "cases/\(id)")["handler_id"]?.integer == secretary
                    let handler = isHers ? staff : secretary
                    let body = needs.map { #""\#($0)": \#(value($0, path, handler))"# }.joined(separator: ", ")
                    let answer = try desk.client.send(
                        method,
                        path,
                        token: desk.tokens[login],
                        body: method == "GET" ? "" : "{\(body)}"
                    )
                    made += 1
                    parts.insert("\(list) \(path.split(separator: "/").last ?? "")")
                    if answer.status >= 300 { wrong.append("\(login) \(list) \(next) \(needs): \(answer.text)") }
                }
            }
        }
        #expect(made > 150, "\(made) \(parts.sorted())")
        #expect(wrong.isEmpty, "\(wrong.count): \(wrong.prefix(30).joined(separator: "\n"))")
    }
}
