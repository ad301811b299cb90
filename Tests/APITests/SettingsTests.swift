import Domain
import JSON
import TestSupport
import Testing

@Suite("The settings of a community")
struct SettingsTests {
    private struct Row {
        let value: String?
        let amount: Int64?
        let standard: String?
        let isOwn: Bool?
    }

    private func row(_ key: String, _ root: JSONValue) throws -> Row {
        let found = root["items"]?.elements.map { $0 }.first { $0["key"]?.string == key }
        let row = try #require(found)
        return Row(
            value: row["value"]?.string,
            amount: row["amount"]?.integer,
            standard: row["default"]?.string,
            isOwn: row["is_own"]?.bool
        )
    }

    @Test("All numbers of the rules are shown with their standards, in every format")
    func shown() async throws {
        let test = try await TestServer.demo()
        let (client, token) = (test.client(), try await test.token("staff"))
        let answer = try client.send("GET", "/api/v1/settings", token: token)
        let root = try answer.json()
        #expect(root["version"]?.integer == 1 && root["community_id"]?.integer == 1)
        #expect(root["items"]?.count == RuleNumber.allCases.count + RuleLimit.allCases.count + RuleWord.allCases.count)
        let handling = try row("handle_limit_normal", root)
        #expect(handling.value == "8 working_hours" && handling.amount == 480 && handling.isOwn == false)
        #expect(try row("working_day_first_start", root).value == "08:30")
        #expect(answer.header("ETag")?.hasPrefix("\"1-") == true)
        let csv = try client.send("GET", "/api/v1/settings?format=csv", token: token)
        #expect(csv.text.contains("一般诉求办理时限") && csv.text.contains("8 个工作小时"))
    }

    @Test("What a community sets holds for it, is told to the audit, and ends when it is taken back")
    func changed() async throws {
        let test = try await TestServer.ownDemo()
        let (client, token) = (test.client(), try await test.token("secretary"))
        let body = """
            {"handle_limit_high": "90 minutes", "accept_limit_low": "2 working_days", "warning_part_percent": 25, \
            "working_day_second_end": "17:30", "working_weekdays": "123456"}
            """
        let answer = try client.send("PATCH", "/api/v1/settings", token: token, body: body)
        let root = try answer.json()
        #expect(answer.status == 200 && root["version"]?.integer == 2)
        #expect(try row("handle_limit_high", root).value == "90 minutes")
        #expect(try row("handle_limit_high", root).standard == "4 working_hours")
        #expect(try row("warning_part_percent", root).isOwn == true)
        let calendar = try await test.store.write { try $0.calendars.calendar(community: 1) }
        #expect(calendar.hours == WorkingHours([510..<720, 810..<1050]))
        #expect(calendar.weekdays == WorkingWeekdays(1...6))
        let audit = try client.send("GET", "/api/v1/audit?object=settings/1", token: try await test.token("auditor"))
        #expect(try audit.json().at("items.0.action")?.string == "update_settings")
        #expect(audit.text.contains("warning_part_percent 20 → 25"))
        let back = try client.send(
            "PATCH",
            "/api/v1/settings",
            token: token,
            body: #"{"handle_limit_high": null, "warning_part_percent": null}"#
        )
        #expect(try row("handle_limit_high", back.json()).value == "4 working_hours")
        #expect(try row("warning_part_percent", back.json()).isOwn == false)
        #expect(try row("accept_limit_low", back.json()).value == "2 working_days")
    }

