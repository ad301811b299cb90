import App
import Domain
import HTTPServer
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
        // A list and a file name the building, the one application that is decided on the door.
        for format in ["json", "ndjson", "csv", "table"] {
            let text = try client.send("GET", "/api/v1/registrations?format=\(format)", token: staff).text
            #expect(text.contains("1幢***") && !text.contains("1幢101"), "\(format) \(text)")
        }
        let whole = try client.send("GET", path, token: staff).text
        #expect(
            try client.send("POST", "\(path)/approve", token: staff, body: "{}").faults == [
                "#/resident_id required", "#/evidence required",
            ]
        )
        let unknown = try client.send("POST", "\(path)/approve", token: staff, body: Self.approval(999_999))
        #expect(unknown.faults == ["#/resident_id unknown_reference"])
        let bare = try client.send("POST", "\(path)/approve", token: staff, body: Self.approval(5, reason: nil))
        #expect(bare.code == "does_not_match" && bare.text.contains("姓名、手机号"))
        let approved = try client.send("POST", "\(path)/approve", token: staff, body: Self.approval(5))
        #expect(approved.status == 200, "\(approved.text)")
        #expect(try approved.json()["evidence"]?.string == "当面核对身份证")
        // The home was there to decide by.
        #expect(whole.contains(#""home":"1幢101""#) && approved.text.contains(#""home":"***""#))
        // It stands where the resident sees who looked and why.
        let log = try client.send(
            "GET",
            "/api/v1/residents/5/access-log?action=approve_registrations",
            token: try await test.token("auditor")
        )
        #expect(log.text.contains("当面核对身份证") && log.text.contains("登记的手机号已停用"))
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
            body: Self.approval(5)
        )
        #expect(twice.code == "has_account")
    }

    private static func approval(_ resident: Int64, reason: String? = "登记的手机号已停用", login: String? = nil) -> String {
        let more =
            (reason.map { #", "override_reason": "\#($0)""# } ?? "") + (login.map { #", "login": "\#($0)""# } ?? "")
        return #"{"resident_id": \#(resident), "evidence": "当面核对身份证"\#(more)}"#
    }

    @Test("A stranger learns nothing of who has an account: a taken login is settled when it is approved")
    func logins() async throws {
        let test = try await TestServer.ownDemo()
        let (client, staff) = (test.client(), try await test.token("staff"))
        let made = try register(test, "STAFF")
        #expect(made.status == 201, "\(made.text)")
        #expect(try register(test, "staff").status == 201)
        let path = "/api/v1/registrations/\(try made.json()["id"]?.integer ?? 0)/approve"
        let taken = try client.send("POST", path, token: staff, body: Self.approval(5))
        #expect(taken.status == 409 && taken.faults == ["#/login duplicate"])
        #expect(try client.send("POST", path, token: staff, body: Self.approval(5, login: "staff-2")).status == 200)
        #expect(try client.send("GET", "/api/v1/accounts?login=staff-2", token: staff).json()["items"]?.count == 1)
        for login in ["adm in", "\u{430}dmin", "\u{FF41}dmin"] {
            #expect(try register(test, login).faults == ["#/login unclear_login"], "\(login)")
        }
    }

    @Test("A repeat under the same key is done already, and does not wait twice")
    func repeated() async throws {
        let test = try await TestServer.ownDemo()
        let staff = try await test.token("staff")
        func send() throws -> HTTPAnswer {
            try test.client().send(
                "POST",
                "/api/v1/auth/register",
                headers: [("Idempotency-Key", "r-1")],
                body: #"{"login": "zhaoliu", "name": "赵六", "phone": "13800003333", "home": "1幢", "community_id": 1}"#
            )
        }
        #expect(try send().status == 201)
        #expect(try send().code == "already_done")
        let waiting = try test.client().send("GET", "/api/v1/registrations?status=pending", token: staff).json()
        #expect(waiting["items"]?.count == 1)
    }

    @Test("Nobody approves what came from the own desk, nor by a phone that they wrote into the register themselves")
    func ownHand() async throws {
        let test = try await TestServer.ownDemo {
            $0.engine.trustedProxies = AddressRange("127.0.0.1").map { [$0] } ?? []
        }
        let client = test.client()
        let (staff, secretary) = (try await test.token("staff"), try await test.token("secretary"))
        let desk = [("X-Forwarded-For", "203.0.113.9")]
        func register(_ login: String, _ phone: String, from address: String) throws -> String {
            let made = try client.send(
                "POST",
                "/api/v1/auth/register",
                headers: [("X-Forwarded-For", address)],
                body: #"{"login": "\#(login)", "name": "张三", "phone": "\#(phone)", "home": "1幢", "community_id": 1}"#
            )
            return "/api/v1/registrations/\(try made.json()["id"]?.integer ?? 0)/approve"
        }
        let own = try register("myself", "13800003333", from: "203.0.113.9")
        let refused = try client.send("POST", own, token: staff, headers: desk, body: Self.approval(5))
        #expect(refused.code == "own_registration", "\(refused.text)")
        #expect(
            try client.send(
                "PATCH",
                "/api/v1/residents/6",
                token: staff,
                headers: [("If-Match", "*")],
                body: #"{"phone": "13800006666"}"#
            ).status == 200
        )
        let other = try register("other", "13800006666", from: "203.0.113.77")
        #expect(
            try client.send("POST", other, token: staff, headers: desk, body: Self.approval(6)).code == "own_change"
        )
        #expect(try client.send("POST", other, token: secretary, headers: desk, body: Self.approval(6)).status == 200)
    }

    @Test("What nobody decides about lapses, and one address does not fill the queue")
    func lapses() async throws {
        let clock = SettableClock(SystemClock().now())
        let test = try await TestServer.ownDemo(clock: clock) {
            $0.engine.trustedProxies = AddressRange("127.0.0.1").map { [$0] } ?? []
        }
        func register(_ number: Int, from address: String) throws -> HTTPAnswer {
            try test.client().send(
                "POST",
                "/api/v1/auth/register",
                headers: [("X-Forwarded-For", address)],
                body:
                    #"{"login": "n\#(number)x", "name": "张三", "phone": "13800003333", "home": "1幢", "community_id": 1}"#
            )
        }
        let statuses = try (0...Int(Registration.addressLimit)).map { try register($0, from: "203.0.113.9").status }
        #expect(statuses.last == 429 && Set(statuses.dropLast()) == [201])
        #expect(try register(99, from: "203.0.113.10").status == 201)
        clock.set(clock.now().advanced(bySeconds: (Registration.pendingDays + 1) * 86_400))
        #expect(try register(100, from: "203.0.113.9").status == 201)
        let staff = try await test.token("staff")
        let waiting = try test.client().send("GET", "/api/v1/registrations?status=pending", token: staff).json()
        #expect(waiting["items"]?.count == 1)
    }

    @Test("A declined registration opens nothing, and its name can be asked for again")
    func declined() async throws {
        let test = try await TestServer.ownDemo()
        let (client, staff) = (test.client(), try await test.token("staff"))
        let made = try register(test, "lisi").json()
        let path = "/api/v1/registrations/\(made["id"]?.integer ?? 0)"
        #expect(try client.send("POST", "\(path)/decline", token: staff, body: #"{"remark": "查无此人"}"#).status == 200)
        #expect(try redeem(test, made["code"]?.string).status == 422)
        #expect(try register(test, "lisi").status == 201)
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
            try test.client().send("POST", "\(path)/approve", token: resident, body: Self.approval(5)).status
                == 403
        )
    }
}
