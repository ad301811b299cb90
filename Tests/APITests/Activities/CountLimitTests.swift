import Domain
import JSON
import TestSupport
import Testing

@Suite("人次上限与补录：numbers that no door lets in are not taken, and what is typed or late is marked in every report")
struct CountLimitTests {
    private func held(_ day: String, _ attendance: String, _ more: String = #", "capacity": 12"#) -> String {
        """
        {"kind": "class", "title": "花艺", "starts_at": "\(day)T09:00:00+08:00", "ends_at": "\(day)T10:00:00+08:00"\(more), \
        "held": \(attendance)}
        """
    }

    @Test(
        "Far more people than thrice the places, or than a fair draws, are refused whatever the reason, with the numbers"
    )
    func limits() async throws {
        let desk = try await CaseDesk()
        let id = try desk.make("staff", "activities", held("2022-01-10", #"{"head_count": 9}"#))
        let path = "activities/\(id)/head-count"
        let many = try desk.send("staff", path, #"{"head_count": 99999, "reason": "街道统计口径"}"#)
        #expect(many.faults == ["#/head_count beyond_limit"], "\(many.text)")
        #expect(many.text.contains("上限 36") && many.text.contains("count_limit_percent"))
        // The two numbers together.
        let walkIns = try desk.send("staff", path, #"{"walk_ins": 30, "reason": "街道统计口径"}"#)
        #expect(walkIns.faults == ["#/walk_ins beyond_limit"])
        let fair = try desk.send("staff", "activities", held("2022-01-11", #"{"walk_ins": 5001}"#, ""))
        #expect(fair.faults == ["#/held/walk_ins beyond_limit"] && fair.text.contains("5000"))
        // Whoever types the count types the capacity as well.
        let own = held("2022-01-11", #"{"head_count": 5001, "reason": "来了很多居民"}"#, #", "capacity": 100000"#)
        #expect(try desk.send("staff", "activities", own).faults == ["#/held/head_count beyond_limit"])
        let raised = try desk.send("secretary", "settings/count_limit", #"{"value": 8000}"#, "PUT")
        if raised.status == 200 {
            #expect(try desk.send("staff", "activities", held("2022-01-11", #"{"walk_ins": 5001}"#, "")).status == 201)
        }
    }

    @Test("An activity of no minutes is not announced, and not entered as held")
    func noMinutes() async throws {
        let desk = try await CaseDesk()
        let times = #""starts_at": "2022-01-10T09:00:00+08:00", "ends_at": "2022-01-10T09:00:00+08:00""#
        for more in ["", #", "held": {"head_count": 5}"#] {
            let body = #"{"kind": "class", "title": "花艺", \#(times)\#(more)}"#
            #expect(try desk.send("staff", "activities", body).faults == ["#/ends_at not_after"])
        }
    }

    @Test("A reason says something: one letter, or one letter many times, does not; all that is wrong is said at once")
    func reasons() async throws {
        let desk = try await CaseDesk()
        let id = try desk.make("staff", "activities", held("2022-01-10", #"{"head_count": 9}"#))
        let path = "activities/\(id)/head-count"
        for reason in ["x", "漏登", "xxxxxx"] {
            let short = try desk.send("staff", path, #"{"head_count": 30, "reason": "\#(reason)"}"#)
            #expect(short.faults == ["#/reason too_short"], "\(reason)")
        }
        try await desk.turn(to: CaseDesk.monday.advanced(bySeconds: 60 * 86_400))
        let both = try desk.send("staff", path, #"{"head_count": 99}"#)
        #expect(Set(both.faults) == ["#/reason required", "#/head_count beyond_limit"])
        let silent = try desk.send("staff", "activities", held("2021-03-10", #"{"head_count": 8}"#))
        #expect(silent.faults == ["#/held/reason required"], "\(silent.text)")
    }

    @Test("Reports say how much of the person-times was typed, by whom, and what was entered or corrected late")
    func marks() async throws {
        let hall = try await ActivityDesk(["org_operator"])
        let desk = hall.desk
        _ = try desk.make("staff", "activities", held("2021-12-28", #"{"head_count": 5}"#))
        let own = held("2022-01-10", #"{"walk_ins": 8}"#).replacing("花艺", with: "茶艺")
        _ = try desk.make("org_operator", "activities", own)
        let late = #"{"head_count": 7, "reason": "签到纸补录"}"#
        let id = try desk.make("staff", "activities", held("2021-12-10", late).replacing("花艺", with: "陶艺"))
        #expect(try desk.get("staff", "activities/\(id)")["corrected_at"]?.string != nil)
        #expect(try hall.number(id, "hand_typed") == 7 && hall.number(id, "own_typed") == 0)
        let report = try desk.get("secretary", "reports/activities?from=2021-12-01&to=2022-01-31")
        let row = report["by_month"]?.elements.map { $0 }.last
        #expect(row?["hand_typed"]?.integer == 8 && row?["own_typed"]?.integer == 8 && row?["corrected"]?.integer == 0)
        #expect(report.at("total.corrected")?.integer == 7)
        let typed = try #require(report.at("total.hand_typed")?.integer)
        #expect(report.at("total.person_times")?.integer == typed + (report.at("total.checked_in")?.integer ?? 0))
        #expect(report["counting_note"]?.string?.contains("\(typed) 为人工填报") == true)
        let year = try desk.get("secretary", "reports/annual?year=2021")
        #expect(year.at("activities.corrected")?.integer == 7)
        #expect(year.at("three_society.person_times")?.integer == 4000)
        #expect(year.at("three_society.corrected")?.integer == 0)
        #expect((year.at("three_society.hand_typed")?.integer ?? 0) > 0)
        #expect(year["counting_note"]?.string?.contains("逾期补录或更正 7") == true)
    }
}
