import JSON
import TestSupport
import Testing

@Suite("A Party member is shown only where the branch decided it and the member said yes")
struct PartyDisplayTests {
    @Test("Decided, acknowledged, shown by name, branch and duty alone, and ended by the member at will")
    func shown() async throws {
        let test = try await TestServer.ownDemo()
        let (client, secretary) = (test.client(), try await test.token("secretary"))
        // A member of the register who has an account.
        let account = try await test.token("resident")
        let own = try #require(
            try client.send("GET", "/api/v1/me", token: account).json().at("scope.resident_id")?.integer
        )
        let member = try client.send(
            "POST",
            "/api/v1/party-members",
            token: secretary,
            body: """
                {"branch_id": 2, "resident_id": \(own), "name": "居民党员", "sex": "male", "status": "probationary", \
                "joined_on": "2020-01-01", "post": "宣传委员", "phone": "19912340000"}
                """
        )
        let id = try #require(try member.json()["id"]?.integer)
        let decided = try client.send(
            "POST",
            "/api/v1/party-displays",
            token: secretary,
            body: #"{"member_id": \#(id), "purpose": "unit_card"}"#
        )
        #expect(decided.status == 201)
        let display = try #require(try decided.json()["id"]?.integer)
        let list = "/api/v1/displayed-members?purpose=unit_card"
        #expect(try client.send("GET", list).json()["items"]?.count == 0)

        let path = "/api/v1/party-displays/\(display)"
        let bare = try client.send("POST", "\(path)/acknowledge", token: secretary, body: "{}")
        #expect(bare.status == 422 && bare.faults == ["#/proof required"])
        #expect(try client.send("POST", "\(path)/acknowledge", token: account, body: "{}").status == 200)
        let again = try client.send("POST", "\(path)/acknowledge", token: account, body: "{}")
        #expect(again.status == 409 && again.code == "already_acknowledged")

        let shown = try client.send("GET", list)
        let row = try #require(shown.json().at("items.0"))
        #expect(row.members.map(\.key) == ["id", "community_id", "purpose", "name", "branch", "duty"])
        #expect(row["name"]?.string == "居民党员" && row["duty"]?.string == "宣传委员")
        #expect(try client.send("GET", "\(list)&fields=phone").status == 400)

        #expect(try client.send("POST", "\(path)/end", token: account, body: "{}").status == 200)
        #expect(try client.send("GET", list).json()["items"]?.count == 0)
        #expect(try client.send("POST", "\(path)/end", token: secretary, body: "{}").code == "already_ended")
    }

    @Test("Others neither decide nor see what is not shown")
    func rights() async throws {
        let test = try await TestServer.ownDemo()
        let client = test.client()
        let made = try client.send(
            "POST",
            "/api/v1/party-displays",
            token: try await test.token("secretary"),
            body: #"{"member_id": 57, "purpose": "hall"}"#
        )
        let id = try #require(try made.json()["id"]?.integer)
        let body = #"{"member_id": 1, "purpose": "pledge"}"#
        for login in ["resident", "social_worker", "partner", "grid_leader"] {
            let token = try await test.token(login)
            #expect(try client.send("POST", "/api/v1/party-displays", token: token, body: body).status == 403)
        }
        for login in ["resident", "social_worker", "partner", "party_member"] {
            let token = try await test.token(login)
            let answer = try client.send("POST", "/api/v1/party-displays/\(id)/acknowledge", token: token, body: "{}")
            #expect(answer.status == 404, "\(login)")
            #expect(try client.send("GET", "/api/v1/party-displays", token: token).status == 403, "\(login)")
        }
        // A grid leader reads Party members, but does not decide for them.
        let leader = try await test.token("grid_leader")
        #expect(try client.send("POST", "/api/v1/party-displays/\(id)/end", token: leader, body: "{}").status == 403)
    }
}
