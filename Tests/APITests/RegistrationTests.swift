import App
import Domain
import JSON
import TestSupport
import Testing

@Suite("Residents register, staff approve")
struct RegistrationTests {
    private func register(_ test: TestServer, _ login: String, members: String = "") throws -> HTTPAnswer {
        try test.client().send(
            "POST",
            "/api/v1/auth/register",
            body: """
                {"login": "\(login)", "name": "张三", "phone": "13800003333", "home": "1幢101", "community_id": 1\(members)}
                """
        )
    }

    private func redeem(_ test: TestServer, _ code: String?) throws -> HTTPAnswer {
        try test.client().send(
            "POST",
            "/api/v1/auth/reset",
            body: #"{"code": "\#(code ?? "")", "password": "a long enough password"}"#
        )
    }

    @Test(
        "The code that was shown at registering opens nothing until staff said who it is; then it is the resident's own"
    )
    func approved() async throws {
        let test = try await TestServer.ownDemo()
        let (client, staff) = (test.client(), try await test.token("staff"))
        let made = try register(test, "zhangsan")
        #expect(made.status == 201, "\(made.text)")
        let (id, code) = (try made.json()["id"]?.integer ?? 0, try made.json()["code"]?.string)
        #expect(try redeem(test, code).faults == ["#/code invalid_code"])
        let listed = try client.send("GET", "/api/v1/registrations?status=pending", token: staff)
        #expect(try listed.json().at("items.0.phone")?.string == "138****3333")
        let path = "/api/v1/registrations/\(id)"
        #expect(
            try client.send("POST", "\(path)/approve", token: staff, body: "{}").faults == ["#/resident_id required"]
        )
        let unknown = try client.send("POST", "\(path)/approve", token: staff, body: #"{"resident_id": 999999}"#)
        #expect(unknown.faults == ["#/resident_id unknown_reference"])
        let approved = try client.send("POST", "\(path)/approve", token: staff, body: #"{"resident_id": 5}"#)
        #expect(approved.status == 200, "\(approved.text)")
        let again = try client.send("POST", "\(path)/decline", token: staff, body: #"{"remark": "误批"}"#)
        #expect(again.code == "illegal_move")
        #expect(try redeem(test, code).status == 204)
        let signedIn = try client.send(
            "POST",
            "/api/v1/auth/login",
            body: #"{"login": "zhangsan", "password": "a long enough password"}"#
        ).json()
        #expect(signedIn.at("account.role")?.string == "resident")
        #expect(signedIn.at("account.scope.resident_id")?.integer == 5)
        let second = try register(test, "zhangsan2").json()["id"]?.integer ?? 0
        let twice = try client.send(
            "POST",
            "/api/v1/registrations/\(second)/approve",
            token: staff,
            body: #"{"resident_id": 5}"#
        )
        #expect(twice.code == "has_account")
    }

    @Test("A declined registration opens nothing, and its name can be asked for again")
    func declined() async throws {
        let test = try await TestServer.ownDemo()
        let (client, staff) = (test.client(), try await test.token("staff"))
        let made = try register(test, "lisi").json()
        #expect(try register(test, "lisi").status == 409)
        let path = "/api/v1/registrations/\(made["id"]?.integer ?? 0)"
        #expect(try client.send("POST", "\(path)/decline", token: staff, body: #"{"remark": "查无此人"}"#).status == 200)
        #expect(try redeem(test, made["code"]?.string).status == 422)
        #expect(try register(test, "lisi").status == 201)
        #expect(try register(test, "staff").faults == ["#/login duplicate"])
    }

    @Test("Every fault at once; nobody approves themselves, and residents see no registrations")
    func refused() async throws {
        let test = try await TestServer.ownDemo()
        let resident = try await test.token("resident")
        let faulty = try test.client().send(
            "POST",
            "/api/v1/auth/register",
            body: #"{"login": "x", "phone": "123", "community_id": 1, "status": "approved"}"#
        )
        #expect(faulty.status == 422)
        for place in ["#/login", "#/name", "#/phone", "#/home", "#/status read_only"] {
            #expect(faulty.faults.contains { $0.hasPrefix(place) }, "\(place): \(faulty.faults)")
        }
        let id = try register(test, "wangwu").json()["id"]?.integer ?? 0
        let path = "/api/v1/registrations/\(id)"
        #expect(try test.client().send("GET", path, token: resident).status == 403)
        #expect(
            try test.client().send("POST", "\(path)/approve", token: resident, body: #"{"resident_id": 5}"#).status
                == 403
        )
    }
}
