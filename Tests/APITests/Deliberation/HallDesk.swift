import App
import Domain
import JSON
import Services
import TestSupport

/// A hall of its own with its people signed in and a clock to turn (议事现场).
final class HallDesk {
    let desk: CaseDesk
    var clock: SettableClock { desk.clock }

    init(_ logins: [String] = []) async throws {
        desk = try await CaseDesk(["branch_secretary", "auditor"] + logins)
    }

    /// A day so many days from now, as clients write it.
    func day(after days: Int) -> String {
        "\(CommunityTime().date(of: clock.now()).advanced(byDays: days))"
    }

    /// A topic that the secretary has screened.
    func screened(_ title: String, authority: String = "hall", cases: [Int64] = []) throws -> Int64 {
        // A compound where people live.
        var home = try desk.get("secretary", "households/1")
        for (path, key) in [("dwellings", "dwelling_id"), ("units", "unit_id"), ("buildings", "building_id")] {
            home = try desk.get("secretary", "\(path)/\(home[key]?.integer ?? 0)")
        }
        let compound = home["compound_id"]?.integer ?? 0
        let body = """
            {"title": "\(title)", "description": "\(title)，提请协商。", "proposer": "第一网格长", "compound_id": \(compound), \
            "authority": "\(authority)", "cases": [\(cases.map(String.init).joined(separator: ", "))]}
            """
        let id = try desk.make("secretary", "issues", body)
        _ = try desk.make("secretary", "issues/\(id)/screen", "{}")
        return id
    }

    func status(_ issue: Int64) throws -> String? { try desk.get("secretary", "issues/\(issue)")["status"]?.string }

    func moves(_ issue: Int64) throws -> [String] {
        try desk.items("secretary", "issues/\(issue)/timeline?limit=200").compactMap { $0["move"]?.string }
    }

    /// Lets time pass, after which everybody signs in again, and the clocks look.
    func pass(hours: Int64) async throws {
        try await desk.pass(hours: hours)
        _ = try await DeliberationClock(store: desk.test.data.open.store).sweep()
    }

    /// The topics of somebody's notices about an issue or a session.
    func topics(_ login: String, _ key: String, _ id: Int64) throws -> [String] {
        try desk.items(login, "notifications?limit=200").filter { $0[key]?.integer == id }
            .compactMap { $0["topic"]?.string }.reversed()
    }

    /// Somebody from the neighborhood comes to a session that is open, and sits at its table.
    func seat(_ session: Int64, _ party: String = "residents") throws {
        let body = #"{"walk_ins": [{"party": "\#(party)", "name": "到会的\#(party)"}]}"#
        _ = try desk.make("secretary", "sessions/\(session)/attendance", body)
    }

    /// The same read by somebody who asks for English, with as many headers as that takes.
    func english(_ login: String, _ path: String) throws -> HTTPAnswer {
        try desk.client.send(
            "GET",
            path.hasPrefix("/") ? path : "/api/v1/\(path)",
            token: path.hasPrefix("/") ? nil : desk.tokens[login],
            headers: [("Accept-Language", "en")]
        )
    }

    /// Ballots on paper are entered without their sheets from now on.
    func waiveSheets() throws {
        _ = try desk.send("secretary", "settings", #"{"paper_ballot_sheet": 0}"#, "PATCH")
    }

    func photo() throws -> Int64 { try desk.make("secretary", "uploads", "%PDF-1.4\n%%EOF\n") }
}
