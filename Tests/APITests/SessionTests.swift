import App
import Domain
import JSON
import Services
import Storage
import Synchronization
import TestSupport
import Testing

@Suite("Sessions, and rights that change while they last")
struct SessionTests {
    private func signIn(_ test: TestServer, _ login: String, device: String) throws -> JSONValue {
        try test.client().send(
            "POST",
            "/api/v1/auth/login",
            headers: [("User-Agent", device)],
            body: #"{"login": "\#(login)", "password": "a long enough password"}"#
        ).json()
    }

    @Test("Everybody sees the own sessions, with where they were opened, and ends one of them and no one else's")
    func ownSessions() async throws {
        let test = try await TestServer.ownDemo()
        let client = test.client()
        let (phone, desk) = (
            try signIn(test, "staff", device: "微信 8.0"), try signIn(test, "staff", device: "Firefox")
        )
        let token = try #require(desk["token"]?.string)
        let seen = try client.send("GET", "/api/v1/sessions-of-mine", token: token).json()
        let devices = seen["items"]?.elements.compactMap { $0["device"]?.string } ?? []
        #expect(devices == ["Firefox", "微信 8.0"])
        #expect(seen.at("items.0.address")?.string == "127.0.0.1")
        #expect(
            try client.send("GET", "/api/v1/me", token: token).json()["session_id"]?.integer
                == desk["session_id"]?.integer
        )
        let id = try #require(phone["session_id"]?.integer)
        let stranger = try await test.token("secretary")
        #expect(try client.send("DELETE", "/api/v1/sessions-of-mine/\(id)", token: stranger).status == 404)
        #expect(try client.send("DELETE", "/api/v1/sessions-of-mine/\(id)", token: token).status == 204)
        #expect(try client.send("DELETE", "/api/v1/sessions-of-mine/\(id)", token: token).status == 404)
        #expect(try client.send("GET", "/api/v1/me", token: phone["token"]?.string).status == 401)
        #expect(try client.send("GET", "/api/v1/me", token: token).status == 200)
        let others = try client.send("GET", "/api/v1/sessions-of-mine?format=csv", token: stranger)
        #expect(!others.text.contains("Firefox"))
    }

    @Test("A session ends when nobody uses it, also after a restart, and at its end however much it is used")
    func ends() async throws {
        let start = SystemClock().now()
        let clock = SettableClock(start)
        let folder = try await TestServer.demoFolder()
        func status(_ test: TestServer, _ token: String?, minutes: Int64) throws -> Int {
            clock.set(start.advanced(bySeconds: minutes * 60))
            return try test.client().send("GET", "/api/v1/me", token: token).status
        }
        // The lock goes with the server that held it.
        func begin() async throws -> String? {
            let test = try await TestServer(folder: folder, loops: 2, clock: clock)
            let used = try signIn(test, "staff", device: "a")["token"]?.string
            let idle = try signIn(test, "staff", device: "b")["token"]?.string
            for minutes in stride(from: Int64(0), through: 100, by: 20) {
                #expect(try status(test, used, minutes: minutes) == 200)
            }
            #expect(try status(test, idle, minutes: 100) == 401)
            #expect(try status(test, used, minutes: 129) == 200)
            await test.stop()
            return used
        }
        let used = try await begin()
        let again = try await TestServer(folder: folder, loops: 2, clock: clock)
        #expect(try status(again, used, minutes: 158) == 200)
        #expect(try status(again, used, minutes: 189) == 401)
        let lasting = try signIn(again, "staff", device: "c")["token"]?.string
        for minutes in stride(from: Int64(189), to: 189 + 12 * 60, by: 29) {
            #expect(try status(again, lasting, minutes: minutes) == 200)
        }
        #expect(try status(again, lasting, minutes: 189 + 12 * 60) == 401)
    }

    @Test("A request writes nothing about its session; what was used is written later, and is no change in the audit")
    func quiet() async throws {
        let clock = SettableClock(SystemClock().now())
        let test = try await TestServer.ownDemo(clock: clock)
        let token = try await test.token("staff")
        let seen = { () throws -> String? in
            try test.client().send("GET", "/api/v1/sessions-of-mine", token: token).json().at("items.0.last_seen_at")?
                .string
        }
        let before = try seen()
        let audit = try await test.data.open.store.auditHead()
        clock.set(clock.now().advanced(bySeconds: 120))
        #expect(try seen() == before)
        try await test.server.writeUses()
        #expect(try seen() != before)
        #expect(try await test.data.open.store.auditHead()?.id == audit?.id)
    }

    /// A hasher that lets something happen while a password is being checked, as it does for a quarter of a second.
    private struct Interrupted: PasswordHasher {
        let inner: ScryptPasswords
        let meanwhile: @Sendable () async throws -> Void

        func hash(_ password: String) async throws -> String { try await inner.hash(password) }

        func verify(_ password: String, against hash: String?) async throws -> Bool {
            let isRight = try await inner.verify(password, against: hash)
            try await meanwhile()
            return isRight
        }

        func needsRehash(_ hash: String) -> Bool { true }
    }

    private enum Meanwhile: CaseIterable { case changed, disabled }

    @Test("Who signs in while the password changes or the account is disabled is not let in by the old one")
    func race() async throws {
        let test = try await TestServer.ownDemo()
        let old = "a long enough password"
        for event in Meanwhile.allCases {
            let account = try #require(try await test.store.write { try $0.access.account(login: "staff") })
            let passwords = try TestServer.passwords()
            let fresh = try await passwords.hash("another long enough password")
            let slow = Interrupted(inner: passwords) {
                try await test.store.write { transaction in
                    switch event {
                    case .changed: try transaction.access.setPassword(fresh, of: account.id)
                    case .disabled:
                        let draft = Draft(.accounts, ["disabled": .integer(1)])
                        try transaction.update(draft, id: account.id, ifVersion: nil, scope: .everything)
                    }
                }
            }
            let access = AccessService(
                store: test.store,
                passwords: slow,
                tokens: RandomTokens(),
                gate: SignInThrottle(AccessConfiguration(), clock: SystemClock()),
                rules: AccessRules(
                    sessionSeconds: 3600,
                    idleSeconds: 3600,
                    codeSeconds: 3600,
                    passwords: PasswordRule(common: [])
                )
            )
            await #expect(throws: DomainError.self, "\(event)") {
                _ = try await access.signIn(login: "staff", password: old)
            }
            let after = try #require(try await test.store.write { try $0.access.account(login: "staff") })
            #expect(try await passwords.verify(old, against: after.passwordHash) == (event == .disabled), "\(event)")
            let hash = account.passwordHash ?? ""
            try await test.store.write { transaction in
                try transaction.access.setPassword(hash, of: account.id)
                let draft = Draft(.accounts, ["disabled": .integer(0)])
                try transaction.update(draft, id: account.id, ifVersion: nil, scope: .everything)
            }
        }
    }

    /// Many clients ask on all loops until everybody is refused; gives the answers that began after the change was
    /// acknowledged and were still let through.
    private func late(
        _ test: TestServer,
        _ target: String,
        token: String,
        expecting status: Int,
        _ change: @escaping @Sendable (HTTPClient) throws -> HTTPAnswer
    ) async -> (before: Int, late: Int, refused: Int) {
        let isChanged = Atomic<Bool>(false)
        let counts = Mutex((before: 0, late: 0, refused: 0))
        _ = await Crowd.send(to: test, connections: 17, requests: 17 * 400) { client, number in
            if number == 2_000 {
                let answer = try change(client)
                isChanged.store(true, ordering: .sequentiallyConsistent)
                return answer
            }
            let wasChanged = isChanged.load(ordering: .sequentiallyConsistent)
            let answer = try client.send("GET", target, token: token)
            counts.withLock { counts in
                if answer.status == status {
                    counts.refused += 1
                } else if wasChanged {
                    counts.late += 1
                } else {
                    counts.before += 1
                }
            }
            return answer
        }
        return counts.withLock { $0 }
    }

    @Test("A session that was ended is refused by every loop from the moment that its end was acknowledged")
    func revoked() async throws {
        let test = try await TestServer.ownDemo(loops: 4)
        let (token, other) = (try await test.token("staff"), try await test.token("staff"))
        let id = try #require(try test.client().send("GET", "/api/v1/me", token: token).json()["session_id"]?.integer)
        let counts = await late(test, "/api/v1/grids/1", token: token, expecting: 401) { client in
            try client.send("DELETE", "/api/v1/sessions-of-mine/\(id)", token: other)
        }
        #expect(counts.before > 0 && counts.late == 0 && counts.refused > 0, "\(counts)")
    }

    @Test("A role that was taken away is gone on every loop from the moment that it was acknowledged")
    func demoted() async throws {
        let test = try await TestServer.ownDemo(loops: 4)
        let (token, admin) = (try await test.token("staff"), try await test.token("admin"))
        let id = try #require(try test.client().send("GET", "/api/v1/me", token: token).json()["id"]?.integer)
        let counts = await late(test, "/api/v1/residents/1", token: token, expecting: 403) { client in
            let changed = try client.send(
                "PATCH",
                "/api/v1/accounts/\(id)",
                token: admin,
                body: #"{"role": "party_member"}"#
            )
            #expect(changed.status == 200, "\(changed.text)")
            return changed
        }
        #expect(counts.before > 0 && counts.late == 0 && counts.refused > 0, "\(counts)")
    }

    @Test("A disabled account is out at once and its sessions are gone, also when it is enabled again")
    func disabled() async throws {
        let test = try await TestServer.ownDemo()
        let (client, token, admin) = (test.client(), try await test.token("staff"), try await test.token("admin"))
        let id = try #require(try client.send("GET", "/api/v1/me", token: token).json()["id"]?.integer)
        func disable(_ flag: Bool) throws -> Int {
            try client.send("PATCH", "/api/v1/accounts/\(id)", token: admin, body: #"{"disabled": \#(flag)}"#).status
        }
        #expect(try disable(true) == 200)
        #expect(try client.send("GET", "/api/v1/me", token: token).status == 401)
        #expect(try client.send("POST", "/api/v1/accounts/\(id)/reset", token: admin).code == "disabled")
        #expect(try disable(false) == 200)
        #expect(try client.send("GET", "/api/v1/me", token: token).status == 401)
    }

    @Test("Nobody edits own rights, an administrator does not become the auditor, and a role keeps its scope")
    func ownRights() async throws {
        let test = try await TestServer.ownDemo()
        let (client, admin) = (test.client(), try await test.token("admin"))
        let accounts = try client.send("GET", "/api/v1/accounts?fields=id,login&limit=200", token: admin).json()
        func id(_ login: String) -> Int64 {
            accounts["items"]?.elements.first { $0["login"]?.string == login }?["id"]?.integer ?? 0
        }
        func patch(_ login: String, _ body: String) throws -> HTTPAnswer {
            try client.send("PATCH", "/api/v1/accounts/\(id(login))", token: admin, body: body)
        }
        #expect(try patch("admin", #"{"role": "staff"}"#).code == "own_rights")
        #expect(try patch("admin", #"{"disabled": true}"#).code == "own_rights")
        #expect(try patch("admin", #"{"name": "管理员甲"}"#).status == 200)
        #expect(try patch("auditor", #"{"role": "admin"}"#).code == "separate_duties")
        #expect(try patch("staff", #"{"role": "grid_worker"}"#).faults == ["#/grid_id required"])
        #expect(try patch("staff", #"{"role": "grid_worker", "grid_id": 2}"#).status == 200)
        #expect(try patch("staff", #"{"login": "other"}"#).faults == ["#/login fixed"])
        let worker = try await test.token("staff")
        #expect(try client.send("GET", "/api/v1/me", token: worker).json().at("scope.grid_id")?.integer == 2)
    }
}
