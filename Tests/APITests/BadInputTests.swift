import JSON
import TestSupport
import Testing

@Suite("Bad input")
struct BadInputTests {
    @Test(
        "Malformed JSON says where it is broken",
        arguments: ["{", "{\"name\": }", "[1,2", "{\"a\":1}x", "{\"a\":1,\"a\":2}", "\u{FEFF}{}", "nul", ""]
    )
    func malformed(body: String) async throws {
        let test = try await TestServer.demo()
        let answer = try test.client().send(
            "POST",
            "/api/v1/compounds",
            token: try await test.token("secretary"),
            body: body
        )
        #expect(answer.status == 400)
        #expect(answer.code == "malformed_json")
        #expect(answer.faults.count == 1)
    }

    @Test("Every fault of a body is named at once, each with its rule")
    func allAtOnce() async throws {
        let test = try await TestServer.demo()
        let long = String(repeating: "长", count: 101)
        let body = """
            {"kind": "party", "title": "\(long)", "starts_at": "2021-02-30T10:00:00+08:00", "capacity": -1, "ends_at": 5, \
            "party_members_only": "yes", "organiser": 3}
            """
        let answer = try test.client().send(
            "POST",
            "/api/v1/activities",
            token: try await test.token("secretary"),
            body: body
        )
        #expect(answer.status == 422)
        #expect(
            Set(answer.faults) == [
                "#/kind unknown_value", "#/title too_long", "#/starts_at bad_instant", "#/capacity out_of_range",
                "#/ends_at wrong_type", "#/party_members_only wrong_type", "#/organiser unknown_member",
            ]
        )
    }

    @Test("Sentences follow the language, codes do not")
    func languages() async throws {
        let test = try await TestServer.demo()
        let token = try await test.token("secretary")
        let chinese = try test.client().send("POST", "/api/v1/compounds", token: token, body: "{}")
        let english = try test.client().send(
            "POST",
            "/api/v1/compounds",
            token: token,
            headers: [("Accept-Language", "en")],
            body: "{}"
        )
        #expect(try chinese.json()["detail"]?.string == "提交的内容有 1 处错误")
        #expect(try english.json()["detail"]?.string == "The body has 1 error(s)")
        #expect(chinese.code == english.code)
        #expect(english.header("Content-Language") == "en")
    }

    @Test("What it refers to has to be there, and in the same community")
    func references() async throws {
        let test = try await TestServer.ownDemo()
        let token = try await test.token("admin")
        let client = test.client()
        let other = try client.send(
            "POST",
            "/api/v1/communities",
            token: token,
            body: #"{"subdistrict_id": 1, "code": "999", "name": "另一个社区", "number_prefix": "ZZ"}"#
        )
        let community = try #require(try other.json()["id"]?.integer)
        let grid = try client.send(
            "POST",
            "/api/v1/grids",
            token: token,
            body: #"{"community_id": \#(community), "code": "1", "name": "外面的网格"}"#
        )
        let foreign = try #require(try grid.json()["id"]?.integer)

        let moved = try client.send(
            "POST",
            "/api/v1/buildings/1/move",
            token: token,
            body: #"{"grid_id": \#(foreign), "from_date": "2030-01-01"}"#
        )
        #expect(moved.status == 422)
        #expect(moved.faults == ["#/grid_id other_community"])

        let place = try client.send(
            "POST",
            "/api/v1/places",
            token: token,
            body: #"{"community_id": 1, "grid_id": \#(foreign), "kind": "gate", "name": "门", "maintainer_id": 99999}"#
        )
        #expect(place.status == 422)
        #expect(Set(place.faults) == ["#/grid_id other_community", "#/maintainer_id unknown_reference"])

        let history = try client.send("GET", "/api/v1/buildings/1/grids", token: token)
        #expect(try history.json()["items"]?.count == 1)
    }

    @Test("A cursor is good for its own query only")
    func cursors() async throws {
        let test = try await TestServer.demo()
        let (token, client) = (try await test.token("secretary"), test.client())
        let page = try client.send("GET", "/api/v1/cases?limit=2&status=closed", token: token)
        let cursor = try #require(try page.json()["next_cursor"]?.string)
        #expect(page.header("Link")?.contains("cursor=\(cursor)") == true)
        let other = try client.send("GET", "/api/v1/cases?limit=2&status=filed&cursor=\(cursor)", token: token)
        #expect(other.status == 400)
        #expect(other.faults == ["cursor other_query"])
        let damaged = try client.send(
            "GET",
            "/api/v1/cases?limit=2&status=closed&cursor=\(cursor.dropLast(4))AAAA",
            token: token
        )
        #expect(damaged.faults == ["cursor bad_cursor"])
    }

    @Test("Unknown parameters, operators and sorts name those that there are")
    func parameters() async throws {
        let test = try await TestServer.demo()
        let answer = try test.client().send(
            "GET",
            "/api/v1/cases?title.like=x&limit=0&sort=-answer&fields=secret&format=json&due=1",
            token: try await test.token("secretary")
        )
        #expect(answer.status == 400)
        #expect(
            Set(answer.faults) == [
                "title.like unknown_operator", "limit out_of_range", "sort unknown_sort", "fields unknown_field",
                "due unknown_parameter",
            ]
        )
        #expect(answer.text.contains("created_at"))
    }

    @Test("A stale or missing version does not overwrite what somebody else wrote")
    func versions() async throws {
        let test = try await TestServer.ownDemo()
        let (token, client) = (try await test.token("secretary"), test.client())
        let seen = try client.send("GET", "/api/v1/residents/1", token: token)
        let tag = try #require(seen.header("ETag"))
        #expect(try client.send("PATCH", "/api/v1/residents/1", token: token, body: #"{"name": "甲"}"#).status == 428)
        let first = try client.send(
            "PATCH",
            "/api/v1/residents/1",
            token: token,
            headers: [("If-Match", tag)],
            body: #"{"name": "甲"}"#
        )
        #expect(first.status == 200)
        let second = try client.send(
            "PATCH",
            "/api/v1/residents/1",
            token: token,
            headers: [("If-Match", tag)],
            body: #"{"name": "乙"}"#
        )
        #expect(second.status == 412)
        #expect(try second.json()["version"]?.integer == 2)
        #expect(try client.send("GET", "/api/v1/residents/1", token: token).json()["name"]?.string == "甲")
    }

    @Test("A duplicate names the field that is taken")
    func duplicates() async throws {
        let test = try await TestServer.ownDemo()
        let (token, client) = (try await test.token("secretary"), test.client())
        let body = #"{"name": "重复的小区"}"#
        #expect(try client.send("POST", "/api/v1/compounds", token: token, body: body).status == 201)
        let again = try client.send("POST", "/api/v1/compounds", token: token, body: body)
        #expect(again.status == 409)
        #expect(again.faults == ["#/name duplicate"])
    }

    @Test("Another media type is refused, and a body beyond the limit")
    func media() async throws {
        let test = try await TestServer.demo()
        let token = try await test.token("secretary")
        let form = try test.client().send(
            "POST",
            "/api/v1/compounds",
            token: token,
            headers: [("Content-Type", "application/x-www-form-urlencoded")],
            body: "name=x"
        )
        #expect(form.status == 415)
        let large = try test.client().send(
            "POST",
            "/api/v1/compounds",
            token: token,
            body: String(repeating: "a", count: 1_048_577)
        )
        #expect(large.status == 413)
        #expect(large.header("Content-Type") == "application/problem+json")
    }

    @Test("A body beyond the limit is refused in the language of whoever sent it")
    func largeInWords() async throws {
        let test = try await TestServer.demo()
        let token = try await test.token("secretary")
        for (language, title, detail) in [
            (nil, "内容过大", "请求体超过上限。"), ("zh-CN", "内容过大", "请求体超过上限。"),
            ("en", "Content Too Large", "The body is larger than this server accepts."),
        ] as [(String?, String, String)] {
            let large = try test.client().send(
                "POST",
                "/api/v1/compounds",
                token: token,
                headers: language.map { [("Accept-Language", $0)] } ?? [],
                body: String(repeating: "a", count: 1_048_577)
            )
            let said = try large.json()
            #expect(large.status == 413 && said["title"]?.string == title, "\(large.text)")
            #expect(said["detail"]?.string == detail, "\(large.text)")
        }
    }
}
