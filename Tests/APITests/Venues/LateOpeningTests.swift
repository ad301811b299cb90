import Domain
import JSON
import TestSupport
import Testing

@Suite("补录开放时间：what was open is not rewritten without a word, and no two hours of a weekday hold at once")
struct LateOpeningTests {
    private func hours(_ venue: Int64, _ from: String, _ to: String, _ more: String = "") -> String {
        #"{"venue_id": \#(venue), "weekday": 1, "opens": "\#(from)", "closes": "\#(to)"\#(more)}"#
    }

    private func venue(_ desk: CaseDesk) throws -> Int64 {
        try desk.make("secretary", "venues", #"{"kind": "other", "name": "新馆"}"#)
    }

    @Test("On the demonstration, too, hours that overlap are refused, those beside are not")
    func demonstration() async throws {
        let desk = try await CaseDesk()
        let station = try #require(
            try desk.items("secretary", "venues").first { $0["name"]?.string == "“乐享+”睦邻驿站" }?["id"]?.integer
        )
        let listed = try desk.items("secretary", "venues/\(station)/opening-hours")
        let monday = try #require(listed.first { $0["weekday"]?.integer == 1 })
        #expect(monday["closes"]?.string == "17:00")
        let over = try desk.send("secretary", "opening-hours", hours(station, "16:00", "22:00"))
        #expect(over.status == 409 && over.code == "overlaps")
        #expect(try over.json()["opening_hour_id"]?.integer == monday["id"]?.integer)
        let past = #", "from_date": "2021-01-01", "until_date": "2021-06-01", "reason": "曾延长开放""#
        #expect(try desk.send("secretary", "opening-hours", hours(station, "16:00", "22:00", past)).code == "overlaps")
        #expect(try desk.send("secretary", "opening-hours", hours(station, "20:00", "22:00")).status == 201)
    }

