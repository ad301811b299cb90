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
        // Also where a value can not be read that has to be there.
        let unread = body.replacing("2022-01-19T10:00:00+08:00", with: "gestern")
        let rest = try desk.send("staff", "activities", unread).faults
        for field in ["starts_at", "price_fen", "most_age", "organizer_id", "venue_id", "for_grid_id"] {
            #expect(rest.contains { $0.hasPrefix("#/\(field) ") }, "\(field): \(rest)")
        }
    }

    @Test("The rule of a use case does not hide a reference that leads nowhere")
    func references() async throws {
        let desk = try await CaseDesk()
        let times = #""starts_at": "2022-01-19T10:00:00+08:00", "ends_at": "2022-01-19T09:00:00+08:00""#
        let booking = try desk.send("staff", "bookings", #"{"room_id": 99999, "title": "排练", \#(times)}"#)
        #expect(booking.faults == ["#/ends_at too_long", "#/room_id unknown_reference"], "\(booking.text)")
        let quota = try desk.send("staff", "sign-up-quotas", #"{"activity_id": 99999, "places": 3}"#)
        #expect(quota.faults == ["#/grid_id one_group", "#/activity_id unknown_reference"], "\(quota.text)")
        let words = try desk.send("staff", "bookings", #"{"room_id": 99999, "title": "", "weeks": 999, \#(times)}"#)
            .faults
        for field in ["title", "weeks", "room_id"] {
            #expect(words.contains { $0.hasPrefix("#/\(field) ") }, "\(field): \(words)")
        }
        let report = #"{"kind": "zz", "title": "", "category_id": 99999, "grid_id": 99999, "building_id": 99999}"#
        let filed = try desk.send("staff", "cases", report).faults
        for field in ["kind", "title", "category_id", "grid_id", "building_id"] {
            #expect(filed.contains { $0.hasPrefix("#/\(field) ") }, "\(field): \(filed)")
        }
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

    @Test(
        "Where somebody else lives is not found out by guessing: a home out of sight and one that is not there read the same"
    )
    func homes() async throws {
        let desk = try await CaseDesk()
        let own = try desk.get("resident", "me").at("scope.resident_id")?.integer
        let mine = try desk.items("secretary", "residences?resident_id=\(own ?? 0)").first?["household_id"]?.integer
        let others = try desk.items("secretary", "households?limit=200").compactMap { $0["id"]?.integer }
        let other = try #require(others.first { $0 != mine })
        func report(_ household: Int64, _ building: Int64) throws -> [String] {
            try desk.send(
                "resident",
                "cases",
                """
                {"kind": "report", "category_id": 3, "title": "路灯", "description": "不亮", \
                "household_id": \(household), "building_id": \(building)}
                """
            ).faults
        }
        for building in try desk.items("secretary", "buildings?limit=20").compactMap({ $0["id"]?.integer }) {
            let faults = try report(other, building)
            #expect(faults == ["#/household_id unknown_reference"], "\(faults)")
            #expect(try report(999_999, building) == faults)
        }
    }

    @Test("A move says what its body can not be read of, and what the rules have against the rest, at once")
    func moves() async throws {
        let desk = try await CaseDesk()
        let id = try desk.report()
        let body = #"{"handler_id": 99999, "handler_name": "", "remark": 7, "route": "sofort"}"#
        let accepted = try desk.send("staff", "cases/\(id)/accept", body).faults
        #expect(accepted.count == 4, "\(accepted)")
        for field in ["handler_id unknown_reference", "handler_name ", "remark wrong_type", "route "] {
            #expect(accepted.contains { $0.hasPrefix("#/\(field)") }, "\(field): \(accepted)")
        }
        #expect(try desk.get("staff", "cases/\(id)")["status"]?.string == "received")
        _ = try desk.make("staff", "cases/\(id)/accept", #"{"handler_id": \#(try desk.account("grid_worker"))}"#)
        let shelf = #"{"owner_id": 99999, "condition": "", "review_on": "2022-01-01", "answer": "等配件"}"#
        let shelved = try desk.send("secretary", "cases/\(id)/shelve", shelf).faults
        for field in ["owner_id unknown_reference", "condition ", "review_on not_in_future", "remark required"] {
            #expect(shelved.contains { $0.hasPrefix("#/\(field)") }, "\(field): \(shelved)")
        }
        // Of one value one thing is said, and what is refused for another reason is not said beside faults.
        #expect(shelved.count == 4, "\(shelved)")
        #expect(try desk.send("staff", "cases/999999/accept", body).faults.count == 3)
        #expect(try desk.send("staff", "cases/999999/accept", "{}").status == 404)
    }

    @Test("A report says what is wrong with it, its files, its people and its first move at once, of each thing once")
    func firstMoves() async throws {
        let desk = try await CaseDesk()
        let (partner, worker) = (try desk.account("partner"), try desk.account("grid_worker"))
        let odd = """
            {"kind": "help", "category_id": 3, "title": "", "description": "三楼坏了", "building_id": 1, \
            "attachments": [9999999], "answerable_id": \(partner), "accept": {"handler_id": 9999}
            """
        let faults = try desk.send("staff", "cases", odd + "}").faults
        #expect(
            Set(faults.map { $0.prefix { $0 != " " } }) == [
                "#/title", "#/attachments/0", "#/answerable_id", "#/accept/handler_id",
            ],
            "\(faults)"
        )
        // Also where the matter and the place lead nowhere.
        let lost = odd.replacing(#""category_id": 3, "title": """#, with: #""category_id": 9999, "title": "灯""#)
            .replacing(#""building_id": 1"#, with: #""building_id": 9999"#)
        let nowhere = try desk.send("staff", "cases", lost + "}").faults
        #expect(
            Set(nowhere.map { $0.prefix { $0 != " " } }) == [
                "#/category_id", "#/building_id", "#/attachments/0", "#/answerable_id", "#/accept/handler_id",
            ],
            "\(nowhere)"
        )
        let both = try desk.send("staff", "cases", odd + #", "answer": {"answer": ""}}"#).faults
        #expect(both.filter { $0.hasPrefix("#/answer/answer") }.count == 1, "\(both)")
        #expect(both.contains("#/accept one_move") && both.contains { $0.hasPrefix("#/accept/handler_id ") }, "\(both)")
        let given = try desk.report()
        let many = #"{"cases": [99999, \#(given)], "handler_id": \#(partner)}"#
        #expect(
            try desk.send("staff", "cases/bulk-dispatch", many).faults == [
                "#/handler_id not_inside", "#/cases/0 not_found",
            ]
        )
        _ = try desk.make("staff", "cases/\(given)/accept", #"{"handler_id": \#(worker)}"#)
        let past = #"{"due_at": "2020-01-01"}"#
        let order = try desk.send("secretary", "cases/\(given)/supervise", past).faults
        #expect(Set(order) == ["#/remark required", "#/due_at not_in_future"], "\(order)")
        let dispute = try desk.report(category: 5)
        _ = try desk.make("staff", "cases/\(dispute)/accept", #"{"handler_id": \#(worker)}"#)
        let done = """
            {"answer": "谈妥", "told": "not_reachable", "attachments": [9999999], "mediation": {"parties": "甲、乙", \
            "mediator": "丙", "agreement": "oral", "follow_up_on": "2021-01-01"}}
            """
        let reported = try desk.send("grid_worker", "cases/\(dispute)/report-done", done).faults
        #expect(
            Set(reported.map { $0.prefix { $0 != " " } }) == [
                "#/tries", "#/attachments/0", "#/mediation/follow_up_on",
            ],
            "\(reported)"
        )
        let post = try desk.make(
            "secretary",
            "grid-staff",
            #"{"grid_id": 1, "name": "陈网格", "role": "part_time", "from_date": "2021-03-01"}"#
        )
        let leaving = #"{"to_account_id": \#(partner), "until_date": "2020-01-01", "remark": ""}"#
        let left = try desk.send("secretary", "grid-staff/\(post)/hand-over", leaving).faults
        #expect(
            Set(left.map { $0.prefix { $0 != " " } }) == ["#/to_account_id", "#/until_date", "#/remark"],
            "\(left)"
        )
    }

    @Test("A hand-over says of who gives, who takes and why what is wrong, at once")
    func handOver() async throws {
        let desk = try await CaseDesk()
        let worker = try desk.account("grid_worker")
        let pair = #"{"from_account_id": \#(worker), "to_account_id": 99999}"#
        #expect(
            try desk.send("staff", "cases/hand-over", pair).faults == [
                "#/to_account_id unknown_reference", "#/remark required",
            ]
        )
        let unread = #"{"from_account_id": 99999, "to_account_id": "wer", "remark": ""}"#
        let faults = try desk.send("staff", "cases/hand-over", unread).faults
        for field in ["from_account_id unknown_reference", "to_account_id wrong_type", "remark "] {
            #expect(faults.contains { $0.hasPrefix("#/\(field)") }, "\(field): \(faults)")
        }
        #expect(faults.count == 3, "\(faults)")
        let other = #"{"from_account_id": \#(try desk.account("grid_leader")), "to_account_id": 99999}"#
        #expect(try desk.send("grid_worker", "cases/hand-over", other).status == 403)
    }

    @Test("Each guest who can not be entered is named")
    func guests() async throws {
        let hall = try await ActivityDesk()
        let held = """
            {"kind": "class", "title": "茶艺", "starts_at": "2022-01-10T09:00:00+08:00", \
            "ends_at": "2022-01-10T10:00:00+08:00", "held": {"guests": [{"resident_id": 999999}, \
            {"resident_id": \(hall.people[0])}, {"resident_id": 999998}]}}
            """
        let faults = try hall.desk.send("secretary", "activities", held).faults
        #expect(
            faults.map { $0.prefix { $0 != " " } } == ["#/held/guests/0/resident_id", "#/held/guests/2/resident_id"]
        )
    }
}
