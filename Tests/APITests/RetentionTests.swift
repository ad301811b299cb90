import App
import Domain
import JSON
import SQLite
import Storage
import Synchronization
import TestSupport
import Testing

@Suite("What was kept long enough ends, and the case stays without the person")
struct RetentionTests {
    /// A community whose oldest records ended in 2001, with rules by which only those are due.
    private struct Old {
        let test: TestServer
        let caseFile: Int64
        let number: String
        let reporter: Int64
        let activity: Int64
        let signUps: Int64

        init() async throws {
            let folder = try await TestServer.demoFolder()
            let connection = try Connection(
                path: "\(folder.path)/linli.db",
                access: .readWrite,
                settings: .writer
            )
            let found = try connection.first(
                """
                SELECT c.id, c.reporter_id, c.number FROM case_file c JOIN case_event e ON e.case_id = c.id
                JOIN case_event_text x ON x.event_id = e.id
                WHERE c.status = 'closed' AND c.reporter_id IS NOT NULL
                    AND c.reporter_id NOT IN (SELECT resident_id FROM account WHERE resident_id IS NOT NULL)
                    AND c.reporter_id NOT IN (SELECT resident_id FROM party_member WHERE resident_id IS NOT NULL)
                    AND c.reporter_id NOT IN (SELECT resident_id FROM sign_up)
                    AND 1 = (SELECT count(*) FROM case_file o WHERE o.reporter_id = c.reporter_id) LIMIT 1
                """
            ) { ($0.integer(0), $0.integer(1), $0.text(2)) }
            let (caseFile, reporter, number) = try #require(found)
            let held = try connection.first(
                """
                SELECT activity_id, count(*) FROM sign_up WHERE status = 'attended' GROUP BY 1 ORDER BY 1 LIMIT 1
                """
            ) { ($0.integer(0), $0.integer(1)) }
            let activity = try #require(held).0
            let signUps =
                try connection.first(
                    "SELECT count(*) FROM sign_up WHERE activity_id = ?",
                    [.integer(activity)]
                ) { $0.integer(0) } ?? 0
            try connection.transaction {
                // 1 June 2001, and nobody invented any more.
                try connection.execute(
                    """
                    UPDATE community SET demo = 0;
                    UPDATE retention_rule SET anonymise_after = 240, delete_after = 240 WHERE kind = 'residents';
                    UPDATE retention_rule SET anonymise_after = 240 WHERE kind = 'cases';
                    UPDATE retention_rule SET delete_after = 240 WHERE kind NOT IN ('residents', 'cases');
                    UPDATE residence SET from_date = '2000-01-01', until_date = '2001-06-01', relation = 'other'
                        WHERE resident_id = \(reporter);
                    UPDATE case_file SET closed_at = 991353600000, title = '琉璃瓦松动', description = '檐口琉璃瓦松动，联系王某'
                        WHERE id = \(caseFile);
                    UPDATE activity SET starts_at = 991350000000, ends_at = 991353600000 WHERE id = \(activity);
                    INSERT INTO consent (community_id, resident_id, purpose, giver_id, channel, text_version, given_at,
                        withdrawn_at, created_at, updated_at)
                        VALUES (1, 1, 'health', 1, 'paper', '2001', 991353600000, 991353600000, 0, 0);
                    """
                )
                try SearchCommand.settle(connection)
            }
            test = try await TestServer(folder: folder)
            (self.caseFile, self.reporter, self.number) = (caseFile, reporter, number)
            (self.activity, self.signUps) = (activity, signUps)
        }

        func get(_ path: String, as login: String = "secretary") async throws -> JSONValue {
            try test.client().send("GET", "/api/v1/\(path)", token: try await test.token(login)).json()
        }