    @Test("Hours that are to be others later are ended first; on each day those hold whose span it lies in")
    func later() async throws {
        let desk = try await CaseDesk()
        let venue = try venue(desk)
        let winter = try desk.make("secretary", "opening-hours", hours(venue, "09:00", "17:00"))
        let summer = hours(venue, "08:00", "20:00", #", "from_date": "2022-05-02""#)
        #expect(try desk.send("secretary", "opening-hours", summer).code == "overlaps")
        let path = "opening-hours/\(winter)"
        #expect(
            try desk.send("secretary", path, #"{"until_date": "2022-01-01"}"#, "PATCH").faults == [
                "#/until_date in_past"
            ]
        )
        #expect(try desk.send("secretary", path, #"{"until_date": "2022-05-02"}"#, "PATCH").status == 200)
        #expect(try desk.send("secretary", "opening-hours", summer).status == 201)
        let isOpen = { (moment: String) in
            try desk.client.send("GET", "/api/v1/venues/\(venue)/open-now?at=\(moment)%2B08:00").json()["open"]?.bool
        }
        #expect(try isOpen("2022-04-25T18:00:00") == false && isOpen("2022-05-02T18:00:00") == true)
        #expect(try desk.send("secretary", path, #"{"until_date": null}"#, "PATCH").code == "overlaps")
        // What changes today keeps its end.
        try await desk.turn(to: CaseDesk.monday.advanced(bySeconds: 7 * 86_400))
        #expect(try desk.send("secretary", path, #"{"closes": "16:00"}"#, "PATCH").status == 200)
        let rows = try desk.items("secretary", "venues/\(venue)/opening-hours")
        #expect(rows.count == 3 && rows.contains { $0["until_date"]?.string == "2022-01-24" })
        let empty = hours(venue, "21:00", "22:00", #", "from_date": "2022-06-01", "until_date": "2022-06-01""#)
        #expect(try desk.send("secretary", "opening-hours", empty).faults == ["#/until_date not_after"])
    }

    @Test("Hours and exceptions of days that are over need a reason, carry who entered them, and show in the report")
    func past() async throws {
        let desk = try await CaseDesk()
        let venue = try venue(desk)
        let old = #", "from_date": "2021-01-01", "until_date": "2021-02-01""#
        #expect(
            try desk.send("secretary", "opening-hours", hours(venue, "09:00", "17:00", old)).faults == [
                "#/reason required"
            ]
        )
        let short = hours(venue, "09:00", "17:00", old + #", "reason": "x""#)
        #expect(try desk.send("secretary", "opening-hours", short).faults == ["#/reason too_short"])
        let said = hours(venue, "09:00", "17:00", old + #", "reason": "开馆时漏登""#)
        let made = try desk.send("secretary", "opening-hours", said)
        #expect(made.status == 201, "\(made.text)")
        #expect(try made.json()["corrected_at"]?.string != nil && made.json()["entered_by"]?.integer != nil)
        let today = try desk.send("secretary", "opening-hours", hours(venue, "09:00", "17:00"))
        #expect(try today.json()["corrected_at"]?.isNull == true)
        let day = #"{"venue_id": \#(venue), "on_date": "2021-01-04""#
        #expect(try desk.send("secretary", "opening-exceptions", "\(day)}").faults == ["#/reason required"])
        let closed = try desk.make("secretary", "opening-exceptions", #"\#(day), "reason": "当天停电未开"}"#)
        let path = "opening-exceptions/\(closed)"
        #expect(
            try desk.send("secretary", path, #"{"opens": "09:00", "closes": "12:00"}"#, "PATCH").faults == [
                "#/reason required"
            ]
        )
        #expect(try desk.send("secretary", path, "", "DELETE").code == "past_day")
        let report = try desk.get("secretary", "reports/venues?year=2021")
        let row = report["venues"]?.elements.map { $0 }.first { $0["id"]?.integer == venue }
        #expect(row?["late_hours"]?.integer == 2 && row?["planned_days"]?.integer == 3)
    }

    @Test("Visitors of a settled day need a reason and stay; the report says which days the operator counted itself")
    func visitors() async throws {
        let desk = try await CaseDesk(["org_operator"])
        let own = try #require(try desk.get("org_operator", "me").at("scope.organization_id")?.integer)
        let venue = try desk.make("secretary", "venues", #"{"kind": "other", "name": "新馆", "operator_id": \#(own)}"#)
        let always = hours(venue, "09:00", "17:00", #", "from_date": "2021-01-01", "reason": "开馆时漏登""#)
        _ = try desk.make("secretary", "opening-hours", always)
        let count = { (day: String) in #"{"venue_id": \#(venue), "on_date": "\#(day)", "visitors": 9"# }
        _ = try desk.make("org_operator", "visit-counts", count("2022-01-10") + "}")
        let seen = try desk.make("staff", "visit-counts", count("2022-01-03") + "}")
        #expect(try desk.get("staff", "visit-counts/\(seen)")["counted_by"]?.integer == desk.account("staff"))
        let old = count("2021-11-01")
        #expect(try desk.send("staff", "visit-counts", old + "}").faults == ["#/reason required"])
        let late = try desk.make("staff", "visit-counts", old + #", "reason": "纸质台账补录"}"#)
        #expect(
            try desk.send("staff", "visit-counts/\(late)", #"{"visitors": 90}"#, "PATCH").faults == [
                "#/reason required"
            ]
        )
        #expect(try desk.send("staff", "visit-counts/\(late)", "", "DELETE").code == "settled")
        let report = try desk.get("secretary", "reports/venues?from=2021-10-01&to=2022-01-31")
        let row = report["venues"]?.elements.map { $0 }.first { $0["id"]?.integer == venue }
        let figures = ["kept_days", "own_days", "corrected_days", "visitors", "own_visitors"].map { row?[$0]?.integer }
        #expect(figures == [3, 1, 1, 27, 9])
    }
}
