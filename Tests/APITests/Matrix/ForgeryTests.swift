import App
import Domain
import JSON
import Services
import TestSupport
import Testing

/// What a hostile client makes up: tokens, cursors, headers, names.
@Suite("Forgeries")
struct ForgeryTests {
    @Test(
        "A token that was made up, cut, changed, doubled, or given out elsewhere lets nobody in, not even to what is public"
    )
    func tokens() async throws {
        let test = try await TestServer.demo()
        let token = try await test.token("secretary")
        let elsewhere = try await TestServer.ownDemo()
        let foreign = try await elsewhere.token("secretary")
        let last = token.last == "A" ? "B" : "A"
        let forgeries = [
            String(token.dropLast()), token + "A", token.dropLast() + last, token.uppercased(), token + " " + token,
            "\"\(token)\"", foreign, "linli_" + String(repeating: "A", count: token.count - 6), "linli_", "null",
            String(repeating: "A", count: 4000),
        ]
        for forgery in forgeries {
            for path in ["/api/v1/me", "/api/v1/activities", "/api/v1/residents"] {
                let answer = try test.client().send("GET", path, headers: [("Authorization", "Bearer \(forgery)")])
                #expect(answer.status == 401 && answer.code == "invalid_token", "\(path) with \(forgery)")
                #expect(!answer.text.contains(token.suffix(12)))
            }
        }
        #expect(try test.client().send("GET", "/api/v1/me", token: token).status == 200)
    }

    @Test("An account that is disabled, and a session that has ended, are refused like a token that never was")
    func ended() async throws {
        let clock = SettableClock(SystemClock().now())
        let test = try await TestServer.ownDemo(clock: clock)
        let client = test.client()
        let unknown = try client.send("GET", "/api/v1/me", token: "linli_x")
        let old = try await test.server.access.signIn(login: "staff", seconds: 60).token
        let left = try await test.token("secretary")
        #expect(try client.send("POST", "/api/v1/auth/logout", token: left).status == 204)
        clock.set(clock.now().advanced(bySeconds: 61))
        for token in [old, left] {
            let answer = try client.send("GET", "/api/v1/me", token: token)
            #expect(answer.status == 401)
            #expect(try answer.json()["detail"]?.string == unknown.json()["detail"]?.string)
            #expect(answer.code == unknown.code)
        }
    }

    @Test("A cursor with any character changed, of another list, or with another question is refused")
    func cursors() async throws {
        let test = try await TestServer.demo()
        let (client, token) = (test.client(), try await test.token("secretary"))
        let page = try client.send("GET", "/api/v1/residents?limit=2", token: token).json()
        let cursor = try #require(page["next_cursor"]?.string)
        for place in cursor.indices {
            let other: Character = cursor[place] == "A" ? "B" : "A"
            let forged = String(cursor[..<place]) + String(other) + String(cursor[cursor.index(after: place)...])
            let answer = try client.send("GET", "/api/v1/residents?limit=2&cursor=\(forged)", token: token)
            #expect(answer.status == 400, "\(forged)")
        }
        for target in ["households?limit=2", "residents?limit=2&sort=-id", "residents?limit=2&sex=male"] {
            #expect(try client.send("GET", "/api/v1/\(target)&cursor=\(cursor)", token: token).status == 400)
        }
    }

    @Test("Somebody else's cursor shows nothing outside one's own scope")
    func borrowedCursor() async throws {
        let test = try await TestServer.demo()
        let client = test.client()
        let (secretary, worker) = (try await test.token("secretary"), try await test.token("grid_worker"))
        let grid = try client.send("GET", "/api/v1/me", token: worker).json().at("scope.grid_id")?.integer
        let page = try client.send("GET", "/api/v1/residents?limit=2&fields=id,grid_id", token: secretary).json()
        let cursor = try #require(page["next_cursor"]?.string)
        let target = "/api/v1/residents?limit=200&fields=id,grid_id&cursor=\(cursor)"
        let seen = try client.send("GET", target, token: worker).json()["items"]?.elements.map { $0 } ?? []
        #expect(!seen.isEmpty)
        #expect(Set(seen.map { $0["grid_id"]?.integer }) == [grid])
    }

    @Test("A stranger who says to come from elsewhere is written down with the address that the system knows")
    func forwarded() async throws {
        let test = try await TestServer.ownDemo()
        let client = test.client()
        let made = try client.send(
            "POST",
            "/api/v1/compounds",
            token: try await test.token("secretary"),
            headers: [("X-Forwarded-For", "203.0.113.9"), ("Forwarded", "for=203.0.113.9")],
            body: #"{"name": "新小区"}"#
        )
        let id = try #require(try made.json()["id"]?.integer)
        let log = try client.send(
            "GET",
            "/api/v1/audit?object=compounds/\(id)",
            token: try await test.token("auditor")
        )
        #expect(try log.json().at("items.0.address")?.string == "127.0.0.1")
    }

