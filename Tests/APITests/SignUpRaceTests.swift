import JSON
import TestSupport
import Testing

@Suite("Sign-ups in a race")
struct SignUpRaceTests {
    @Test("1,000 sign-ups from 64 connections to 30 places: 30 are confirmed, the rest wait in the writer's order")
    func neverOversold() async throws {
        let test = try await TestServer.ownDemo()
        let token = try await test.token("secretary")
        let created = try test.client().send(
            "POST",
            "/api/v1/activities",
            token: token,
            body: """
                {"kind": "class", "title": "茶艺", "starts_at": "2035-01-01T09:00:00+08:00", \
                "ends_at": "2035-01-01T10:00:00+08:00", "capacity": 30}
                """
        )
        let activity = try #require(try created.json()["id"]?.integer)
        _ = try test.client().send("POST", "/api/v1/activities/\(activity)/publish", token: token, body: "{}")
        let adults = try test.adults(1000, token: token)

        let answers = await Crowd.send(to: test, connections: 64, requests: 1000) { client, number in
            try client.send(
                "POST",
                "/api/v1/sign-ups",
                token: token,
                body: #"{"activity_id": \#(activity), "resident_id": \#(adults[number])}"#
            )
        }

        #expect(answers.count == 1000 && answers.allSatisfy { $0.status == 201 })
        let rows = try rows(of: activity, on: test, token: token)
        let confirmed = rows.filter { $0.status == "confirmed" }
        let waiting = rows.filter { $0.status == "waitlisted" }
        #expect(confirmed.count == 30 && waiting.count == 970)
        // First come, first served, in the order in which the writer took them.
        #expect(try #require(confirmed.map(\.id).max()) < (try #require(waiting.map(\.id).min())))
        #expect(waiting.map(\.position) == Array(1...970).map { Int64($0) })
        // Every answer says what the database says.
        let told = Dictionary(
            uniqueKeysWithValues: try answers.map { answer in
                let row = try answer.json()
                return (row["id"]?.integer ?? 0, row["status"]?.string ?? "")
            }
        )
        #expect(rows.allSatisfy { told[$0.id] == $0.status })

        // A place that frees goes to the first who waits, once.
        let leaver = try #require(confirmed.first?.id)
        #expect(
            try test.client().send("POST", "/api/v1/sign-ups/\(leaver)/cancel", token: token, body: "{}").status == 200
        )
        let after = try self.rows(of: activity, on: test, token: token)
        #expect(after.filter { $0.status == "confirmed" }.count == 30)
        #expect(after.first { $0.id == waiting.first?.id }?.status == "confirmed")
    }

    @Test("One resident who signs up from many connections at once is there once")
    func oncePerPerson() async throws {
        let test = try await TestServer.ownDemo()
        let token = try await test.token("secretary")
        let open = try test.client().send(
            "GET",
            "/api/v1/activities?status=published&sign_up_closes_at=null&limit=1",
            token: token
        )
        let activity = try #require(try open.json().at("items.0.id")?.integer)
        let answers = await Crowd.send(to: test, connections: 16, requests: 64) { client, _ in
            try client.send(
                "POST",
                "/api/v1/sign-ups",
                token: token,
                body: #"{"activity_id": \#(activity), "resident_id": 77}"#
            )
        }
        #expect(answers.filter { $0.status == 201 }.count == 1)
        #expect(answers.filter { $0.status == 409 && $0.code == "duplicate" }.count == 63)
    }

    private struct Row {
        let id: Int64
        let status: String
        let position: Int64
    }

    private func rows(of activity: Int64, on test: TestServer, token: String) throws -> [Row] {
        let answer = try test.client().send(
            "GET",
            "/api/v1/activities/\(activity)/sign-ups?format=ndjson",
            token: token
        )
        return try answer.text.split(separator: "\n").map { line in
            let row = try JSONDocument(parsing: Array(line.utf8)).root
            return Row(
                id: row["id"]?.integer ?? 0,
                status: row["status"]?.string ?? "",
                position: row["waiting_position"]?.integer ?? 0
            )
        }
    }
}
