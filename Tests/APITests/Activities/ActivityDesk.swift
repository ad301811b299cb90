import App
import Domain
import JSON
import Services
import TestSupport
import Testing

/// A desk at which activities are held (活动现场): their days lie after the Monday on which the clock stands.
struct ActivityDesk {
    let desk: CaseDesk
    /// Grown-ups who have no sign-up of their own.
    let people: [Int64]

    init(_ logins: [String] = [], people: Int = 40) async throws {
        desk = try await CaseDesk(logins)
        self.people = try desk.test.adults(people, token: desk.tokens["secretary"] ?? "")
    }

    /// A class on Tuesday, or on another day, from nine to ten, published unless it is to stay a draft.
    func activity(_ more: String = "", on day: String = "2022-01-18", isDraft: Bool = false) throws -> Int64 {
        let id = try desk.make(
            "secretary",
            "activities",
            """
            {"kind": "class", "title": "茶艺课", "starts_at": "\(day)T09:00:00+08:00", \
            "ends_at": "\(day)T10:00:00+08:00"\(more)}
            """
        )
        if !isDraft { try desk.send("secretary", "activities/\(id)/publish") }
        return id
    }

    func signUp(_ person: Int64, _ activity: Int64, size: Int = 1, more: String = "") throws -> Int64 {
        try desk.make(
            "secretary",
            "sign-ups",
            #"{"activity_id": \#(activity), "resident_id": \#(person), "party_size": \#(size)\#(more)}"#
        )
    }

    func status(_ id: Int64) throws -> String { try desk.get("secretary", "sign-ups/\(id)")["status"]?.string ?? "" }

    func number(_ activity: Int64, _ field: String) throws -> Int64? {
        try desk.get("secretary", "activities/\(activity)")[field]?.integer
    }

    /// So many minutes after the beginning on Tuesday at nine.
    func turn(minutes: Int64) async throws {
        try await desk.turn(to: CaseDesk.monday.advanced(bySeconds: 86_400 + minutes * 60))
    }

    func sweep() async throws -> Int { try await ActivityClock(store: desk.test.data.open.store).sweep() }

    func topics(of activity: Int64, _ person: Int64) async throws -> [String] {
        try await desk.test.store.read { reader in
            let resource = Resource[.notifications]
            let filters = [("activity_id", activity), ("resident_id", person)].map { name, id in
                Filter(field: resource.index(of: name) ?? 0, comparison: .equal, values: [.integer(id)])
            }
            let page = try reader.page(.notifications, ListQuery(filters: filters), view: View(scope: .everything))
            let root = try JSONDocument(parsing: page.bytes).root
            return root["items"]?.elements.compactMap { $0["topic"]?.string } ?? []
        }
    }
}
