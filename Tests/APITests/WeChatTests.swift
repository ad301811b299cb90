import App
import Domain
import JSON
import SQLite
import TestSupport
import Testing

@Suite("Signing in with WeChat")
struct WeChatTests {
    /// A community with a mini-program, whose residents 5 and 6 have the phones …1 and …2, and 7 and 8 share …3.
    struct Town {
        let test: TestServer
        let stub: WeChatStub
        let clock: SettableClock

        init(clock: SettableClock = SettableClock(SystemClock().now())) async throws {
            let stub = try WeChatStub()
            self.stub = stub
            self.clock = clock
            test = try await TestServer.ownDemo(clock: clock) { stub.configure(&$0) }
            let staff = try await test.token("staff")
            for (resident, phone) in [(5, 1), (6, 2), (7, 3), (8, 3)] {
                let path = "/api/v1/residents/\(resident)"
                let seen = try test.client().send("GET", path, token: staff)
                let tag = try #require(seen.header("ETag"))
                let changed = try test.client().send(
                    "PATCH",
                    path,
                    token: staff,
                    headers: [("If-Match", tag)],
                    body: #"{"phone": "1565550000\#(phone)"}"#
                )
                guard changed.status == 200 else { throw TestFailure(changed.text) }
            }
            // They stand there long enough to prove somebody.
            clock.set(clock.now().advanced(bySeconds: (PhoneChange.settlingDays + 1) * 86_400))
        }

        /// Signs a user in with fresh codes, and the phone button if there is a phone.
        func signIn(_ user: String, phone: String? = nil, members: String = "") throws -> HTTPAnswer {
            let code = codes(user, phone)
            let button = phone == nil ? "" : #", "phone_code": "p\#(code)""#
            return try test.client().send(
                "POST",
                "/api/v1/auth/wechat",
                headers: [("Accept-Language", "en")],
                body: #"{"code": "\#(code)"\#(button)\#(members)}"#
            )
        }

        /// Fresh codes of a user: that of the phone button has a `p` in front.
        func codes(_ user: String, _ phone: String?) -> String {
            let code = "\(UInt64.random(in: 0 ... .max))"
            stub.change { state in
                state.users[code] = user
                state.phones["p\(code)"] = phone
            }
            return code
        }
    }