    @Test("All faults of a body are named, and nothing of it is kept")
    func faults() async throws {
        let test = try await TestServer.ownDemo()
        let (client, token) = (test.client(), try await test.token("secretary"))
        let body = """
            {"handle_limit_high": "4 weeks", "warning_part_percent": 91, "working_day_first_start": "25:00", \
            "no_such_number": 1, "untouched_days": 5}
            """
        let answer = try client.send("PATCH", "/api/v1/settings", token: token, body: body)
        #expect(answer.status == 422)
        #expect(
            Set(answer.faults) == [
                "#/handle_limit_high bad_limit", "#/warning_part_percent out_of_range",
                "#/working_day_first_start bad_time", "#/no_such_number unknown_member",
            ]
        )
        let clash = #"{"working_day_first_end": "14:00", "working_weekdays": "715", "untouched_days": 5}"#
        let second = try client.send("PATCH", "/api/v1/settings", token: token, body: clash)
        #expect(
            Set(second.faults) == ["#/working_weekdays bad_weekdays", "#/working_day_first_end not_in_order"]
        )
        let root = try client.send("GET", "/api/v1/settings", token: token).json()
        #expect(root["version"]?.integer == 1)
        #expect(try row("untouched_days", root).isOwn == false)
    }

    @Test("A version that is no more is refused, and a change that changes nothing makes none")
    func versions() async throws {
        let test = try await TestServer.ownDemo()
        let (client, token) = (test.client(), try await test.token("secretary"))
        let patch = { (version: String, body: String) in
            try client.send(
                "PATCH",
                "/api/v1/settings",
                token: token,
                headers: [("If-Match", version)],
                body: body
            )
        }
        #expect(
            try patch("\"1\"", #"{"untouched_days": 7, "rating_window_days": null}"#).json()["version"]?.integer == 2
        )
        #expect(try patch("\"2\"", #"{"untouched_days": 7}"#).json()["version"]?.integer == 2)
        let stale = try patch("\"1\"", #"{"untouched_days": 9}"#)
        #expect(stale.status == 412 && stale.code == "version_mismatch")
    }

    @Test("What decides about deadlines and checks is not for staff to set, who work under it; the rest is")
    func reserved() async throws {
        let test = try await TestServer.ownDemo()
        let client = test.client()
        func change(_ login: String, _ path: String, _ body: String) async throws -> HTTPAnswer {
            let headers = [("If-Match", "*")]
            let token = try await test.token(login)
            return try client.send("PATCH", "/api/v1/\(path)", token: token, headers: headers, body: body)
        }
        for number in ["contact_tries", "extensions_per_step", "check_sample_percent", "reporter_silence_days"] {
            let refused = try await change("staff", "settings", #"{"\#(number)": 1, "untouched_days": 9}"#)
            #expect(refused.status == 403 && refused.code == "secretary_only", "\(number): \(refused.text)")
        }
        #expect(
            try await change("staff", "settings", #"{"handle_limit_high": "9 working_days"}"#).code == "secretary_only"
        )
        #expect(try await change("staff", "settings", #"{"untouched_days": 9}"#).status == 200)
        #expect(try await change("admin", "settings?community_id=1", #"{"contact_tries": 2}"#).status == 200)
        let policy = #"{"check_policy": "none"}"#
        #expect(try await change("staff", "case-categories/3", policy).code == "secretary_only")
        #expect(try await change("staff", "case-categories/3", #"{"routes_at_once": true}"#).status == 200)
        #expect(try await change("secretary", "case-categories/3", policy).status == 200)
        let fresh = #"{"code": "easy", "name": "易办", "check_policy": "none"}"#
        let token = try await test.token("staff")
        let made = try client.send("POST", "/api/v1/case-categories", token: token, body: fresh)
        #expect(made.code == "secretary_only", "\(made.text)")
    }

    @Test(
        "Who may not change settings, and who names another community, is refused",
        arguments: [
            Scenario(
                "a grid worker changes",
                as: "grid_worker",
                "PATCH",
                "/api/v1/settings",
                body: #"{"untouched_days": 5}"#,
                status: 403
            ),
            Scenario("a resident looks", as: "resident", "GET", "/api/v1/settings", status: 403),
            Scenario(
                "another community",
                as: "secretary",
                "PATCH",
                "/api/v1/settings?community_id=2",
                body: #"{"untouched_days": 5}"#,
                status: 404
            ),
        ]
    )
    func refused(scenario: Scenario) async throws { try await scenario.check(on: try await TestServer.demo()) }
}
