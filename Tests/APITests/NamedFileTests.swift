import API
import App
import Domain
import HTTPWire
import JSON
import Routing
import SQLite
import TestSupport
import Testing

@Suite("带走姓名：whoever takes names of residents along in a file is in the audit, whatever list it is of")
struct NamedFileTests {
    private static let weekdays: Set<String> = ["周一", "周二", "周三", "周四", "周五", "周六", "周日"]

    private func connection(_ test: TestServer) throws -> Connection {
        try Connection(path: "\(test.folder.path)/linli.db", access: .readOnly, settings: .reader)
    }

    private func newestEntry(_ test: TestServer) throws -> Int64 {
        try connection(test).first("SELECT max(id) FROM audit") { $0.integer(0) } ?? 0
    }

    /// Names that residents have and nobody of the staff.
    private func names(_ test: TestServer) throws -> Set<String> {
        Set(
            try connection(test).query(
                """
                SELECT name FROM resident WHERE community_id = 1
                EXCEPT SELECT name FROM account WHERE role <> 'resident'
                EXCEPT SELECT name FROM grid_staff
                """
            ) { $0.text(0) }
            // A resident whose name is that of a day stands in the figures of its week.
            .filter { !Self.weekdays.contains($0) }
        )
    }

    /// What is read as rows: lists, and what lies below some rows of a list.
    private func paths(_ test: TestServer, _ client: HTTPClient, _ token: String) throws -> [String] {
        try test.server.surface.endpoints.filter { $0.method.name == "GET" }.flatMap { endpoint -> [String] in
            let parts = endpoint.pattern.split(separator: "/", omittingEmptySubsequences: false)
            guard let place = parts.firstIndex(where: { $0.hasPrefix("{") }) else { return [endpoint.pattern] }
            guard !parts[(place + 1)...].contains(where: { $0.hasPrefix("{") }) else { return [] }
            let list = parts[..<place].joined(separator: "/")
            let page = try client.send("GET", "\(list)?limit=40&fields=id", token: token)
            guard page.status == 200, let rows = try page.json()["items"]?.elements else { return [] }
            return rows.compactMap { row in
                guard let id = row["id"]?.integer else { return nil }
                return (parts[..<place] + ["\(id)"] + parts[(place + 1)...]).joined(separator: "/")
            }
        }
    }

    @Test(
        "What is read of Party members and of care leaves an entry for each, also as the answer of a change of nothing"
    )
    func pages() async throws {
        let test = try await TestServer.ownDemo()
        let (client, token) = (test.client(), try await test.token("secretary"))
        var before = try newestEntry(test)
        let page = try client.send("GET", "/api/v1/party-members?limit=3", token: token)
        #expect(try page.status == 200 && newestEntry(test) == before + 3, "\(page.text)")
        before += 3
        for path in ["party-members/1", "households/6"] {
            let headers = [("If-Match", "*")]
            let same = try client.send("PATCH", "/api/v1/\(path)", token: token, headers: headers, body: "{}")
            #expect(try same.status == 200 && newestEntry(test) == before + 1, "\(path): \(same.text)")
            before += 1
        }
        let worker = try await test.token("grid_worker")
        let visit = #"{"household_id": 6, "result": "met", "resident_id": 14, "care": "高血压"}"#
        let made = try client.send("POST", "/api/v1/home-visits", token: worker, body: visit)
        #expect(made.status == 201, "\(made.text)")
        before = try newestEntry(test)
        let visits = try client.send("GET", "/api/v1/home-visits?household_id=6&fields=id,care", token: token)
        #expect(try visits.status == 200 && newestEntry(test) == before + 1, "\(visits.text)")
    }

    @Test(
        "Every list and every row, as CSV with all that can be named, by the secretary, a leader of a grid and a partner"
    )
    func files() async throws {
        let test = try await TestServer.ownDemo()
        let client = test.client()
        let names = try names(test)
        #expect(names.count > 100)
        var named: Set<String> = []
        for login in ["secretary", "grid_leader", "partner"] {
            let token = try await test.token(login)
            for path in try paths(test, client, token) {
                let before = try newestEntry(test)
                let file = try client.send("GET", "\(path)?format=csv", token: token)
                guard file.status == 200 else { continue }
                let cells = file.text.split { ",\r\n\";、，；".contains($0) }.map(String.init)
                guard let found = cells.first(where: names.contains) else { continue }
                named.insert(path)
                #expect(try newestEntry(test) > before, "\(login) took \(found) along by \(path)")
            }
        }
        #expect(named.count > 20, "\(named)")
    }
}
