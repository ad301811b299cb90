import App
import JSON
import SQLite
import Storage
import TestSupport
import Testing

@Suite("Every change leaves an entry that nobody can change")
struct AuditTests {
    private func entries(_ query: String, _ test: TestServer) async throws -> [JSONValue] {
        let token = try await test.token("auditor")
        let answer = try test.client().send("GET", "/api/v1/audit?\(query)", token: token)
        #expect(answer.status == 200)
        return try (answer.json()["items"]?.elements).map { Array($0) } ?? []
    }

    private func verdict(_ test: TestServer) throws -> AuditChain.Verdict {
        let path = "\(test.folder.path)/linli.db"
        return try AuditChain.verify(try Connection(path: path, access: .readOnly, settings: .reader))
    }

    @Test("The auditor sees who changed a place, when, from where, and that it changed; the chain holds")
    func changes() async throws {
        let test = try await TestServer.ownDemo()
        let (client, token) = (test.client(), try await test.token("secretary"))
        let made = try client.send(
            "POST",
            "/api/v1/organizations",
            token: token,
            body: #"{"kind":"police","name":"审计派出所"}"#
        )
        #expect(made.status == 201)
        let id = try #require(try made.json()["id"]?.integer)
        let path = "/api/v1/organizations/\(id)"
        #expect(try client.send("PATCH", path, token: token, body: #"{"name":"审计警务室"}"#).status == 200)
        #expect(try client.send("DELETE", path, token: token).status == 204)

        let found = try await entries("object=organizations/\(id)&sort=at", test)
        #expect(
            found.map { $0["action"]?.string } == [
                "create_organizations", "update_organizations", "delete_organizations",
            ]
        )
        for entry in found {
            #expect(entry["account_id"]?.integer != nil)
            #expect(entry["address"]?.string == "127.0.0.1")
            #expect(entry["request_id"]?.string != nil)
            #expect(entry["community_id"]?.integer == 1)
        }
        try #require(found.count == 3)
        #expect(found[0]["before_digest"]?.isNull == true && found[2]["after_digest"]?.isNull == true)
        #expect(found[0]["after_digest"]?.string == found[1]["before_digest"]?.string)
        #expect(found[1]["before_digest"]?.string != found[1]["after_digest"]?.string)
        #expect(try verdict(test).fault == nil)
    }

    @Test("A file of heads that was emptied proves nothing, and says so")
    func emptied() async throws {
        let test = try await TestServer.ownDemo()
        let path = "\(test.folder.path)/heads.txt"
        #expect(FileContents.create(path, []))
        let output = CommandOutput(say: { _ in }, progress: { _ in })
        let command = AuditCommand(heads: .file(path), json: false)
        let refused = await #expect(throws: CommandFailure.self) {
            _ = try await command.verify(test.data.configuration, output: output)
        }
        #expect(refused.map { "\($0)" }?.contains("heads.txt") == true)
        #expect(try await AuditCommand(heads: .none, json: false).verify(test.data.configuration, output: output))
    }

    @Test("Moves, sign-ins and sign-outs leave entries; what was refused changed nothing and leaves none")
    func acts() async throws {
        let test = try await TestServer.ownDemo()
        let client = test.client()
        let staff = try await test.token("staff")
        let before = try verdict(test).entries
        #expect(try client.send("POST", "/api/v1/organizations", token: staff, body: "{}").status == 422)
        #expect(try client.send("PATCH", "/api/v1/grids/999999", token: staff, body: #"{"name":"甲"}"#).status == 404)
        #expect(try verdict(test).entries == before)
        #expect(try client.send("POST", "/api/v1/auth/logout", token: staff).status == 204)
        #expect(try verdict(test).entries == before + 1)
        #expect(try await entries("action=sign_out", test).count == 1)
        #expect(try await entries("action=sign_in", test).count >= 1)
    }

    @Test("A repeat under the same key did nothing, so it leaves no second entry")
    func repeats() async throws {
        let test = try await TestServer.ownDemo()
        let (client, token) = (test.client(), try await test.token("secretary"))
        for _ in 0..<3 {
            let answer = try client.send(
                "POST",
                "/api/v1/organizations",
                token: token,
                headers: [("Idempotency-Key", "k-1")],
                body: #"{"kind":"police","name":"只写一次"}"#
            )
            #expect(answer.status == 201)
        }
        #expect(try await entries("action=create_organizations", test).count == 1)
    }

    @Test(
        "Whoever is watched does not read the record",
        arguments: ["admin", "secretary", "staff", "grid_worker", "resident"]
    )
    func hidden(login: String) async throws {
        let test = try await TestServer.demo()
        let answer = try test.client().send("GET", "/api/v1/audit", token: try await test.token(login))
        #expect(answer.status == 403)
    }

    @Test("Writes at the same time leave one chain, with an entry for each", arguments: [64])
    func together(count: Int) async throws {
        let test = try await TestServer.ownDemo()
        let token = try await test.token("secretary")
        let before = try verdict(test).entries
        await withTaskGroup(of: Int.self) { group in
            for number in 0..<count {
                group.addTask {
                    let body = #"{"kind":"police","name":"同时\#(number)"}"#
                    let answer = try? test.client().send("POST", "/api/v1/organizations", token: token, body: body)
                    return answer?.status == 201 ? 1 : 0
                }
            }
            #expect(await group.reduce(0, +) == count)
        }
        let after = try verdict(test)
        #expect(after.fault == nil && after.entries == before + Int64(count))
    }
}

