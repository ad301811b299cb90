import App
import Domain
import Glibc
import JSON
import SQLite
import Storage
import TestSupport
import Testing

@Suite("Killed in the middle, nothing is half done")
struct KillTests {
    private static let rounds = 6

    /// Asks without waiting for the answer, so that the process can be killed while it works.
    private func begin(_ client: HTTPClient, _ path: String, token: String? = nil, body: String) throws {
        let bearer = token.map { "Authorization: Bearer \($0)\r\n" } ?? ""
        let head =
            "POST \(path) HTTP/1.1\r\nHost: localhost\r\n\(bearer)If-Match: *\r\nContent-Type: application/json\r\n"
            + "Content-Length: \(body.utf8.count)\r\n\r\n"
        try client.write(Array((head + body).utf8))
    }

    private static func approval(_ resident: Int64) -> String {
        #"{"resident_id": \#(resident), "evidence": "当面核对", "override_reason": "换了手机"}"#
    }

    private func open(_ folder: TemporaryFolder) throws -> Connection {
        try Connection(path: "\(folder.path)/linli.db", access: .readWrite, settings: .writer)
    }

    private func count(_ connection: Connection, _ sql: String) throws -> Int64 {
        try connection.first(sql) { $0.integer(0) } ?? -1
    }

    /// Residents without an account: the first half was there and registers, the second is new and comes with WeChat.
    private func prepare(
        _ folder: TemporaryFolder,
        _ stub: WeChatStub
    ) async throws -> (
        residents: [Int64], registrations: [Int64]
    ) {
        let test = try await TestServer(folder: folder)
        let (client, staff) = (test.client(), try await test.token("staff"))
        let list = try client.send("GET", "/api/v1/residents?limit=200&sort=-id&fields=id", token: staff).json()
        var ids = Array(try #require(list["items"]).elements.compactMap { $0["id"]?.integer }.prefix(Self.rounds))
        var registrations: [Int64] = []
        for round in 0..<Self.rounds {
            let body =
                #"{"login": "killed-\#(round)", "name": "张三", "phone": "13800003333", "home": "1幢", "community_id": 1}"#
            let made = try client.send("POST", "/api/v1/auth/register", body: body).json()
            registrations.append(try #require(made["id"]?.integer))
            let phone = "1565550010\(round)"
            // A phone that was entered with the person proves who it is.
            let newcomer = """
                {"name": "微信人\(round)", "sex": "female", "birth_date": "1980-01-01", "phone": "\(phone)", \
                "household_id": 1, "relation": "other"}
                """
            let entered = try client.send("POST", "/api/v1/residents", token: staff, body: newcomer).json()
            ids.append(try #require(entered["id"]?.integer))
            stub.change { state in
                for part in ["", "-again"] {
                    state.users["c\(round)\(part)"] = "user-\(round)-who-is-someone-in-wechat"
                    state.phones["p\(round)\(part)"] = phone
                }
            }
        }
        await test.stop()
        return (ids, registrations)
    }

    @Test("An approval and the binding of a WeChat user are there whole or not at all, and can be done again")
    func approvals() async throws {
        let (folder, stub) = (try await TestServer.demoFolder(), try WeChatStub())
        let (residents, registrations) = try await prepare(folder, stub)
        var configuration = Configuration()
        stub.configure(&configuration)
        let weChat = try #require(configuration.weChat.base)
        let lines = """
            wechat-base-url = http://\(weChat.authority)\(weChat.path)
            wechat-app-id = \(WeChatStub.appID)
            wechat-secret-file = \(try #require(configuration.weChat.secretFile))

            """
        #expect(FileContents.create("\(folder.path)/settings", Array(lines.utf8)))
        let arguments = [
            "serve", "--data", folder.path, "--port", "0", "--tour", "secretary", "--retention-at", "off", "--config",
            "\(folder.path)/settings",
        ]
        for round in 0..<Self.rounds {
            let program = try Program.start(arguments)
            let (port, token) = (try program.waitForPort(), try program.waitForToken())
            let (first, second) = (HTTPClient(port: port), HTTPClient(port: port))
            let approval = Self.approval(residents[round])
            try begin(first, "/api/v1/registrations/\(registrations[round])/approve", token: token, body: approval)
            try begin(second, "/api/v1/auth/wechat", body: #"{"code": "c\#(round)", "phone_code": "p\#(round)"}"#)
            usleep(UInt32(round) * 2_500)
            program.kill()
            let connection = try open(folder)
            let accounts = "SELECT count(*) FROM account WHERE resident_id ="
            let isApproved = try count(
                connection,
                "SELECT count(*) FROM registration WHERE status = 'approved' AND id = \(registrations[round])"
            )
            #expect(try count(connection, "\(accounts) \(residents[round])") == isApproved)
            #expect(
                try count(
                    connection,
                    """
                    SELECT count(*) FROM account_code c JOIN account a ON a.id = c.account_id
                    WHERE a.resident_id = \(residents[round])
                    """
                ) == isApproved
            )
            let user = residents[Self.rounds + round]
            let bound = """
                SELECT count(*) FROM wechat_binding b JOIN account a ON a.id = b.account_id WHERE a.resident_id = \(user)
                """
            let isBound = try count(connection, bound)
            #expect(try count(connection, "\(accounts) \(user)") == isBound)
            #expect(
                try count(
                    connection,
                    "SELECT count(*) FROM session s JOIN account a ON a.id = s.account_id WHERE a.resident_id = \(user)"
                ) == isBound
            )
            #expect(try AuditChain.verify(connection).fault == nil)
        }
        let program = try Program.start(arguments)
        let (client, token) = (HTTPClient(port: try program.waitForPort()), try program.waitForToken())
        for round in 0..<Self.rounds {
            let approved = try client.send(
                "POST",
                "/api/v1/registrations/\(registrations[round])/approve",
                token: token,
                body: Self.approval(residents[round])
            )
            #expect(approved.status == 200 || approved.code == "illegal_move", "\(approved.text)")
            let body = #"{"code": "c\#(round)-again", "phone_code": "p\#(round)-again"}"#
            #expect(try client.send("POST", "/api/v1/auth/wechat", body: body).status == 200)
        }
        #expect(try program.stop() == 0)
    }

    @Test("A retention run goes on where it was killed; figures stay, and each record that ended has its entry")
    func retention() async throws {
        let folder = try await TestServer.demoFolder()
        let signUps: Int64
        let persons = """
            SELECT sum(t.walk_ins + t.head_count + (SELECT coalesce(sum(s.party_size), 0) FROM sign_up s
            WHERE s.activity_id = t.id AND s.status IN ('attended', 'left'))) FROM activity t
            """
        let before: Int64
        do {
            let connection = try open(folder)
            try connection.execute(
                "UPDATE community SET demo = 0; UPDATE retention_rule SET anonymise_after = 12 WHERE kind = 'cases'"
            )
            signUps = try count(connection, "SELECT count(*) FROM sign_up")
            before = try count(connection, persons)
        }
        var ended: [Int64] = []
        for round in 0..<Self.rounds {
            let program = try Program.start(["retention", "run", "--data", folder.path])
            usleep(150_000 + UInt32(round) * 60_000)
            program.kill()
            let connection = try open(folder)
            let gone = try count(
                connection,
                "SELECT count(*) FROM audit WHERE action = 'retention_delete' AND object LIKE 'sign-ups/%'"
            )
            #expect(try count(connection, "SELECT count(*) FROM sign_up") == signUps - gone)
            #expect(try count(connection, persons) == before)
            #expect(
                try count(connection, "SELECT count(*) FROM case_file WHERE erased_at IS NOT NULL")
                    == count(
                        connection,
                        "SELECT count(*) FROM audit WHERE action = 'retention_anonymise' AND object LIKE 'cases/%'"
                    )
            )
            #expect(try AuditChain.verify(connection).fault == nil)
            ended.append(gone)
        }
        #expect(ended == ended.sorted())
        let finished = try Program.run(["retention", "run", "--data", folder.path])
        #expect(finished.status == 0, "\(finished.output)")
        let connection = try open(folder)
        #expect(try count(connection, persons) == before)
        #expect(try count(connection, "SELECT count(*) FROM sign_up") < signUps)
    }
}