    @Test("A method is overridden by POST of somebody who is signed in, and by nothing else")
    func overriding() async throws {
        let test = try await TestServer.ownDemo()
        let client = test.client()
        let token = try await test.token("secretary")
        let delete = [("X-HTTP-Method-Override", "DELETE"), ("If-Match", "*")]
        #expect(try client.send("POST", "/api/v1/honours/1", headers: delete, body: "{}").status == 405)
        #expect(try client.send("GET", "/api/v1/honours/1", token: token, headers: delete).status == 200)
        #expect(try client.send("PATCH", "/api/v1/honours/1", token: token, headers: delete, body: "{}").status == 200)
        let resident = try await test.token("resident")
        #expect(
            try client.send("POST", "/api/v1/honours/1", token: resident, headers: delete, body: "{}").status == 403
        )
        #expect(try client.send("GET", "/api/v1/honours/1").status == 200)
        let twice = delete + [("X-HTTP-Method-Override", "PATCH")]
        #expect(try client.send("POST", "/api/v1/honours/1", token: token, headers: twice, body: "{}").status == 400)
    }

    @Test("Two tokens in one request are refused, whichever of them is good and however they are written")
    func twoTokens() async throws {
        let test = try await TestServer.demo()
        let (secretary, resident) = (try await test.token("secretary"), try await test.token("resident"))
        for pair in [[secretary, resident], [resident, secretary], [secretary, secretary]] {
            let headers = [("Authorization", "Bearer \(pair[0])"), ("authorization", "Bearer \(pair[1])")]
            let answer = try test.client().send("GET", "/api/v1/residents", headers: headers)
            #expect(answer.faults == ["Authorization repeated"])
        }
        let joined = [("Authorization", "Bearer \(secretary), Bearer \(resident)")]
        #expect(try test.client().send("GET", "/api/v1/residents", headers: joined).status == 401)
    }

    @Test(
        "A request id that could break a line of the log is replaced, or the request refused",
        arguments: [
            "a b", "a;b", "a\"b", "a\tb", "a\\nb", "%0a", "\u{2028}", String(repeating: "a", count: 65), "a\rb",
            "a\nb: c",
            "a\r\n b",
        ]
    )
    func requestIDs(made: String) async throws {
        let test = try await TestServer.demo()
        let answer = try test.client().send("GET", "/livez", headers: [("X-Request-Id", made)])
        let id = try #require(answer.header("X-Request-Id"))
        #expect(id != made)
        #expect(id.utf8.allSatisfy { $0 >= 48 && $0 <= 122 })
    }

    @Test("What is not shown can neither be asked for nor ordered by")
    func hiddenFields() async throws {
        let test = try await TestServer.demo()
        let token = try await test.token("secretary")
        for query in [
            "phone.gt=1", "phone.like=138", "phone.not=13800138000", "id_number.gte=1", "birth_date=1980-01-01",
            "birth_date.lt=1980-01-01", "sort=phone", "sort=-id_number", "sort=birth_date", "phone_hash=1",
            "id_number_hash=x", "fields=phone_hash", "expand=phone",
        ] {
            let answer = try test.client().send("GET", "/api/v1/residents?\(query)", token: token)
            #expect(answer.status == 400, "\(query): \(answer.status)")
        }
        for query in ["sort=created_at", "created_at.gt=2020-01-01", "party_organization_id=1", "fields=created_at"] {
            #expect(try test.client().send("GET", "/api/v1/activities?\(query)").status == 400, "\(query)")
        }
    }

    @Test(
        "A name that a spreadsheet would run is only text in a list and in an export",
        arguments: ["=1+1", "+1", "-1", "@SUM(A1)", "＝1+1", "=HYPERLINK(\"http://x\",\"y\")"]
    )
    func formulas(name: String) async throws {
        let test = try await TestServer.ownDemo()
        let (client, token) = (test.client(), try await test.token("secretary"))
        let quoted = name.replacing("\"", with: "\\\"")
        let made = try client.send("POST", "/api/v1/compounds", token: token, body: #"{"name": "\#(quoted)"}"#)
        #expect(made.status == 201, "\(made.text)")
        for query in ["format=csv", "format=csv&limit=200&sort=-id", "format=csv&fields=name"] {
            let text = try client.send("GET", "/api/v1/compounds?\(query)", token: token).text
            let cells: [Substring] = text.split { $0 == "," || $0.isNewline }.map { (cell: Substring) in
                cell.drop { $0 == "\"" || $0 == "\u{FEFF}" }
            }
            let beginning = String(name.prefix(2))
            #expect(cells.contains { (cell: Substring) in cell.hasPrefix("'\(beginning)") }, "\(query)")
            #expect(!cells.contains { (cell: Substring) in cell.hasPrefix(beginning) }, "\(query)")
        }
    }
}
