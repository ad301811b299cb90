import Domain
import JSON
import TestSupport
import Testing

@Suite("值班：urgent cases outside the working hours")
struct DutyTests {
    /// Ten in the evening of a Monday.
    private static let night = CaseDesk.monday.advanced(bySeconds: 13 * 3600)

    private static let urgent = #", "priority": "urgent", "reporter_id": "#

    private func reporter(_ desk: CaseDesk) throws -> Int64 {
        try #require(try desk.get("resident", "me").at("scope.resident_id")?.integer)
    }

    /// A category whose limits are those of the priority.
    private func plain(_ desk: CaseDesk) throws -> Int64 {
        try desk.make("staff", "case-categories", #"{"code": "plain", "name": "其他"}"#)
    }

    private func due(_ desk: CaseDesk, _ id: Int64) throws -> String {
        try desk.get("staff", "cases/\(id)")["due_at"]?.string ?? ""
    }

    @Test("At night without a watch the reporter gets the numbers at once, and the clock runs from the opening")
    func unattended() async throws {
        let desk = try await CaseDesk(at: Self.night)
        let numbers = #"{"emergency_numbers": "110、119、120", "night_number": "0519-12345"}"#
        #expect(try desk.send("secretary", "settings", numbers, "PATCH").status == 200)
        let category = try plain(desk)
        let id = try desk.report("staff", category: category, more: Self.urgent + "\(try reporter(desk))")
        #expect(try due(desk, id) == "2022-01-18T08:45:00+08:00")
        let notice = try desk.items("resident", "notifications").first { $0["case_id"]?.integer == id }
        #expect(notice?["topic"]?.string == "case_after_hours")
        #expect(
            notice?["text"]?.string?.contains("119") == true && notice?["text"]?.string?.contains("0519-12345") == true
        )
        #expect(try desk.moves("resident", of: id).contains("auto_answer"))
        // Nobody is warned at night of what only begins in the morning.
        try await desk.pass(hours: 9)
        #expect(try desk.get("staff", "cases/\(id)")["warning_level"]?.integer == 0)
        let calm = try desk.report("resident")
        #expect(try desk.topics("resident", of: calm).isEmpty)
    }

    @Test("While somebody keeps watch the quarter of an hour runs, and they hear of it; after the watch it does not")
    func watched() async throws {
        let desk = try await CaseDesk(at: Self.night)
        let worker = try desk.account("grid_worker")
        let span = #""starts_at": "2022-01-17T21:00:00+08:00", "ends_at": "2022-01-17T23:00:00+08:00""#
        _ = try desk.make("staff", "duty-shifts", #"{"account_id": \#(worker), \#(span)}"#)
        let category = try plain(desk)
        let id = try desk.report("staff", category: category, more: Self.urgent + "\(try reporter(desk))")
        #expect(try due(desk, id) == "2022-01-17T22:15:00+08:00")
        #expect(try desk.topics("grid_worker", of: id) == ["urgent_on_watch"])
        #expect(try desk.moves("resident", of: id).contains("auto_answer") == false)
        try await desk.pass(hours: 2)
        let later = try desk.report("staff", category: category, more: Self.urgent + "\(try reporter(desk))")
        #expect(try due(desk, later) == "2022-01-18T08:45:00+08:00")
    }

    @Test("What is made urgent at night waits for the next watch, if that comes before the opening")
    func raised() async throws {
        let desk = try await CaseDesk(at: Self.night)
        let staff = try desk.account("staff")
        let span = #""starts_at": "2022-01-18T06:00:00+08:00", "ends_at": "2022-01-18T08:00:00+08:00""#
        _ = try desk.make("staff", "duty-shifts", #"{"account_id": \#(staff), \#(span)}"#)
        let id = try desk.report(category: try plain(desk))
        let patched = try desk.client.send(
            "PATCH",
            "/api/v1/cases/\(id)",
            token: desk.tokens["staff"],
            headers: [("If-Match", "*")],
            body: #"{"priority": "urgent"}"#
        )
        #expect(patched.status == 200, "\(patched.text)")
        #expect(try due(desk, id) == "2022-01-18T06:15:00+08:00")
        #expect(try desk.topics("resident", of: id) == ["case_after_hours"])
    }

    @Test("Nobody keeps two watches at once, however they are entered; the refusal says which one is in the way")
    func overlap() async throws {
        let desk = try await CaseDesk()
        let staff = try desk.account("staff")
        let shift = { (from: Int, to: Int) in
            #"{"account_id": \#(staff), "starts_at": "2022-02-01T\#(from):00:00+08:00", "ends_at": "2022-02-01T\#(to):00:00+08:00"}"#
        }
        let answers = try await desk.race("staff", "duty-shifts", (0..<6).map { shift(18, 20 + $0 % 3) })
        #expect(answers.filter { $0.status == 201 }.count == 1)
        let refused = answers.filter { $0.code == "double_booked" }
        #expect(refused.count == 5 && refused.allSatisfy { $0.status == 409 && $0.text.contains("18:00") })
        let next = try desk.make("staff", "duty-shifts", shift(22, 23))
        let earlier = #"{"starts_at": "2022-02-01T19:00:00+08:00"}"#
        #expect(try desk.send("staff", "duty-shifts/\(next)", earlier, "PATCH").code == "double_booked")
        let backwards = #"{"starts_at": "2022-02-01T23:30:00+08:00"}"#
        #expect(try desk.send("staff", "duty-shifts/\(next)", backwards, "PATCH").faults == ["#/ends_at not_after"])
        let partner = shift(10, 11).replacing("\(staff)", with: "\(try desk.account("partner"))")
        #expect(try desk.send("staff", "duty-shifts", partner).faults == ["#/account_id not_inside"])
        #expect(try desk.send("grid_worker", "duty-shifts", shift(10, 11)).status == 403)
    }
}
