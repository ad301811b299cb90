import JSON
import TestSupport
import Testing

@Suite("一次说全：whatever is wrong with a body is said at once, and nothing of it is kept")
struct AllFaultsTests {
    @Test("Values that can not be read, rules between fields and references that lead nowhere stand beside each other")
    func creation() async throws {
        let desk = try await CaseDesk()
        let before = try desk.items("secretary", "activities").count
        let body = """
            {"kind": "class", "title": "反", "starts_at": "2022-01-19T10:00:00+08:00", \
            "ends_at": "2022-01-19T09:00:00+08:00", "capacity": 3, "reserved_places": 9, "least_age": 50, "most_age": 20, \
            "organizer_id": 99999, "venue_id": 99999, "for_grid_id": 99999, "price_fen": -1}
            """
        let faults = try desk.send("staff", "activities", body).faults
        for field in ["price_fen", "ends_at", "capacity", "most_age", "organizer_id", "venue_id", "for_grid_id"] {
            #expect(faults.contains { $0.hasPrefix("#/\(field) ") }, "\(field): \(faults)")
        }
        #expect(faults.count == Set(faults.map { $0.prefix { $0 != " " } }).count, "\(faults)")
        #expect(try desk.items("secretary", "activities").count == before)
        // What there is no value of is said first: the rest can not be tried without it.
        #expect(try desk.send("staff", "activities", #"{"title": "", "price_fen": -1}"#).status == 422)
    }

    @Test("The rule of a use case does not hide a reference that leads nowhere")
    func references() async throws {
        let desk = try await CaseDesk()
        let times = #""starts_at": "2022-01-19T10:00:00+08:00", "ends_at": "2022-01-19T09:00:00+08:00""#
        let booking = try desk.send("staff", "bookings", #"{"room_id": 99999, "title": "排练", \#(times)}"#)
        #expect(booking.faults == ["#/ends_at too_long", "#/room_id unknown_reference"], "\(booking.text)")
        let quota = try desk.send("staff", "sign-up-quotas", #"{"activity_id": 99999, "places": 3}"#)
        #expect(quota.faults == ["#/grid_id one_group", "#/activity_id unknown_reference"], "\(quota.text)")
        let hours = #"{"venue_id": 99999, "weekday": 1, "opens": "10:00", "closes": "09:00"}"#
        let opening = try desk.send("staff", "opening-hours", hours).faults
        #expect(opening.contains { $0.hasPrefix("#/closes ") || $0.hasPrefix("#/opens ") }, "\(opening)")
        #expect(opening.contains("#/venue_id unknown_reference"), "\(opening)")
    }

    @Test("A change is held against all rules too, and keeps nothing of what was right")
    func change() async throws {
        let hall = try await ActivityDesk()
        let id = try hall.activity(#", "capacity": 10"#)
        let body = #"{"title": "新名", "price_fen": -1, "venue_id": 99999}"#
        let refused = try hall.desk.send("secretary", "activities/\(id)", body, "PATCH").faults
        #expect(refused.contains { $0.hasPrefix("#/price_fen ") }, "\(refused)")
        #expect(refused.contains("#/venue_id unknown_reference"), "\(refused)")
        #expect(try hall.desk.get("secretary", "activities/\(id)")["title"]?.string == "茶艺课")
    }

    @Test(
        "Whoever may not do it at all learns nothing by it, and a wrong value does not make a refusal of another kind"
    )
    func refusals() async throws {
        let desk = try await CaseDesk()
        let body = #"{"room_id": 1, "title": "x", "starts_at": "immer", "ends_at": "2022-01-19T09:00:00+08:00"}"#
        #expect(try desk.send("staff", "bookings", body).faults.count == 1)
        #expect(try desk.send("resident", "visit-counts", #"{"venue_id": 99999, "visitors": -1}"#).status == 403)
    }
}
