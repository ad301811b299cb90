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

        let found = try await entries("object=organizations/\(id)&sort=id", test)
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

    @Test("Whoever is watched does not read the record", arguments: ["secretary", "staff", "grid_worker", "resident"])
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
