import App
import Domain
import JSON
import Services
import Storage
import TestSupport
import Testing

@Suite("The clock of the cases")
struct CaseClockTests {
    @Test("A case that nobody takes warns its people level by level, each once, also over a restart")
    func climbing() async throws {
        let folder = try await TestServer.demoFolder()
        // A Monday morning after all that the demonstration has.
        let start = CommunityTime().instant(.init(daysSince1970: 19_009), hour: 9)
        let clock = SettableClock(start)
        var id: Int64 = 0
        do {
            let test = try await TestServer(folder: folder, clock: clock)
            _ = try await CaseClock(store: test.data.open.store).sweep()
            let body = #"{"kind": "help", "category_id": 3, "title": "灯", "description": "不亮", "building_id": 1}"#
            let token = try await test.token("resident")
            id = try test.client().send("POST", "/api/v1/cases", token: token, body: body).json()["id"]?.integer ?? 0
            clock.set(start.advanced(bySeconds: 110 * 60))
            #expect(try await CaseClock(store: test.data.open.store).sweep() >= 1)
            #expect(try await level(of: id, test) == 1)
            await test.stop()
        }
        let test = try await TestServer(folder: folder, clock: clock)
        #expect(try await CaseClock(store: test.data.open.store).sweep() == 0)
        clock.set(start.advanced(bySeconds: 130 * 60))
        #expect(try await CaseClock(store: test.data.open.store).sweep() >= 1)
        #expect(try await level(of: id, test) == 2)
        clock.set(start.advanced(bySeconds: 10 * 86_400))
        #expect(try await CaseClock(store: test.data.open.store).sweep() >= 1)
        #expect(try await level(of: id, test) == 3)
        #expect(try await CaseClock(store: test.data.open.store).sweep() == 0)
        let list = try test.client().send(
            "GET",
            "/api/v1/notifications?limit=50",
            token: try await test.token("secretary")
        ).json()
        let own =
            list["items"]?.elements.filter { $0["case_id"]?.integer == id }.compactMap { $0["topic"]?.string } ?? []
        #expect(own.filter { $0 == "case_long_overdue" }.count == 1)
        #expect(try Checkup.examine(folder).isEmpty)
    }

    private func level(of id: Int64, _ test: TestServer) async throws -> Int64? {
        let token = try await test.token("secretary")
        return try test.client().send("GET", "/api/v1/cases/\(id)", token: token).json()["warning_level"]?.integer
    }
}
