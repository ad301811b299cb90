import Domain
import JSON
import TestSupport
import Testing

@Suite("The working days of a community")
struct WorkingDayTests {
    private func due(
        _ test: TestServer,
        community: Int64 = 1,
        _ from: String,
        _ limit: TimeLimit
    ) async throws -> String {
        let from = try #require(Instant(rfc3339: "\(from):00+08:00"))
        return try await test.store.write { transaction in
            let calendar = try transaction.calendars.calendar(community: community)
            return calendar.time.minute(of: calendar.due(from: from, limit))
        }
    }

    @Test("The days of the country are there from the first day on, for whoever asks")
    func official() async throws {
        let test = try await TestServer.demo()
        let target = "/api/v1/working-days?date.gte=2021-09-26&date.lte=2021-10-09&sort=date"
        let root = try test.client().send("GET", target).json()
        let kinds = root["items"]?.elements.map { "\($0["date"]?.string ?? "") \($0["kind"]?.string ?? "")" } ?? []
        #expect(kinds.count == 9 && kinds.first == "2021-09-26 working" && kinds.last == "2021-10-09 working")
        #expect(root.at("items.1.name")?.string == "国庆节" && root.at("items.1.source")?.string == "official")
        #expect(try await due(test, "2021-09-30T10:00", TimeLimit(3, .workingDays)) == "2021-10-11 18:00")
    }

    @Test("A community works where the country rests and rests where it works, at once")
    func own() async throws {
        let test = try await TestServer.ownDemo()
        let (client, token) = (test.client(), try await test.token("secretary"))
        #expect(try await due(test, "2021-09-30T18:00", .endOfWorkingDay) == "2021-10-08 18:00")
        let found = try client.send("GET", "/api/v1/working-days?date=2021-10-01", token: token).json()
        let id = try #require(found.at("items.0.id")?.integer)
        let changed = try client.send(
            "PATCH",
            "/api/v1/working-days/\(id)",
            token: token,
            body: #"{"kind": "working", "name": "国庆值班"}"#
        )
        #expect(try changed.json()["source"]?.string == "own")
        #expect(try await due(test, "2021-09-30T18:00", .endOfWorkingDay) == "2021-10-01 18:00")
        let made = try client.send(
            "POST",
            "/api/v1/working-days",
            token: token,
            body: #"{"date": "2021-11-05", "kind": "holiday", "name": "社区停电"}"#
        )
        #expect(try made.json()["source"]?.string == "own")
        #expect(try await due(test, "2021-11-05T09:00", .workingHours(1)) == "2021-11-08 09:30")
        let again = try client.send(
            "POST",
            "/api/v1/working-days",
            token: token,
            body: #"{"date": "2021-10-02", "kind": "working", "name": "值班"}"#
        )
        #expect(again.status == 409 && again.faults == ["#/date duplicate"])
        let day = try #require(made.json()["id"]?.integer)
        #expect(try client.send("DELETE", "/api/v1/working-days/\(day)", token: token).status == 204)
        #expect(try await due(test, "2021-11-05T09:00", .workingHours(1)) == "2021-11-05 10:00")
    }

    @Test("A change that is undone leaves no calendar behind that never was")
    func undone() async throws {
        let test = try await TestServer.ownDemo()
        let limit = TimeLimit.endOfWorkingDay
        let before = try await due(test, "2021-11-05T09:00", limit)
        struct Undone: Error {}
        await #expect(throws: Undone.self) {
            try await test.store.write { transaction in
                let day = Draft(
                    .workingDays,
                    [
                        "community_id": .integer(1), "date": .text("2021-11-05"), "kind": .text("holiday"),
                        "name": .text("停电"),
                    ]
                )
                _ = try transaction.insert(day, scope: .everything)
                let calendar = try transaction.calendars.calendar(community: 1)
                #expect(!calendar.isWorkingDay(try #require(CivilDate("2021-11-05"))))
                throw Undone()
            }
        }
        #expect(try await due(test, "2021-11-05T09:00", limit) == before)
    }

    @Test("A community that is made has the calendar and the numbers at once, and goes with them")
    func fresh() async throws {
        let test = try await TestServer.ownDemo()
        let (client, token) = (test.client(), try await test.token("admin"))
        let made = try client.send(
            "POST",
            "/api/v1/communities",
            token: token,
            body: #"{"subdistrict_id": 1, "code": "99", "name": "新社区", "number_prefix": "XS"}"#
        )
        let id = try #require(made.json()["id"]?.integer)
        #expect(try await due(test, community: id, "2026-09-30T18:00", .endOfWorkingDay) == "2026-10-08 18:00")
        let settings = try await test.store.write { try $0.calendars.settings(community: id) }
        #expect(settings == CommunitySettings())
        let removed = try client.send("DELETE", "/api/v1/communities/\(id)", token: token, headers: [("If-Match", "*")])
        #expect(removed.status == 204)
        await #expect(throws: DomainError.self) {
            try await test.store.write { _ = try $0.calendars.calendar(community: id) }
        }
    }
}
