import App
import Domain
import JSON
import TestSupport
import Testing

@Suite("Purposes have a basis, and what rests on consent needs it")
struct ConsentTests {
    /// A demonstration of one's own, with somebody's account at hand.
    private struct Desk {
        let test: TestServer
        let client: HTTPClient

        init() async throws {
            test = try await TestServer.ownDemo()
            client = test.client()
        }

        func post(_ path: String, _ body: String, as login: String = "staff") async throws -> HTTPAnswer {
            try client.send("POST", "/api/v1/\(path)", token: try await test.token(login), body: body)
        }

        func get(_ path: String, as login: String = "staff") async throws -> JSONValue {
            try client.send("GET", "/api/v1/\(path)", token: try await test.token(login)).json()
        }

        func make(_ path: String, _ body: String, as login: String = "staff") async throws -> Int64 {
            let made = try await post(path, body, as: login)
            guard made.status == 201, let id = try made.json()["id"]?.integer else { throw TestFailure(made.text) }
            return id
        }

        /// A child born so long ago in a household.
        func child(inHousehold household: Int64, born: String = "2020-05-01") async throws -> Int64 {
            try await make(
                "residents",
                """
                {"name": "童童", "sex": "female", "birth_date": "\(born)", "household_id": \(household), "relation": "child"}
                """
            )
        }

        func openActivity(capacity: Int = 5) async throws -> Int64 {
            let id = try await make(
                "activities",
                """
                {"kind": "class", "title": "童画", "starts_at": "2035-01-01T09:00:00+08:00", \
                "ends_at": "2035-01-01T10:00:00+08:00", "capacity": \(capacity)}
                """
            )
            _ = try await post("activities/\(id)/publish", "{}")
            return id
        }

        /// The resident whose account `resident` is, and that resident's household.
        func own() async throws -> (resident: Int64, household: Int64) {
            let id = try #require(try await get("me", as: "resident").at("scope.resident_id")?.integer)
            let household = try #require(try await get("residents/\(id)")["household_id"]?.integer)
            return (id, household)
        }
    }

    @Test(
        "Everybody may read what is processed for what, and on what basis",
        arguments: [
            Scenario(
                "As JSON",
                "GET",
                "/api/v1/purposes",
                status: 200,
                contains: [#""purpose":"health""#, #""basis":"consent""#]
            ),
            Scenario(
                "As a table",
                "GET",
                "/api/v1/purposes?format=table",
                status: 200,
                contains: ["法定职责", "个人同意", "突发事件应对"]
            ),
            Scenario("As CSV", "GET", "/api/v1/purposes?format=csv", status: 200, contains: ["invitations"]),
        ]
    )
    func purposes(scenario: Scenario) async throws { try await scenario.check(on: TestServer.demo()) }

    @Test("All that is wrong with a consent is said at once, in both languages")
    func faults() async throws {
        let desk = try await Desk()
        let bad = try await desk.post(
            "consents",
            #"{"resident_id": 1, "purpose": "cases", "giver_id": 2, "text_version": "9"}"#
        )
        #expect(bad.status == 422)
        #expect(
            Set(bad.faults) == [
                "#/purpose not_based_on_consent", "#/channel required", "#/text_version unknown_value",
                "#/giver_id own_consent_required", "#/proof required",
            ]
        )
        let english = try desk.client.send(
            "POST",
            "/api/v1/consents",
            token: try await desk.test.token("staff"),
            headers: [("Accept-Language", "en")],
            body: #"{"resident_id": 1, "purpose": "party", "channel": "paper"}"#
        )
        #expect(english.text.contains("no consent is asked for"))
        #expect(try await desk.post("consents", #"{"purpose": "love"}"#).faults.count == 2)
        for channel in ["paper", "in_person", "phone"] {
            let own = #"{"purpose": "invitations", "channel": "\#(channel)", "proof": "自写"}"#
            let refused = try await desk.post("consents", own, as: "resident")
            #expect(refused.faults == ["#/channel not_own_channel"], "\(refused.text)")
        }
        let stranger = try await desk.post(
            "consents",
            #"{"resident_id": 999999, "purpose": "health", "channel": "paper"}"#
        )
        #expect(stranger.faults == ["#/resident_id unknown_reference"])
    }