    private static func approval(_ resident: Int64, reason: String? = "本人换了手机") -> String {
        let more = reason.map { #", "override_reason": "\#($0)""# } ?? ""
        return #"{"resident_id": \#(resident), "evidence": "当面核对身份证"\#(more)}"#
    }

    @Test(
        "A phone that was written into the register lately opens nobody's account; staff decide, others than who wrote it"
    )
    func freshPhone() async throws {
        let town = try await Town()
        let (client, staff) = (town.test.client(), try await town.test.token("staff"))
        let secretary = try await town.test.token("secretary")
        let changed = try client.send(
            "PATCH",
            "/api/v1/residents/9",
            token: staff,
            headers: [("If-Match", "*")],
            body: #"{"phone": "15655500009"}"#
        )
        #expect(changed.status == 200)
        #expect(try town.signIn("user-9", phone: "15655500009").code == "approval_needed")
        let asked = try town.signIn("user-9", phone: "15655500009", members: Self.introduction).json()
        let path = "/api/v1/registrations/\(asked["id"]?.integer ?? 0)/approve"
        #expect(try client.send("POST", path, token: staff, body: Self.approval(9)).code == "own_change")
        #expect(try client.send("POST", path, token: secretary, body: Self.approval(9)).status == 200)
    }

    @Test("An account that has a holder is bound by its own session, not by the phone in the register")
    func existing() async throws {
        let town = try await Town()
        let (client, own) = (town.test.client(), try await town.test.token("resident"))
        let me = try #require(try client.send("GET", "/api/v1/me", token: own).json().at("scope.resident_id")?.integer)
        // As if it stood there since the beginning.
        try await town.test.store.write { transaction in
            let draft = Draft(.residents, ["phone": .text("15655500042")])
            try transaction.update(draft, id: me, ifVersion: nil, scope: .everything)
        }
        town.clock.set(town.clock.now().advanced(bySeconds: (PhoneChange.settlingDays + 1) * 86_400))
        #expect(try town.signIn("user-4", phone: "15655500042").code == "approval_needed")
        let session = try await town.test.token("resident")
        func bind(_ token: String) throws -> HTTPAnswer {
            let body = #"{"code": "\#(town.codes("user-4", nil))"}"#
            return try client.send("POST", "/api/v1/me/wechat", token: token, body: body)
        }
        #expect(try bind(session).status == 204)
        #expect(try bind(session).code == "already_bound")
        #expect(try town.signIn("user-4").json().at("account.scope.resident_id")?.integer == me)
        #expect(try bind(try await town.test.token("staff")).status == 403)
    }

    private static let introduction = #", "community_id": 1, "name": "张三", "home": "1幢101""#

    @Test("The phone that WeChat verified says which resident it is; afterwards the user alone will do")
    func bound() async throws {
        let town = try await Town()
        #expect(try town.signIn("user-1").code == "wechat_not_bound")
        let first = try town.signIn("user-1", phone: "15655500001")
        #expect(first.status == 200, "\(first.text)")
        #expect(try first.json().at("account.scope.resident_id")?.integer == 5)
        #expect(try first.json().at("account.role")?.string == "resident")
        let again = try town.signIn("user-1")
        let token = try #require(try again.json()["token"]?.string)
        #expect(token.hasPrefix("linli_"))
        #expect(try again.json().at("account.id")?.integer == first.json().at("account.id")?.integer)
        #expect(try town.test.client().send("GET", "/api/v1/cases?limit=1", token: token).status == 200)
        #expect(try town.test.client().send("GET", "/api/v1/accounts", token: token).status == 403)
    }

    @Test("A phone that is nobody's, is shared or was proven by another user leaves the decision to staff")
    func approved() async throws {
        let town = try await Town()
        #expect(try town.signIn("user-1", phone: "15655500001").status == 200)
        for phone in ["15655511111", "15655500003", "15655500001"] {
            #expect(try town.signIn("user-2", phone: phone).code == "approval_needed", "\(phone)")
        }
        let asked = try town.signIn("user-2", phone: "15655500003", members: Self.introduction)
        #expect(asked.status == 202, "\(asked.text)")
        #expect(try town.signIn("user-2", phone: "15655500003", members: Self.introduction).code == "already_waiting")
        #expect(try town.signIn("user-2").code == "wechat_not_bound")
        let (client, staff) = (town.test.client(), try await town.test.token("staff"))
        let path = "/api/v1/registrations/\(try asked.json()["id"]?.integer ?? 0)"
        let seen = try client.send("GET", path, token: staff).json()
        #expect(seen["by_wechat"]?.bool == true && seen["phone"]?.string == "156****0003")
        let approved = try client.send("POST", "\(path)/approve", token: staff, body: Self.approval(8))
        #expect(approved.status == 200, "\(approved.text)")
        let account = try town.signIn("user-2").json()
        #expect(account.at("account.scope.resident_id")?.integer == 8)
        // Whoever it is for the register says, not what was typed.
        let resident = try client.send("GET", "/api/v1/residents/8", token: staff).json()
        #expect(account.at("account.name")?.string == resident["name"]?.string)
    }

    @Test("Staff give a resident's account to another user; the earlier one, and its sessions, are out")
    func replaced() async throws {
        let town = try await Town()
        let old = try #require(try town.signIn("user-1", phone: "15655500001").json()["token"]?.string)
        let asked = try town.signIn("user-2", phone: "15655500001", members: Self.introduction).json()
        let (client, staff) = (town.test.client(), try await town.test.token("staff"))
        let path = "/api/v1/registrations/\(asked["id"]?.integer ?? 0)/approve"
        let silent = Self.approval(5, reason: nil)
        #expect(try client.send("POST", path, token: staff, body: silent).code == "does_not_match")
        #expect(try client.send("GET", "/api/v1/me", token: old).status == 200)
        #expect(try client.send("POST", path, token: staff, body: Self.approval(5)).status == 200)
        #expect(try client.send("GET", "/api/v1/me", token: old).status == 401)
        #expect(try town.signIn("user-1").code == "wechat_not_bound")
        #expect(try town.signIn("user-2").json().at("account.scope.resident_id")?.integer == 5)
    }

    @Test("Whoever unbinds has to prove the phone again; the sessions elsewhere end")
    func unbound() async throws {
        let town = try await Town()
        let other = try #require(try town.signIn("user-1", phone: "15655500001").json()["token"]?.string)
        let token = try #require(try town.signIn("user-1").json()["token"]?.string)
        let client = town.test.client()
        #expect(try client.send("DELETE", "/api/v1/me/wechat", token: token).status == 204)
        #expect(try client.send("DELETE", "/api/v1/me/wechat", token: token).code == "not_bound")
        #expect(try client.send("GET", "/api/v1/me", token: other).status == 401)
        #expect(try town.signIn("user-1").code == "wechat_not_bound")
        #expect(try town.signIn("user-9", phone: "15655500001").status == 200)
    }

    @Test("Of two users who prove the same phone at once one is bound; the same user twice is bound once")
    func atOnce() async throws {
        let town = try await Town()
        let answers = try await withThrowingTaskGroup(of: HTTPAnswer.self) { group in
            for user in ["user-1", "user-2", "user-1", "user-2"] {
                group.addTask { try town.signIn(user, phone: "15655500001") }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(answers.count { $0.status == 200 } == 2)
        #expect(answers.count { $0.code == "approval_needed" } == 2)
        let accounts = try Set(answers.compactMap { try $0.json().at("account.id")?.integer })
        #expect(accounts.count == 1)
    }

    private static let loginFaults: [(Int64, Int, String)] = [
        (40163, 422, "code_used"), (40029, 422, "invalid_code"), (45011, 429, "wechat_too_often"),
        (40226, 403, "wechat_high_risk"), (-1, 503, "wechat_busy"), (40125, 503, "wechat_failed"),
    ]

    @Test("Every refusal of WeChat is a problem that says what to do", arguments: loginFaults)
    func refused(fault: Int64, status: Int, code: String) async throws {
        let town = try await Town()
        town.stub.change { $0.faults["/relay/sns/jscode2session"] = [fault] }
        let answer = try town.signIn("user-1")
        #expect(answer.status == status, "\(answer.text)")
        #expect(answer.code == code || answer.faults == ["#/code \(code)"])
        if status == 429 || status == 503 { #expect(answer.header("Retry-After") != nil) }
    }

    @Test("A bad code, a used one, a phone of another app or country: nobody is bound")
    func unproven() async throws {
        let town = try await Town()
        let client = town.test.client()
        let path = "/api/v1/auth/wechat"
        #expect(try client.send("POST", path, body: #"{"code": "nothing"}"#).faults == ["#/code invalid_code"])
        let code = town.codes("user-1", nil)
        _ = try client.send("POST", path, body: #"{"code": "\#(code)"}"#)
        #expect(try client.send("POST", path, body: #"{"code": "\#(code)"}"#).faults == ["#/code code_used"])
        let fresh = town.codes("user-1", nil)
        let odd = try client.send("POST", path, body: #"{"code": "\#(fresh)", "phone_code": "nothing"}"#)
        #expect(odd.faults == ["#/phone_code invalid_code"])
        town.stub.change { $0.country = "852" }
        #expect(try town.signIn("user-1", phone: "15655500001").faults == ["#/phone_code foreign_number"])
        town.stub.change { ($0.country, $0.phoneAppID) = ("86", "wx-of-somebody-else") }
        #expect(try town.signIn("user-1", phone: "15655500001").code == "wechat_failed")
        #expect(try town.signIn("user-1").code == "wechat_not_bound")
    }

    @Test("The server's token is fetched once, again shortly before its end, and once more where WeChat refuses it")
    func token() async throws {
        let clock = SettableClock(SystemClock().now())
        let town = try await Town(clock: clock)
        func fetched() -> Int { town.stub.asked.count { $0.contains("stable_token") } }
        for user in ["user-1", "user-2", "user-3"] { _ = try town.signIn(user, phone: "15655511111") }
        #expect(fetched() == 1)
        clock.set(clock.now().advanced(bySeconds: 6_899))
        _ = try town.signIn("user-1", phone: "15655511111")
        #expect(fetched() == 1)
        clock.set(clock.now().advanced(bySeconds: 2))
        _ = try town.signIn("user-1", phone: "15655511111")
        #expect(fetched() == 2)
        let phone = "/relay/wxa/business/getuserphonenumber"
        town.stub.change { $0.faults[phone] = [42001] }
        #expect(try town.signIn("user-1", phone: "15655500001").status == 200)
        #expect(fetched() == 3)
        town.stub.change { $0.faults[phone] = [40001, 40001, 40001] }
        #expect(try town.signIn("user-2", phone: "15655500002").code == "wechat_failed")
        #expect(fetched() == 4)
    }

    @Test("No openid, session key, secret or token lies in the database or comes out")
    func secrets() async throws {
        let town = try await Town()
        let answers = [
            try town.signIn("user-1", phone: "15655500001"), try town.signIn("user-2", phone: "15655511111"),
            try town.signIn("user-2", phone: "15655511111", members: Self.introduction),
        ]
        try await town.test.store.write { _ in }
        let secrets = ["user-1", "user-2", WeChatStub.sessionKey, WeChatStub.secret, "token-1"]
        for secret in secrets {
            #expect(answers.allSatisfy { !$0.text.contains(secret) }, "\(secret)")
            for file in ["linli.db", "linli.db-wal"] {
                let bytes = FileContents.read("\(town.test.folder.path)/\(file)") ?? []
                #expect(!String(decoding: bytes, as: UTF8.self).contains(secret), "\(secret) in \(file)")
            }
        }
    }

    @Test("Without a mini-program, or without an answer of WeChat, that is said; too many attempts have to wait")
    func unavailable() async throws {
        let plain = try await TestServer.demo()
        let body = #"{"code": "x"}"#
        let answer = try plain.client().send("POST", "/api/v1/auth/wechat", body: body)
        #expect(answer.status == 503 && answer.code == "wechat_not_configured")
        let stub = try WeChatStub()
        let lost = try await TestServer.ownDemo {
            stub.configure(&$0)
            // Nobody listens on the port of the discard service.
            $0.weChat.base = WebAddress("http://127.0.0.1:9")
            $0.access.rateSignIns = 2
        }
        let answers = try (0..<3).map { _ in try lost.client().send("POST", "/api/v1/auth/wechat", body: body) }
        #expect(answers.map(\.status) == [503, 503, 429])
        #expect(answers[0].code == "wechat_unreachable")
    }
}