        /// Runs the command and reads what it says.
        func run(isDryRun: Bool = false) async throws -> [String: [Int64]] {
            let said = Mutex("")
            let output = CommandOutput(say: { text in said.withLock { $0 += text } }, progress: { _ in })
            try await RetentionCommand(isDryRun: isDryRun, json: true)
                .perform(on: test.data, interruption: Interruption(), output: output)
            let root = try JSONDocument(parsing: Array(said.withLock { $0 }.utf8)).root
            var found: [String: [Int64]] = [:]
            for item in try #require(root["items"]).elements {
                found[item["kind"]?.string ?? ""] = [
                    item["anonymised"]?.integer ?? -1, item["deleted"]?.integer ?? -1,
                ]
            }
            return found
        }
    }

    @Test("What is said to be due is what the run does: who is anonymised today is deleted by a later run")
    func asSaid() async throws {
        let old = try await Old()
        let path = "\(old.test.folder.path)/linli.db"
        let connection = try Connection(path: path, access: .readWrite, settings: .writer)
        // Somebody whom nothing names any more, and who left as long ago.
        try connection.execute(
            """
            INSERT INTO resident (community_id, name, sex, birth_date, created_at, updated_at)
                VALUES (1, '久别', 'male', '1940-01-01', 0, 0);
            INSERT INTO residence (community_id, resident_id, household_id, relation, from_date, until_date)
                SELECT 1, max(p.id), 1, 'other', '1990-01-01', '2001-06-01' FROM resident p;
            """
        )
        let due = try await old.run(isDryRun: true)
        #expect(due["residents"] == [2, 0])
        #expect(try await old.run() == due)
        let later = try await old.run(isDryRun: true)
        #expect(try await old.run() == later && later["residents"]?[0] == 0 && (later["residents"]?[1] ?? 0) >= 1)
    }

    @Test(
        "A run anonymises, deletes, lays aside, clears the search, and can be seen; the next finishes, the last finds nothing"
    )
    func ends() async throws {
        let old = try await Old()
        let before = try await old.get("activities/\(old.activity)")
        let due = [
            "residents": [1, 0], "cases": [1, 0], "sign_ups": [0, old.signUps], "consents": [0, 1],
            "audit_notes": [0, 0],
        ]
        #expect(try await old.run(isDryRun: true) == due)
        #expect(try await old.get("cases/\(old.caseFile)")["title"]?.string == "琉璃瓦松动")
        #expect(try await old.get("cases?q=%E7%90%89%E7%92%83%E7%93%A6")["items"]?.count == 1)
        #expect(try await old.run() == due)

        let file = try await old.get("cases/\(old.caseFile)")
        #expect(file["number"]?.string == old.number && file["status"]?.string == "closed")
        #expect(file["reporter_id"]?.isNull == true)
        #expect(file["description"]?.string == "（已按保存期限清除）" && file["title"]?.string != "琉璃瓦松动")
        #expect(try await old.get("cases?q=%E7%90%89%E7%92%83%E7%93%A6")["items"]?.count == 0)
        let timeline = try await old.get("cases/\(old.caseFile)/timeline")
        #expect(try #require(timeline["items"]).elements.allSatisfy { $0["remark"]?.isNull == true })
        let person = try await old.get("residents/\(old.reporter)", as: "admin")
        #expect(person["name"]?.string == "已匿名" && person["phone"]?.isNull == true)
        #expect(person["id_number"]?.isNull == true)
        let after = try await old.get("activities/\(old.activity)")
        #expect(after["person_times"]?.integer == before["person_times"]?.integer && after["attended"]?.integer == 0)

        let runs = try await old.get("retention-runs", as: "auditor")
        let kinds = try #require(runs["items"]).elements.map { $0["kind"]?.string ?? "" }
        #expect(kinds.sorted() == ["cases", "consents", "residents", "sign_ups"])
        let name = try #require(
            runs["items"]?.elements.first { $0["kind"]?.string == "cases" }?["exported"]?.string
        )
        let lines = try #require(FileContents.read("\(old.test.folder.path)/retention/\(name)"))
        #expect(String(decoding: lines, as: UTF8.self).contains("琉璃瓦松动"))
        let entries = try await old.get("audit?object=residents/\(old.reporter)&sort=at", as: "auditor")
        let actions = try #require(entries["items"]).elements.map { $0["action"]?.string }
        #expect(actions.contains("retention_anonymise"))
        let chain = try AuditChain.verify(
            try Connection(path: "\(old.test.folder.path)/linli.db", access: .readOnly, settings: .reader)
        )
        #expect(chain.fault == nil)

        // Nothing names the person any more.
        #expect(try await old.run()["residents"] == [0, 1])
        #expect(try await old.get("residents/\(old.reporter)", as: "admin")["status"]?.integer == 404)
        #expect(try await old.run().values.allSatisfy { $0 == [0, 0] })
    }

    @Test("Of a topic the approved words stay; what its proposer wrote ends, also in earlier versions and the search")
    func topics() async throws {
        let old = try await Old()
        let path = "\(old.test.folder.path)/linli.db"
        let connection = try Connection(path: path, access: .readWrite, settings: .writer)
        try connection.transaction {
            try connection.execute(
                """
                INSERT INTO issue (id, community_id, title, description, proposer, status, collected_at, created_at, updated_at,
                    proposer_resident_id, public_title)
                    VALUES (9001, 1, '玳瑁猫扰民', '邻居赵某的玳瑁猫', '赵某', 'screened', 0, 0, 0, \(old.reporter), '宠物管理');
                INSERT INTO issue_version (community_id, issue_id, number, title, description, updated_at)
                    VALUES (1, 9001, 1, '玳瑁猫', '赵某家的玳瑁猫', 0);
                """
            )
            try SearchCommand.settle(connection)
        }
        let query = "issues?q=%E7%8E%B3%E7%91%81"
        #expect(try await old.get(query)["items"]?.count == 1)
        _ = try await old.run()
        let issue = try await old.get("issues/9001")
        #expect(issue["title"]?.string == "宠物管理" && issue["proposer"]?.string == "已匿名")
        #expect(issue["description"]?.string == "（已按保存期限清除）")
        let versions = try await old.get("issues/9001/versions")
        #expect(versions["items"]?.count == 1)
        #expect(versions.at("items.0.title")?.string == "（已按保存期限清除）")
        #expect(versions.at("items.0.description")?.string == "（已按保存期限清除）")
        #expect(try await old.get(query)["items"]?.count == 0)
        let indexed = "SELECT count(*) FROM issue_search WHERE issue_search MATCH '\"玳瑁\"'"
        #expect(try connection.first(indexed) { $0.integer(0) } == 0)
    }

    @Test("A demonstration has nobody to protect and stays whole")
    func demonstration() async throws {
        let test = try await TestServer.ownDemo()
        let said = Mutex("")
        let output = CommandOutput(say: { text in said.withLock { $0 += text } }, progress: { _ in })
        try await RetentionCommand(isDryRun: false, json: false)
            .perform(on: test.data, interruption: Interruption(), output: output)
        #expect(said.withLock { $0 } == "没有到期的记录 / nothing is due")
    }

    @Test(
        "The words beside an old entry go, an entry says so, their digest stays, and the chain holds; else it does not"
    )
    func words() async throws {
        let folder = try await TestServer.demoFolder()
        let clock = SettableClock(SystemClock().now().advanced(bySeconds: -53 * 30 * 86_400))
        let path = "\(folder.path)/linli.db"
        do {
            let test = try await TestServer(folder: folder, clock: clock)
            let client = test.client()
            for resident in 1...2 {
                let shown = try client.send(
                    "POST",
                    "/api/v1/residents/\(resident)/unmask",
                    token: try await test.token("staff"),
                    body: #"{"field": "birth_date", "purpose": "核对\#(resident)的年龄", "purpose_code": "cases"}"#
                )
                #expect(shown.status == 200, "\(shown.text)")
            }
            await test.stop()
        }
        let connection = try Connection(path: path, access: .readWrite, settings: .writer)
        try connection.execute(
            "UPDATE community SET demo = 0; UPDATE retention_rule SET delete_after = 36 WHERE kind = 'audit_notes'"
        )
        let test = try await TestServer(folder: folder)
        let noted = "SELECT count(*) FROM audit WHERE action = 'unmask_residents' AND note_digest IS NOT NULL"
        let texts = "SELECT count(*) FROM audit_note WHERE text LIKE '%的年龄'"
        let erasures = "SELECT count(*) FROM audit WHERE action = 'retention_delete' AND object LIKE 'audit-notes/%'"
        func count(_ sql: String) throws -> Int64 { try connection.first(sql) { $0.integer(0) } ?? -1 }
        #expect(try count(texts) == 2 && count(erasures) == 0)

        let output = CommandOutput(say: { _ in }, progress: { _ in })
        try await RetentionCommand(isDryRun: false, json: true)
            .perform(on: test.data, interruption: Interruption(), output: output)
        #expect(try count(texts) == 0 && count(noted) == 2 && count(erasures) >= 2)
        #expect(try AuditChain.verify(connection).fault == nil)

        // Whoever takes words away without an entry is found by the entry that they stood beside.
        let token = try await test.token("staff")
        let body = #"{"field": "birth_date", "purpose": "核对年龄", "purpose_code": "cases"}"#
        #expect(try test.client().send("POST", "/api/v1/residents/3/unmask", token: token, body: body).status == 200)
        let head = try #require(try AuditChain.head(connection))
        try connection.run("DELETE FROM audit_note WHERE audit_id = ?", [.integer(head.id)])
        #expect(try AuditChain.verify(connection).fault == AuditChain.Fault(id: head.id, kind: .erased))
    }

    private static let path = "/api/v1/retention-rules"

    @Test(
        "Everybody who reads reports sees the rules, and only an administrator changes them",
        arguments: [
            Scenario(
                "The secretary reads them",
                as: "secretary",
                "GET",
                path,
                status: 200,
                contains: [#""kind":"cases","anonymise_after":60,"delete_after":null"#, #""kind":"audit_notes""#]
            ),
            Scenario(
                "As a table",
                as: "auditor",
                "GET",
                "\(path)?format=table",
                status: 200,
                contains: ["迁出居民", "36"]
            ),
            Scenario("A resident does not", as: "resident", "GET", path, status: 403),
            Scenario(
                "The secretary does not change one",
                as: "secretary",
                "PATCH",
                "\(path)/1",
                body: "{}",
                status: 403
            ),
            Scenario(
                "An administrator does",
                as: "admin",
                "PATCH",
                "\(path)/1",
                body: #"{"anonymise_after": 24}"#,
                status: 200,
                contains: [#""anonymise_after":24"#]
            ),
            Scenario(
                "What proves that processing was right is kept for three years, whoever decides",
                as: "admin",
                "PATCH",
                "\(path)/5",
                body: #"{"delete_after": 35}"#,
                status: 422,
                contains: ["#/delete_after", "out_of_range"]
            ),
            Scenario(
                "All that is wrong is said",
                as: "admin",
                "PATCH",
                "\(path)/1",
                body: #"{"anonymise_after": 0, "delete_after": "x", "kind": "cases"}"#,
                status: 422,
                contains: ["#/anonymise_after", "#/delete_after", "#/kind"]
            ),
            Scenario(
                "Deleted before it is anonymised it can not be",
                as: "admin",
                "PATCH",
                "\(path)/1",
                body: #"{"anonymise_after": 24, "delete_after": 12}"#,
                status: 422,
                code: "validation_failed",
                contains: ["not_after"]
            ),
            Scenario("A rule that is not there", as: "admin", "PATCH", "\(path)/999", body: "{}", status: 404),
        ]
    )
    func rules(scenario: Scenario) async throws { try await scenario.check(on: TestServer.ownDemo()) }

    @Test("Months end on the last day where the month is shorter")
    func limits() {
        let day = CivilDate(year: 2024, month: 3, day: 31)
        #expect(day.map { RetentionPeriod.limit(1, before: $0).description } == "2024-02-29")
        #expect(day.map { RetentionPeriod.limit(36, before: $0).description } == "2021-03-31")
        #expect(day.map { RetentionPeriod.limit(3, before: $0).description } == "2023-12-31")
    }

    @Test("Whoever was anonymised is not found again through the account, its registration, WeChat or a declined one")
    func accounts() async throws {
        let folder = try await TestServer.demoFolder()
        let clock = SettableClock(SystemClock().now())
        let connection = try Connection(path: "\(folder.path)/linli.db", access: .readWrite, settings: .writer)
        let resident = try #require(
            try connection.first(
                """
                SELECT p.id FROM resident p WHERE NOT EXISTS (SELECT 1 FROM account a WHERE a.resident_id = p.id)
                    AND NOT EXISTS (SELECT 1 FROM party_member m WHERE m.resident_id = p.id)
                    AND NOT EXISTS (SELECT 1 FROM sign_up s WHERE s.resident_id = p.id)
                    AND NOT EXISTS (SELECT 1 FROM case_file c WHERE c.reporter_id = p.id) ORDER BY p.id DESC LIMIT 1
                """
            ) { $0.integer(0) }
        )
        let test = try await TestServer(folder: folder, clock: clock)
        let (client, staff) = (test.client(), try await test.token("staff"))
        func register(_ login: String, _ phone: String) throws -> (id: Int64, code: String) {
            let body = """
                {"login": "\(login)", "name": "归去来", "phone": "\(phone)", "home": "桃花源1幢101", "community_id": 1}
                """
            let made = try client.send("POST", "/api/v1/auth/register", body: body).json()
            return (try #require(made["id"]?.integer), try #require(made["code"]?.string))
        }
        let (own, other) = (try register("gone-away", "13811112222"), try register("never-was", "13811113333"))
        let approval = """
            {"resident_id": \(resident), "evidence": "当面核对身份证", "override_reason": "本人换了手机"}
            """
        let approved = try client.send(
            "POST",
            "/api/v1/registrations/\(own.id)/approve",
            token: staff,
            body: approval
        )
        #expect(approved.status == 200, "\(approved.text)")
        let decline = "/api/v1/registrations/\(other.id)/decline"
        #expect(try client.send("POST", decline, token: staff, body: #"{"remark": "查无此人"}"#).status == 200)
        let choice = #"{"code": "\#(own.code)", "password": "a long enough password"}"#
        #expect(try client.send("POST", "/api/v1/auth/reset", body: choice).status == 204)
        let entry = #"{"login": "gone-away", "password": "a long enough password"}"#
        let signedIn = try client.send("POST", "/api/v1/auth/login", body: entry).json()
        let token = try #require(signedIn["token"]?.string)
        #expect(try client.send("GET", "/api/v1/me", token: token).status == 200)
        let account = try #require(signedIn.at("account.id")?.integer)
        try connection.transaction {
            try connection.execute(
                """
                UPDATE community SET demo = 0;
                UPDATE retention_rule SET anonymise_after = 240, delete_after = 240 WHERE kind = 'residents';
                UPDATE retention_rule SET anonymise_after = 240 WHERE kind = 'cases';
                UPDATE retention_rule SET delete_after = 240 WHERE kind NOT IN ('residents', 'cases');
                UPDATE residence SET from_date = '2000-01-01', until_date = '2001-06-01', relation = 'other'
                    WHERE resident_id = \(resident);
                INSERT INTO wechat_binding (account_id, openid_hash, proof, bound_at)
                    VALUES (\(account), zeroblob(32), 'staff', 1);
                """
            )
        }
        func run() async throws {
            let output = CommandOutput(say: { _ in }, progress: { _ in })
            try await RetentionCommand(isDryRun: false, json: true)
                .perform(on: test.data, interruption: Interruption(), output: output)
        }
        func count(_ sql: String) throws -> Int64 { try connection.first(sql) { $0.integer(0) } ?? -1 }
        try await run()
        #expect(try count("SELECT count(*) FROM resident WHERE id = \(resident) AND name = '已匿名'") == 1)
        #expect(try client.send("GET", "/api/v1/me", token: token).status == 401)
        #expect(try client.send("POST", "/api/v1/auth/login", body: entry).status == 401)
        for table in ["session", "account_code", "api_key", "wechat_binding", "key_binding"] {
            #expect(try count("SELECT count(*) FROM \(table) WHERE account_id = \(account)") == 0, "\(table)")
        }
        #expect(try count("SELECT count(*) FROM registration WHERE login = 'gone-away'") == 0)
        #expect(try count("SELECT count(*) FROM account WHERE login = 'gone-away' OR name = '归去来'") == 0)
        #expect(try count("SELECT count(*) FROM account WHERE id = \(account) AND password NOT LIKE '%$none'") == 0)
        // A stranger who was declined is not kept for ever either.
        #expect(try count("SELECT count(*) FROM registration WHERE login = 'never-was'") == 1)
        clock.set(clock.now().advanced(bySeconds: (Registration.declinedDays + 1) * 86_400))
        try await run()
        #expect(try count("SELECT count(*) FROM registration WHERE name = '归去来'") == 0)
    }

    @Test("What somebody said of the own topic ends with them, also in notices; other words of a timeline never change")
    func ownRemarks() async throws {
        let old = try await Old()
        let path = "\(old.test.folder.path)/linli.db"
        let connection = try Connection(path: path, access: .readWrite, settings: .writer)
        let issue = try #require(try connection.first("SELECT min(id) FROM issue") { $0.integer(0) })
        try connection.execute(
            """
            UPDATE issue SET proposer_resident_id = \(old.reporter) WHERE id = \(issue);
            INSERT INTO issue_event (issue_id, at, move, to_status, remark, remark_digest)
                VALUES (\(issue), 1, 'withdraw', 'withdrawn', '老王家吵，不提了', zeroblob(32)),
                (\(issue), 2, 'screen', 'screened', '已核对', zeroblob(32));
            INSERT INTO notification (community_id, account_id, topic, issue_id, text, english, created_at)
                VALUES (1, 1, 'issue_moved', \(issue), 'YT：已撤回。老王家吵，不提了', 'YT: withdrawn. 老王家吵，不提了', 1),
                (1, 1, 'issue_moved', \(issue), 'YT：已初审', NULL, 1);
            """
        )
        let change = "UPDATE issue_event SET remark = '（已按保存期限清除）' WHERE issue_id = \(issue)"
        #expect(throws: SQLiteError.self) { try connection.execute(change) }
        _ = try await old.run()
        let words = try await old.get("issues/\(issue)/timeline")
        let remarks = try #require(words["items"]).elements.compactMap { $0["remark"]?.string }
        #expect(remarks.contains("（已按保存期限清除）") && remarks.contains("已核对"))
        let left = "SELECT count(*) FROM %1 WHERE coalesce(%2, '') LIKE '%老王家吵%'"
        for (table, column) in [("issue_event", "remark"), ("notification", "text"), ("notification", "english")] {
            let sql = left.replacing("%1", with: table).replacing("%2", with: column)
            #expect(try connection.first(sql) { $0.integer(0) } == 0, "\(table).\(column)")
        }
        #expect(try connection.first("SELECT count(*) FROM notification WHERE text = 'YT：已初审'") { $0.integer(0) } == 1)
        #expect(throws: SQLiteError.self) { try connection.execute(change.replacing("已按保存期限清除", with: "换了")) }
    }
}