    @Test("Unmasking for invitations needs the consent of the person, and ends with it; a repeat of it is a duplicate")
    func unmasking() async throws {
        let desk = try await Desk()
        let (own, _) = try await desk.own()
        let ask = #"{"field": "birth_date", "purpose": "邀请参加重阳活动", "purpose_code": "invitations"}"#
        let refused = try await desk.post("residents/\(own)/unmask", ask)
        #expect(refused.status == 409 && refused.code == "consent_required")
        let duty = #"{"field": "birth_date", "purpose": "核对登记", "purpose_code": "register"}"#
        #expect(try await desk.post("residents/\(own)/unmask", duty).status == 200)

        let consent = try await desk.make("consents", #"{"purpose": "invitations"}"#, as: "resident")
        let row = try await desk.get("consents/\(consent)")
        #expect(row["channel"]?.string == "mini_program" && row["giver_id"]?.integer == own)
        #expect(row["ends_on"]?.isNull == true && row["text_version"]?.string == "2026-1")
        let again = try await desk.post("consents", #"{"purpose": "invitations"}"#, as: "resident")
        #expect(again.status == 409 && again.code == "duplicate")
        #expect(try await desk.post("residents/\(own)/unmask", ask).status == 200)
        let other = ask.replacing("invitations", with: "health")
        #expect(try await desk.post("residents/\(own)/unmask", other).code == "consent_required")

        let taken = try await desk.post("consents/\(consent)/withdraw", "{}", as: "resident")
        #expect(taken.status == 200)
        #expect(try taken.json()["withdrawn_at"]?.string != nil)
        #expect(try await desk.post("residents/\(own)/unmask", ask).code == "consent_required")
        #expect(try await desk.post("consents/\(consent)/withdraw", "{}", as: "resident").code == "already_withdrawn")
        // It may be given anew, and both rows stay.
        _ = try await desk.make("consents", #"{"purpose": "invitations"}"#, as: "resident")
        #expect(try await desk.get("residents/\(own)/consents")["items"]?.count == 2)

        let log = try await desk.get("residents/\(own)/access-log?action=unmask_residents&sort=at", as: "resident")
        let notes = try #require(log["items"]).elements.map { $0["note"]?.string }
        #expect(Array(notes).last == "birth_date: [invitations] 邀请参加重阳活动")
        let entries = try await desk.get("audit?object=consents/\(consent)&sort=at", as: "auditor")
        let actions = try #require(entries["items"]).elements.map { $0["action"]?.string }
        #expect(Array(actions) == ["create_consents", "withdraw_consents"])
    }

    @Test("A child is signed up only with a guardian's consent; taking it back frees the place for who waits")
    func children() async throws {
        let desk = try await Desk()
        let (own, household) = try await desk.own()
        let child = try await desk.child(inHousehold: household)
        let activity = try await desk.openActivity(capacity: 1)
        let signUp = #"{"activity_id": \#(activity), "resident_id": \#(child)}"#
        let refused = try await desk.post("sign-ups", signUp)
        #expect(refused.status == 409 && refused.code == "guardian_consent_required")

        let alone = #"{"resident_id": \#(child), "purpose": "activities", "channel": "paper"}"#
        #expect(
            try await desk.post("consents", alone).faults == ["#/giver_id guardian_required", "#/proof required"]
        )
        let parent = #"{"resident_id": \#(child), "purpose": "activities"}"#
        let consent = try await desk.make("consents", parent, as: "resident")
        let row = try await desk.get("consents/\(consent)", as: "resident")
        #expect(row["giver_id"]?.integer == own && row["ends_on"]?.string == "2034-**-**")

        let place = try await desk.make("sign-ups", signUp)
        let waiting = try await desk.make("sign-ups", #"{"activity_id": \#(activity), "resident_id": \#(own)}"#)
        #expect(try await desk.get("sign-ups/\(waiting)")["status"]?.string == "waitlisted")
        #expect(try await desk.post("consents/\(consent)/withdraw", "{}", as: "resident").status == 200)
        #expect(try await desk.get("sign-ups/\(place)")["status"]?.string == "cancelled")
        #expect(try await desk.get("sign-ups/\(waiting)")["status"]?.string == "confirmed")
        #expect(try await desk.post("sign-ups", signUp).code == "guardian_consent_required")
    }

    @Test(
        "A lodger is no guardian though the child lives at home; what one parent takes back, the other's word does not keep"
    )
    func parents() async throws {
        let desk = try await Desk()
        let (own, household) = try await desk.own()
        let child = try await desk.child(inHousehold: household)
        func give(_ giver: Int64) -> String {
            #"{"resident_id": \#(child), "giver_id": \#(giver), "purpose": "health", "channel": "paper", "proof": "签字"}"#
        }
        let parent = try await desk.make(
            "consents",
            #"{"resident_id": \#(child), "purpose": "health"}"#,
            as: "resident"
        )
        let other = try await desk.make(
            "residents",
            """
            {"name": "妻", "sex": "female", "birth_date": "1990-05-01", "household_id": \(household), "relation": "spouse"}
            """
        )
        let second = try await desk.make("consents", give(other))
        // Each parent sees what was agreed to for the child, by whomever.
        let seen = try await desk.get("consents", as: "resident")["items"]?.elements.compactMap { $0["id"]?.integer }
        #expect(Set(seen ?? []) == [parent, second])
        #expect(try await desk.post("consents/\(parent)/withdraw", "{}", as: "resident").status == 200)
        #expect(try await desk.get("consents/\(second)")["withdrawn_at"]?.string != nil)
        let lodger = try await desk.make(
            "residents",
            """
            {"name": "租客", "sex": "male", "birth_date": "1990-05-01", "household_id": \(household), "relation": "other"}
            """
        )
        try await desk.test.store.write { transaction in
            let account = NewAccount(
                login: "lodger",
                name: "租客",
                role: .resident,
                community: 1,
                resident: lodger
            )
            _ = try transaction.access.insert(account)
        }
        let refused = try await desk.post("consents", #"{"resident_id": \#(child), "purpose": "health"}"#, as: "lodger")
        #expect(refused.faults == ["#/giver_id not_guardian"])
        #expect(refused.text.contains("民法典第 27 条"))
        #expect(own != lodger)
    }

    @Test("Nobody makes up the word of a grown-up: staff say where it is written, and health is not for grid workers")
    func recorded() async throws {
        let desk = try await Desk()
        let bare = #"{"resident_id": 2, "purpose": "invitations", "channel": "in_person"}"#
        #expect(try await desk.post("consents", bare).faults == ["#/proof required"])
        let resident = try #require(
            try await desk.get("residents?limit=1", as: "grid_worker").at("items.0.id")?.integer
        )
        let health = #"{"resident_id": \#(resident), "purpose": "health", "channel": "paper", "proof": "同意书"}"#
        #expect(try await desk.post("consents", health, as: "grid_worker").faults == ["#/purpose staff_only"])
        #expect(try await desk.post("consents", health).status == 201)
        let ask = #"{"field": "birth_date", "purpose": "看看"}"#
        let unsaid = try await desk.post("residents/\(resident)/unmask", ask.replacing("看看", with: "核对年龄"))
        #expect(unsaid.faults == ["#/purpose_code required"])
    }

    @Test("A child whose guardian takes the consent back leaves also what has begun")
    func running() async throws {
        let desk = try await Desk()
        let (_, household) = try await desk.own()
        let child = try await desk.child(inHousehold: household)
        let activity = try await desk.openActivity()
        let consent = try await desk.make(
            "consents",
            #"{"resident_id": \#(child), "purpose": "activities"}"#,
            as: "resident"
        )
        let place = try await desk.make("sign-ups", #"{"activity_id": \#(activity), "resident_id": \#(child)}"#)
        let seen = try desk.client.send(
            "PATCH",
            "/api/v1/activities/\(activity)",
            token: try await desk.test.token("staff"),
            headers: [("If-Match", "*")],
            body: #"{"starts_at": "\#(CommunityTime().date(of: SystemClock().now()))T00:00:00+08:00"}"#
        )
        #expect(seen.status == 200, "\(seen.text)")
        #expect(try await desk.post("consents/\(consent)/withdraw", "{}", as: "resident").status == 200)
        #expect(try await desk.get("sign-ups/\(place)")["status"]?.string == "cancelled")
    }

    @Test("A guardian is of age, lives with the child or proves it, and nobody speaks for children of others")
    func guardians() async throws {
        let desk = try await Desk()
        let (own, household) = try await desk.own()
        let elsewhere = household == 1 ? 2 : 1
        let child = try await desk.child(inHousehold: Int64(elsewhere))
        let sibling = try await desk.child(inHousehold: Int64(elsewhere), born: "2016-01-01")
        func consent(_ giver: Int64, _ more: String = "") -> String {
            #"{"resident_id": \#(child), "giver_id": \#(giver), "purpose": "health", "channel": "paper"\#(more)}"#
        }
        #expect(
            try await desk.post("consents", consent(sibling)).faults == [
                "#/giver_id guardian_under_age", "#/proof required",
            ]
        )
        #expect(
            try await desk.post("consents", consent(own)).faults == [
                "#/proof guardianship_unproven", "#/guardian_relation required",
            ]
        )
        let proven = #", "proof": "监护公证书"# + "\""
        #expect(try await desk.post("consents", consent(own, proven)).faults == ["#/guardian_relation required"])
        #expect(
            try await desk.post("consents", consent(999_999)).faults == [
                "#/giver_id unknown_reference", "#/proof required",
            ]
        )
        for text in ["a", "1", "。", " 3 ", "12", "Ａ", "—？"] {
            let relation = #", "guardian_relation": "\#(text)""#
            #expect(
                try await desk.post("consents", consent(own, proven + relation)).faults == [
                    "#/guardian_relation not_a_word"
                ],
                "\(text)"
            )
        }
        let relation = #", "guardian_relation": "祖母，父母在外地"# + "\""
        let kept = try await desk.post("consents", consent(own, proven + relation))
        #expect(kept.status == 201, "\(kept.text)")
        #expect(try kept.json()["guardian_relation"]?.string == "祖母，父母在外地")
        let foreign = try await desk.post(
            "consents",
            #"{"resident_id": \#(child), "purpose": "health"}"#,
            as: "resident"
        )
        #expect(foreign.faults == ["#/resident_id unknown_reference"])
    }

    @Test("Who may not, may not: the wrong role, and the consent of somebody else")
    func rights() async throws {
        let desk = try await Desk()
        let consent = try await desk.make(
            "consents",
            #"{"resident_id": 2, "purpose": "health", "channel": "paper", "proof": "同意书 3 号"}"#
        )
        #expect(try await desk.post("consents/\(consent)/withdraw", "{}", as: "resident").status == 404)
        #expect(try await desk.post("consents/\(consent)/withdraw", "{}", as: "social_worker").status == 403)
        #expect(
            try await desk.post("consents", #"{"resident_id": 2, "purpose": "health"}"#, as: "partner").status == 403
        )
        #expect(try await desk.get("consents", as: "partner")["code"]?.string == "forbidden")
        #expect(try await desk.get("consents", as: "resident")["items"]?.count == 0)
    }
}
