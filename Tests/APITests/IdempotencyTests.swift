import App
import JSON
import Services
import TestSupport
import Testing

@Suite("Requests that are sent again")
struct IdempotencyTests {
    private let place = #"{"name": "河边步道", "kind": "road", "grid_id": 1}"#

    private func post(
        _ test: TestServer,
        _ token: String?,
        key: String,
        path: String = "/api/v1/places",
        body: String,
        language: String = "zh"
    ) throws -> HTTPAnswer {
        try test.client().send(
            "POST",
            path,
            token: token,
            headers: [("Idempotency-Key", key), ("Accept-Language", language)],
            body: body
        )
    }

    private func count(_ test: TestServer, _ token: String) throws -> Int {
        let list = try test.client().send(
            "GET",
            "/api/v1/places?limit=1",
            token: token,
            headers: [("Prefer", "count=exact")]
        )
        return Int(try list.json()["total"]?.integer ?? -1)
    }

    @Test("A repeat gets the same answer and does nothing; it says that it is one")
    func answer() async throws {
        let test = try await TestServer.ownDemo()
        let token = try await test.token("secretary")
        let before = try count(test, token)
        let first = try post(test, token, key: "a-1", body: place)
        let second = try post(test, token, key: "\"a-1\"", body: place)
        #expect(first.status == 201 && second.status == 201)
        #expect(first.header("Idempotency-Replayed") == nil)
        #expect(second.header("Idempotency-Replayed") == "true")
        #expect(second.bytes == first.bytes)
        #expect(second.header("Location") == first.header("Location"))
        #expect(second.header("ETag") == first.header("ETag"))
        #expect(try count(test, token) == before + 1)
        // Another key, another path and another person are other requests.
        let fresh = try post(test, token, key: "a-2", body: #"{"name": "河东步道", "kind": "road", "grid_id": 1}"#)
        #expect(fresh.status == 201 && fresh.header("Idempotency-Replayed") == nil)
        let other = try await test.token("staff")
        let third = try post(test, other, key: "a-1", body: #"{"name": "河西步道", "kind": "road", "grid_id": 1}"#)
        #expect(third.status == 201 && third.header("Idempotency-Replayed") == nil)
        #expect(try count(test, token) == before + 3)
    }

    @Test("The same key with other content is refused, by body and by query")
    func otherContent() async throws {
        let test = try await TestServer.ownDemo()
        let token = try await test.token("secretary")
        #expect(try post(test, token, key: "b", body: place).status == 201)
        let body = try post(test, token, key: "b", body: #"{"name": "别处", "kind": "road", "grid_id": 1}"#)
        #expect(body.status == 422 && body.code == "idempotency_key_reused")
        #expect(body.faults == ["Idempotency-Key reused"])
        #expect(try post(test, token, key: "b", path: "/api/v1/places?fields=id", body: place).status == 422)
    }

    @Test("A refusal is remembered too, and told in the language of the repeat")
    func refusal() async throws {
        let test = try await TestServer.ownDemo()
        let token = try await test.token("secretary")
        let missing = #"{"name": "无处", "kind": "road", "grid_id": 999999}"#
        let first = try post(test, token, key: "c", body: missing)
        let second = try post(test, token, key: "c", body: missing, language: "en")
        #expect(first.status == 422 && second.status == 422)
        #expect(second.header("Idempotency-Replayed") == "true")
        #expect(second.faults == first.faults && !first.faults.isEmpty)
        #expect(try first.json()["detail"]?.string?.contains("提交的内容") == true)
        #expect(try second.json()["detail"]?.string?.contains("The body has") == true)
    }

    @Test("A move is made once: its repeat is not refused as impossible")
    func move() async throws {
        let test = try await TestServer.ownDemo()
        let token = try await test.token("secretary")
        let activity = try test.client().send(
            "POST",
            "/api/v1/activities",
            token: token,
            body: """
                {"kind": "class", "title": "茶艺", "starts_at": "2035-01-01T09:00:00+08:00", \
                "ends_at": "2035-01-01T10:00:00+08:00"}
                """
        ).json()["id"]?.integer
        let path = "/api/v1/activities/\(try #require(activity))/publish"
        let first = try post(test, token, key: "d", path: path, body: "{}")
        let second = try post(test, token, key: "d", path: path, body: "{}")
        #expect(first.status == 200 && second.status == 200 && second.bytes == first.bytes)
        #expect(try post(test, token, key: "e", path: path, body: "{}").status == 409)
    }

    @Test("Sent from many connections at once it is done once, and all get the same answer")
    func race() async throws {
        let test = try await TestServer.ownDemo()
        let token = try await test.token("secretary")
        let before = try count(test, token)
        let place = place
        let answers = await Crowd.send(to: test, connections: 16, requests: 64) { client, _ in
            try client.send(
                "POST",
                "/api/v1/places",
                token: token,
                headers: [("Idempotency-Key", "race")],
                body: place
            )
        }
        #expect(answers.count == 64 && Set(answers.map(\.bytes)).count == 1)
        #expect(answers.count { $0.header("Idempotency-Replayed") == nil } == 1)
        #expect(try count(test, token) == before + 1)
    }

    @Test("A path that is spelled otherwise is the same path, and PATCH has a key too")
    func spelling() async throws {
        let test = try await TestServer.ownDemo()
        let token = try await test.token("secretary")
        let first = try post(test, token, key: "p", body: place)
        let second = try post(test, token, key: "p", path: "/api/v1/place%73", body: place)
        #expect(first.status == 201 && second.bytes == first.bytes)
        let path = "/api/v1/places/\(try #require(first.json()["id"]?.integer))"
        let answers = try (0..<2).map { _ in
            try test.client().send(
                "PATCH",
                path,
                token: token,
                headers: [("Idempotency-Key", "q")],
                body: #"{"name": "新步道"}"#
            )
        }
        #expect(answers.allSatisfy { $0.status == 200 } && answers[0].bytes == answers[1].bytes)
        #expect(answers[1].header("Idempotency-Replayed") == "true")
    }

    @Test("A secret is shown once: a repeated sign-in is told that it was done")
    func secret() async throws {
        let test = try await TestServer.empty()
        let body = #"{"login": "root", "password": "a long enough password"}"#
        let first = try post(test, nil, key: "s", path: "/api/v1/auth/login", body: body)
        let second = try post(test, nil, key: "s", path: "/api/v1/auth/login", body: body)
        #expect(first.status == 200)
        #expect(second.status == 409 && second.code == "already_done")
        #expect(try second.json()["token"] == nil)
    }

    @Test("A password that was changed is not changed again: a repeat is told that it was done, and counts as no guess")
    func passwordChange() async throws {
        let test = try await TestServer.empty()
        let token = try await test.token("root")
        let body = #"{"current_password": "a long enough password", "password": "another long enough one"}"#
        #expect(try post(test, token, key: "w", path: "/api/v1/me/password", body: body).status == 204)
        for _ in 0..<10 {
            let again = try post(test, token, key: "w", path: "/api/v1/me/password", body: body)
            #expect(again.status == 409 && again.code == "already_done")
        }
        let other = #"{"current_password": "a long enough password", "password": "a third long enough one"}"#
        let reused = try post(test, token, key: "w", path: "/api/v1/me/password", body: other)
        #expect(reused.status == 422 && reused.code == "idempotency_key_reused")
        // Under another key the old password is simply wrong.
        #expect(try post(test, token, key: "v", path: "/api/v1/me/password", body: body).status == 422)
        let login = #"{"login": "root", "password": "another long enough one"}"#
        #expect(try post(test, nil, key: "u", path: "/api/v1/auth/login", body: login).status == 200)
    }

    @Test("A one-time code that was redeemed: its repeat is told so, and whoever has another code learns nothing")
    func redeemedCode() async throws {
        let test = try await TestServer.empty()
        let code = try await test.server.access.resetPassword(login: "root").code
        let body = #"{"code": "\#(code)", "password": "another long enough one"}"#
        #expect(try post(test, nil, key: "r", path: "/api/v1/auth/reset", body: body).status == 204)
        let again = try post(test, nil, key: "r", path: "/api/v1/auth/reset", body: body)
        #expect(again.status == 409 && again.code == "already_done")
        let guess = try post(test, nil, key: "r", path: "/api/v1/auth/reset", body: body.replacing(code, with: "x"))
        #expect(guess.status == 422 && guess.faults == ["#/code invalid_code"])
        #expect(try post(test, nil, key: "q", path: "/api/v1/auth/reset", body: body).status == 422)
    }

    @Test(
        "A key that is none is named",
        arguments: ["", "\"\"", "a b", "键", String(repeating: "k", count: 256)]
    )
    func badKey(key: String) async throws {
        let test = try await TestServer.demo()
        let answer = try post(test, try await test.token("secretary"), key: key, body: place)
        #expect(answer.status == 400)
        #expect(answer.faults == ["Idempotency-Key bad_key"] || key == "键")
    }
}