@Suite("A personal value is shown whole once, for a purpose, and the person can see to whom")
struct UnmaskTests {
    private func resident(_ test: TestServer) async throws -> Int64 {
        let token = try await test.token("secretary")
        let made = try test.client().send(
            "POST",
            "/api/v1/residents",
            token: token,
            body: """
                {"name": "王测试", "sex": "female", "birth_date": "1949-12-31", "phone": "13800138000", \
                "household_id": 1, "relation": "other"}
                """
        )
        #expect(made.status == 201)
        return try #require(try made.json()["id"]?.integer)
    }

    @Test("Staff see the phone whole with a purpose; who, when and why stand in the person's access log")
    func unmasks() async throws {
        let test = try await TestServer.ownDemo()
        let (client, token) = (test.client(), try await test.token("staff"))
        let id = try await resident(test)
        let path = "/api/v1/residents/\(id)"
        #expect(try client.send("GET", path, token: token).json()["phone"]?.string == "138****8000")
        let shown = try client.send(
            "POST",
            "\(path)/unmask",
            token: token,
            body: #"{"field":"phone","purpose":"电话回访漏水处理","purpose_code":"cases"}"#
        )
        #expect(shown.status == 200 && shown.header("Cache-Control") == "no-store")
        #expect(try shown.json()["value"]?.string == "13800138000")

        let log = try client.send("GET", "\(path)/access-log?sort=at", token: try await test.token("auditor"))
        #expect(log.status == 200)
        let entries = try (log.json()["items"]?.elements).map { Array($0) } ?? []
        #expect(entries.map { $0["action"]?.string } == ["create_residents", "unmask_residents"])
        #expect(entries.last?["note"]?.string == "phone: [cases] 电话回访漏水处理")
        #expect(!log.text.contains("13800138000"))
    }

    @Test("A repeat under the same key does not show the value again")
    func once() async throws {
        let test = try await TestServer.ownDemo()
        let (client, token) = (test.client(), try await test.token("staff"))
        let path = "/api/v1/residents/\(try await resident(test))/unmask"
        let body = #"{"field":"birth_date","purpose":"核对年龄","purpose_code":"register"}"#
        let key = [("Idempotency-Key", "u-1")]
        #expect(try client.send("POST", path, token: token, headers: key, body: body).status == 200)
        let again = try client.send("POST", path, token: token, headers: key, body: body)
        #expect(again.status == 409 && again.code == "already_done")
    }

    @Test(
        "Without a purpose, for no field, for nobody, for what is not held, by the wrong role: each refused in its way"
    )
    func refuses() async throws {
        let test = try await TestServer.ownDemo()
        let (client, staff) = (test.client(), try await test.token("staff"))
        let path = "/api/v1/residents/\(try await resident(test))/unmask"
        let empty = try client.send("POST", path, token: staff, body: "{}")
        #expect(empty.status == 422)
        let fields = try (empty.json()["errors"]?.elements).map { Array($0) } ?? []
        #expect(fields.count == 3)
        #expect(try client.send("POST", path, token: staff, body: #"{"field":"name","purpose":"看看姓名"}"#).status == 422)
        let check = #"{"field":"id_number","purpose":"核对身份","purpose_code":"register"}"#
        let none = try client.send("POST", path, token: staff, body: check)
        #expect(none.status == 404 && none.code == "nothing_held")
        let ask = #"{"field":"phone","purpose":"联系本人","purpose_code":"cases"}"#
        #expect(try client.send("POST", "/api/v1/residents/999999/unmask", token: staff, body: ask).status == 404)
        for login in ["auditor", "social_worker", "resident", "subdistrict_officer"] {
            let token = try await test.token(login)
            #expect(try client.send("POST", path, token: token, body: ask).status == 403, "\(login)")
        }
        // Whom a grid worker does not find, the value of is not there either.
        let other = try await test.token("grid_worker")
        for resident in 1...40 {
            let seen = try client.send("GET", "/api/v1/residents/\(resident)", token: other).status
            let ask = #"{"field":"birth_date","purpose":"上门走访","purpose_code":"care"}"#
            let shown = try client.send("POST", "/api/v1/residents/\(resident)/unmask", token: other, body: ask).status
            #expect(shown == seen, "\(resident)")
        }
        #expect(try client.send("GET", "/api/v1/residents/1/access-log", token: staff).status == 200)
        #expect(try client.send("GET", "/api/v1/residents/1/access-log", token: other).status == 403)
    }
}
