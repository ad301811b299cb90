import App
import Domain
import JSON
import Services
import TestSupport
import Testing

@Suite("Accounts and their passwords")
struct AccountTests {
    private static let password = "a long enough password"
    private static let other = "another long enough one"

    private func signIn(_ test: TestServer, _ login: String, _ password: String) throws -> HTTPAnswer {
        try test.client().send(
            "POST",
            "/api/v1/auth/login",
            body: #"{"login": "\#(login)", "password": "\#(password)"}"#
        )
    }

    private func redeem(_ test: TestServer, _ code: String, _ password: String) throws -> HTTPAnswer {
        try test.client().send(
            "POST",
            "/api/v1/auth/reset",
            body: #"{"code": "\#(code)", "password": "\#(password)"}"#
        )
    }

    private func add(_ test: TestServer, _ body: String, by login: String = "admin") async throws -> HTTPAnswer {
        try test.client().send("POST", "/api/v1/accounts", token: try await test.token(login), body: body)
    }

    private func id(of login: String, _ test: TestServer) async throws -> Int64 {
        let token = try await test.token(login)
        return try #require(try test.client().send("GET", "/api/v1/me", token: token).json()["id"]?.integer)
    }

    @Test("Whoever gets an account chooses its password with a code that works once; the administrator never knows it")
    func invitation() async throws {
        let test = try await TestServer.ownDemo()
        let made = try await add(test, #"{"login": "zhang", "name": "张三", "role": "staff", "community_id": 1}"#)
        #expect(made.status == 201, "\(made.text)")
        let (id, code) = (try made.json()["id"]?.integer, try #require(try made.json()["code"]?.string))
        #expect(made.header("Location") == "/api/v1/accounts/\(id ?? 0)" && code.hasPrefix("linli_once_"))
        // Who let somebody set a password stands for it in the audit.
        let token = try await test.token("auditor")
        let path = "/api/v1/audit?object=accounts/\(id ?? 0)&action=make_code"
        let entries = try test.client().send("GET", path, token: token).json()
        let admin = try await self.id(of: "admin", test)
        #expect(entries["items"]?.elements.map { $0["account_id"]?.integer } == [admin])
        #expect(try signIn(test, "zhang", Self.password).code == "wrong_credentials")
        #expect(try redeem(test, code, "zhang zhang").faults == ["#/password too_short", "#/password contains_name"])
        #expect(try redeem(test, code, Self.password).status == 204)
        #expect(try redeem(test, code, Self.other).faults == ["#/code invalid_code"])
        #expect(try signIn(test, "zhang", Self.password).status == 200)
        let chosen = try await add(
            test,
            #"{"login": "li", "name": "李四", "role": "staff", "community_id": 1, "password": "a long enough password"}"#
        )
        #expect(chosen.faults == ["#/password unknown_member"])
    }

    @Test("Of many who send one code at once a single one chooses the password")
    func race() async throws {
        let test = try await TestServer.ownDemo()
        let made = try await add(test, #"{"login": "zhang", "name": "张三", "role": "staff", "community_id": 1}"#)
        let code = try #require(try made.json()["code"]?.string)
        let answers = await Crowd.send(to: test, connections: 8, requests: 8) { client, number in
            try client.send(
                "POST",
                "/api/v1/auth/reset",
                body: #"{"code": "\#(code)", "password": "a long enough password \#(number)"}"#
            )
        }
        #expect(answers.map(\.status).sorted() == [204, 422, 422, 422, 422, 422, 422, 422])
    }

    @Test("A code ends with its time, and with the one that is made after it")
    func codeEnds() async throws {
        let clock = SettableClock(SystemClock().now())
        let test = try await TestServer.ownDemo(clock: clock)
        let (admin, id) = (try await test.token("admin"), try await id(of: "staff", test))
        func make() throws -> String {
            let made = try test.client().send("POST", "/api/v1/accounts/\(id)/reset", token: admin)
            return try #require(try made.json()["code"]?.string)
        }
        let (first, second) = (try make(), try make())
        #expect(try redeem(test, first, Self.other).status == 422)
        clock.set(clock.now().advanced(bySeconds: 24 * 3600 + 1))
        #expect(try redeem(test, second, Self.other).status == 422)
        #expect(try signIn(test, "staff", Self.password).status == 200)
    }

    @Test("A new password ends the other sessions of the account, and no other's")
    func change() async throws {
        let test = try await TestServer.ownDemo()
        let (own, elsewhere, foreign) = (
            try await test.token("staff"), try await test.token("staff"), try await test.token("secretary")
        )
        func change(_ current: String, _ new: String) throws -> HTTPAnswer {
            try test.client().send(
                "POST",
                "/api/v1/me/password",
                token: own,
                body: #"{"current_password": "\#(current)", "password": "\#(new)"}"#
            )
        }
        #expect(
            try change("not it", "short").faults == ["#/password too_short", "#/current_password wrong_password"]
        )
        #expect(try change(Self.password, Self.password).faults == ["#/password unchanged"])
        #expect(try change(Self.password, "1234567890123456").faults == ["#/password pattern"])
        #expect(try change(Self.password, Self.other).status == 204)
        let status = { (token: String) in try test.client().send("GET", "/api/v1/me", token: token).status }
        #expect(try [own, elsewhere, foreign].map(status) == [200, 401, 200])
        #expect(try signIn(test, "staff", Self.password).status == 401)
        #expect(try signIn(test, "staff", Self.other).status == 200)
    }

    @Test(
        "Whoever guesses waits longer each time, an unknown name like a known one; the administrator lets the account in"
    )
    func lock() async throws {
        let clock = SettableClock(SystemClock().now())
        let test = try await TestServer.ownDemo(clock: clock) { $0.access.accountTries = 3 }
        for login in ["staff", "nobody"] {
            let answers = try (0..<4).map { _ in try signIn(test, login, "wrong") }
            #expect(answers.map(\.status) == [401, 401, 401, 429])
            #expect(answers[3].code == "too_many_attempts" && answers[3].header("Retry-After") == "1")
        }
        // Even the right password waits: a guess in the meantime tells nothing.
        #expect(try signIn(test, "staff", Self.password).status == 429)
        clock.set(clock.now().advanced(bySeconds: 1))
        #expect(try signIn(test, "staff", "wrong").status == 401)
        #expect(try signIn(test, "staff", Self.password).header("Retry-After") == "2")
        let (admin, id) = (try await test.token("admin"), try await id(of: "staff", test))
        #expect(try test.client().send("POST", "/api/v1/accounts/\(id)/unlock", token: admin).status == 204)
        #expect(try signIn(test, "staff", Self.password).status == 200)
    }

    @Test("A stranger who guesses elsewhere does not lock the holder out, and many of them are held up together")
    func stranger() async throws {
        let clock = SettableClock(SystemClock().now())
        let gate = SignInThrottle(AccessConfiguration(), clock: clock)
        let home = "192.0.2.1"
        gate.succeeded(try gate.begin(login: "Staff", address: home))
        for _ in 0..<5 { _ = try gate.begin(login: "staff", address: "203.0.113.7") }
        #expect(throws: DomainError.self) { try gate.begin(login: "STAFF", address: "203.0.113.7") }
        #expect(throws: Never.self) { try gate.begin(login: "staff", address: "192.0.2.2") }
        // From many places at once, fewer guesses than places are made; the holder at home is let in all the same.
        var guesses = 0
        for place in 1...200 where (try? gate.begin(login: "staff", address: "198.51.100.\(place)")) != nil {
            guesses += 1
        }
        #expect(guesses == 44)
        #expect(throws: DomainError.self) { try gate.begin(login: "staff", address: "192.0.2.3") }
        #expect(throws: Never.self) { try gate.begin(login: "staff", address: home) }
        for _ in 0..<4 { _ = try gate.begin(login: "staff", address: home) }
        #expect(throws: DomainError.self) { try gate.begin(login: "staff", address: home) }
    }

    @Test("Duties stay apart by way of a third role, too, and an administrator makes no code for the auditor")
    func duties() async throws {
        let test = try await TestServer.ownDemo()
        let (client, admin) = (test.client(), try await test.token("admin"))
        let auditor = try await id(of: "auditor", test)
        func change(_ role: String) throws -> HTTPAnswer {
            let body = #"{"role": "\#(role)"}"#
            return try client.send("PATCH", "/api/v1/accounts/\(auditor)", token: admin, body: body)
        }
        let reset = try client.send("POST", "/api/v1/accounts/\(auditor)/reset", token: admin, body: "{}")
        #expect(reset.status == 409 && reset.code == "separate_duties")
        #expect(try change("admin").code == "separate_duties")
        #expect(try change("staff").status == 200)
        #expect(try change("admin").code == "separate_duties")
        #expect(try change("auditor").status == 200)
        #expect(try await test.server.access.resetPassword(login: "auditor").account == auditor)
    }

    @Test("Many guesses at once are as many; a lock stands in the audit, without what was typed")
    func crowd() async throws {
        let clock = SettableClock(SystemClock().now())
        let test = try await TestServer.ownDemo(clock: clock) {
            $0.access.accountTries = 3
            $0.access.lockSeconds = 1
        }
        let answers = await Crowd.send(to: test, connections: 16, requests: 32) { client, number in
            try client.send(
                "POST",
                "/api/v1/auth/login",
                body: #"{"login": "staff", "password": "guess \#(number)"}"#
            )
        }
        #expect(answers.filter { $0.status == 401 }.count == 3 && answers.filter { $0.status == 429 }.count == 29)
        let auditor = try await test.token("auditor")
        let entries = try test.client().send("GET", "/api/v1/audit?action=lock_accounts", token: auditor)
        #expect(try entries.json()["items"]?.count == 1)
        #expect(!entries.text.contains("guess"))
    }

    @Test("An address that tries many names is stopped, and signing in properly does not make room for more")
    func address() async throws {
        let clock = SettableClock(SystemClock().now())
        let test = try await TestServer.ownDemo(clock: clock) { $0.access.addressTries = 4 }
        for number in 0..<3 { #expect(try signIn(test, "nobody\(number)", "wrong").status == 401) }
        #expect(try signIn(test, "staff", Self.password).status == 200)
        #expect(try signIn(test, "nobody4", "wrong").status == 401)
        #expect(try signIn(test, "staff", Self.password).status == 429)
    }

    @Test("A hash that was made at another cost is made anew when its owner signs in")
    func rehash() async throws {
        let folder = try await TestServer.demoFolder()
        // The lock goes with the server that held it.
        func old() async throws -> String? {
            let old = try await TestServer(folder: folder)
            #expect(try signIn(old, "staff", Self.password).status == 200)
            let hash = try await old.store.write { try $0.access.account(login: "staff")?.passwordHash }
            await old.stop()
            return hash
        }
        let before = try await old()
        let test = try await TestServer(folder: folder, passwords: TestServer.passwords(logN: 5))
        #expect(try signIn(test, "staff", Self.password).status == 200)
        let after = try await test.store.write { try $0.access.account(login: "staff")?.passwordHash }
        #expect(before?.hasPrefix("$scrypt$ln=4,") == true && after?.hasPrefix("$scrypt$ln=5,") == true)
        #expect(try signIn(test, "staff", Self.password).status == 200)
    }

    @Test("A resident comes in by one account: a second one is refused, made or changed into, and the own goes on")
    func oneAccount() async throws {
        let test = try await TestServer.ownDemo()
        let (client, token) = (test.client(), try await test.token("admin"))
        let own = try client.send("GET", "/api/v1/accounts?login=resident&fields=id,resident_id", token: token).json()
        let row = try #require(own["items"]?.elements.first { _ in true })
        let (account, person) = (try #require(row["id"]?.integer), try #require(row["resident_id"]?.integer))
        func add(_ login: String, _ resident: Int64) throws -> HTTPAnswer {
            let body =
                #"{"login": "\#(login)", "name": "居民", "role": "resident", "resident_id": \#(resident)}"#
            return try client.send("POST", "/api/v1/accounts", token: token, body: body)
        }
        let second = try add("second", person)
        #expect(second.status == 409 && second.code == "has_account", "\(second.text)")
        let other = try add("other", person + 1)
        #expect(other.status == 201, "\(other.text)")
        func change(_ id: Int64, _ body: String) throws -> HTTPAnswer {
            let path = "/api/v1/accounts/\(id)"
            return try client.send("PATCH", path, token: token, headers: [("If-Match", "*")], body: body)
        }
        let turned = try change(try #require(try other.json()["id"]?.integer), #"{"resident_id": \#(person)}"#)
        #expect(turned.status == 409 && turned.code == "has_account", "\(turned.text)")
        let renamed = try change(account, #"{"name": "本人", "resident_id": \#(person)}"#)
        #expect(renamed.status == 200, "\(renamed.text)")
    }

    @Test("An empty database gives a code for its first administrator, once somebody used it no more")
    func firstCode() async throws {
        let test = try await TestServer(folder: TemporaryFolder())
        let stale = try #require(try await test.server.access.firstCode())
        let first = try #require(try await test.server.access.firstCode())
        #expect(try redeem(test, stale.code, Self.password).status == 422)
        #expect(try redeem(test, first.code, Self.password).status == 204)
        let signedIn = try signIn(test, first.login, Self.password)
        #expect(try signedIn.json().at("account.role")?.string == "admin")
        #expect(try await test.server.access.firstCode() == nil)
    }

    private static let demoTable: [Scenario] = [
        Scenario(
            "A role without its scope names the field",
            as: "admin",
            "POST",
            "/api/v1/accounts",
            body: #"{"login": "w", "name": "", "role": "grid_worker", "extra": 1}"#,
            status: 422,
            contains: ["#/login", "#/name", "#/extra"]
        ),
        Scenario(
            "A role without its scope is refused",
            as: "admin",
            "POST",
            "/api/v1/accounts",
            body: #"{"login": "worker", "name": "网格员", "role": "grid_worker"}"#,
            status: 422,
            contains: ["#/grid_id", "网格员"]
        ),
        Scenario(
            "Staff do not reset passwords",
            as: "staff",
            "POST",
            "/api/v1/accounts/1/reset",
            status: 403,
            code: "forbidden"
        ),
        Scenario(
            "There is no account with that number",
            as: "admin",
            "POST",
            "/api/v1/accounts/999999/reset",
            status: 404
        ),
        Scenario(
            "An administrator is not the auditor",
            as: "admin",
            "GET",
            "/api/v1/audit",
            status: 403,
            code: "forbidden"
        ),
        Scenario(
            "A code that is none, and a password that is none, in English",
            "POST",
            "/api/v1/auth/reset",
            headers: [("Accept-Language", "en")],
            body: #"{"code": 1}"#,
            status: 422,
            contains: ["#/code", "#/password", "Required"]
        ),
    ]

    @Test("What is refused about accounts", arguments: demoTable)
    func table(scenario: Scenario) async throws {
        try await scenario.check(on: TestServer.demo())
    }
}
