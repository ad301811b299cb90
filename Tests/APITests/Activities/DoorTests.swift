import Domain
import JSON
import SQLite
import Services
import Storage
import TestSupport
import Testing

@Suite("The door of an activity")
struct DoorTests {
    @Test("Scans kept without a network are answered one by one, and the same scan alike for ever")
    func scans() async throws {
        let others = ["org_operator", "branch_secretary", "social_worker", "subdistrict_officer"]
        let hall = try await ActivityDesk(others)
        let (desk, people) = (hall.desk, hall.people)
        let (id, other) = (try hall.activity(#", "capacity": 3"#), try hall.activity())
        let came = try hall.signUp(people[0], id, size: 2)
        let gone = try hall.signUp(people[1], id)
        let waiting = try hall.signUp(people[2], id)
        let elsewhere = try hall.signUp(people[3], other)
        let early = try desk.send("secretary", "check-ins/batch", Self.scans(id, [("e", came, "")]))
        #expect(try Self.outcomes(early) == ["wrong_time"])
        try await hall.turn(minutes: 1)
        let scans = [
            ("a", came, ""), ("b", came, ""), ("c", waiting, ""), ("d", elsewhere, ""), ("f", 999_999, ""),
            ("g", came, #", "out": true"#), ("h", gone, #", "out": true"#), ("a", elsewhere, ""),
        ]
        let answer = try desk.send("secretary", "check-ins/batch", Self.scans(id, scans))
        let expected = [
            "in", "already_in", "not_approved", "wrong_activity", "unknown", "out", "not_in", "wrong_activity",
        ]
        #expect(try Self.outcomes(answer) == expected)
        // After a quarter of an hour the place of who is not there goes to who is; the old scan says what it said.
        try await hall.turn(minutes: 16)
        let later = [("c", waiting, ""), ("i", waiting, ""), ("j", gone, "")]
        let second = try desk.send("secretary", "check-ins/batch", Self.scans(id, later))
        #expect(try Self.outcomes(second) == ["not_approved", "in", "revoked"])
        #expect(try [came, waiting, gone].map(hall.status) == ["left", "attended", "no_show"])
        #expect(try hall.number(id, "person_times") == 3)
        #expect(try hall.number(id, "no_shows") == 1)
        // Of the few who signed up it would say who did not come.
        for path in ["activities/\(id)", "activities?id=\(id)", "activities?id=\(id)&format=csv&header=keys"] {
            let seen = try desk.send("resident", path, "", "GET").text
            let isFile = path.contains("csv")
            #expect(isFile ? seen.contains("no_shows") : seen.contains(#""no_shows":null"#), "\(seen)")
            #expect(try desk.send("staff", path, "", "GET").text.contains(#""no_shows":1"#) != isFile, "\(path)")
        }
        try Self.expectFew(hall, id)
        // That it is over gives nobody the place back that another one has.
        _ = try desk.make("secretary", "activities/\(id)/finish")
        #expect(try desk.send("secretary", "sign-ups/\(gone)/check-in").code == "revoked")
        #expect(try hall.number(id, "person_times") == 3)
    }

    /// How many did not come is read by whoever reads all of the sign-ups, which another organization and a grid do not.
    private static func expectFew(_ hall: ActivityDesk, _ id: Int64) throws {
        let desk = hall.desk
        func missed(_ login: String) throws -> [Int64?] {
            let one = try desk.get(login, "activities/\(id)")["no_shows"]?.integer
            return [one, try desk.items(login, "activities?id=\(id)").first?["no_shows"]?.integer]
        }
        for login in ["org_operator", "branch_secretary", "grid_worker", "grid_leader", "subdistrict_officer"] {
            #expect(try missed(login) == [nil, nil], "\(login)")
        }
        #expect(try missed("social_worker") == [1, 1])
        let organization = try #require(try desk.get("org_operator", "me").at("scope.organization_id")?.integer)
        let path = "\(desk.test.folder.path)/linli.db"
        let connection = try Connection(path: path, access: .readWrite, settings: .writer)
        try connection.execute("UPDATE activity SET organizer_id = \(organization) WHERE id = \(id)")
        #expect(try missed("org_operator") == [1, 1] && missed("staff") == [1, 1])
    }

    @Test("A resident checks in with the code that hangs at the door, and not with an old one")
    func code() async throws {
        let hall = try await ActivityDesk()
        let desk = hall.desk
        let id = try hall.activity()
        let signUp = try desk.make("resident", "sign-ups", #"{"activity_id": \#(id)}"#)
        try await hall.turn(minutes: 0)
        let code = try #require(try desk.get("secretary", "activities/\(id)/door-code")["code"]?.string)
        #expect(code.utf8.count == 6)
        #expect(try desk.send("resident", "activities/\(id)/door-code", "", "GET").status == 403)
        try await hall.turn(minutes: 10)
        let old = try desk.send("resident", "sign-ups/\(signUp)/self-check-in", #"{"code": "\#(code)"}"#)
        #expect(old.code == "wrong_code")
        let now = try #require(try desk.get("secretary", "activities/\(id)/door-code")["code"]?.string)
        let answer = try desk.send("resident", "sign-ups/\(signUp)/self-check-in", #"{"code": "\#(now)"}"#)
        #expect(answer.status == 200)
        #expect(try hall.status(signUp) == "attended")
        let again = try desk.send("resident", "sign-ups/\(signUp)/self-check-in", #"{"code": "\#(now)"}"#)
        #expect(again.code == "already_in")
    }

    @Test("After some wrong codes an account waits, whatever it types, and then begins anew")
    func guessing() async throws {
        let hall = try await ActivityDesk()
        let desk = hall.desk
        let id = try hall.activity()
        let signUp = try desk.make("resident", "sign-ups", #"{"activity_id": \#(id)}"#)
        try await hall.turn(minutes: 0)
        let code = try #require(try desk.get("secretary", "activities/\(id)/door-code")["code"]?.string)
        let wrong = code == "000000" ? "000001" : "000000"
        let type = { (digits: String) in
            try desk.send("resident", "sign-ups/\(signUp)/self-check-in", #"{"code": "\#(digits)"}"#)
        }
        var left: [Int64?] = []
        for _ in 1...5 { left.append(try type(wrong).json()["tries_left"]?.integer) }
        #expect(left == [4, 3, 2, 1, 0])
        let stopped = try type(code)
        #expect(stopped.status == 429 && stopped.code == "too_many_codes")
        #expect(stopped.header("Retry-After") == "600")
        try await hall.turn(minutes: 11)
        let later = try #require(try desk.get("secretary", "activities/\(id)/door-code")["code"]?.string)
        #expect(try type(later).status == 200)
    }

    @Test("A ticket of one's own opens the door and nobody can make one; a check-in by mistake is taken back")
    func tickets() async throws {
        let hall = try await ActivityDesk()
        let (desk, people) = (hall.desk, hall.people)
        let id = try hall.activity(#", "capacity": 2"#)
        let own = try desk.make("resident", "sign-ups", #"{"activity_id": \#(id)}"#)
        let other = try hall.signUp(people[0], id)
        let ticket = try #require(try desk.get("resident", "sign-ups/\(own)/ticket")["ticket"]?.string)
        #expect(try desk.send("resident", "sign-ups/\(other)/ticket", "", "GET").status == 404)
        try await hall.turn(minutes: 1)
        let forged = ticket.replacing("LT-\(own)-", with: "LT-\(other)-")
        let scans = [("a", forged), ("b", "LT-x"), ("c", ticket)].map { nonce, ticket in
            #"{"nonce": "\#(nonce)", "ticket": "\#(ticket)"}"#
        }
        let body = #"{"activity_id": \#(id), "scans": [\#(scans.joined(separator: ", "))]}"#
        #expect(try Self.outcomes(desk.send("secretary", "check-ins/batch", body)) == ["unknown", "unknown", "in"])
        #expect(try desk.send("resident", "sign-ups/\(own)/undo-check-in").status == 403)
        let undone = try desk.send("secretary", "sign-ups/\(own)/undo-check-in")
        #expect(try undone.json()["status"]?.string == "confirmed" && undone.json()["checked_in_at"]?.isNull == true)
        let walkedIn = #"{"guests": [{"resident_id": \#(people[1])}]}"#
        try desk.send("secretary", "sign-ups/\(other)/cancel")
        #expect(try desk.send("secretary", "activities/\(id)/attendance", walkedIn).status == 200)
        let list = try desk.items("secretary", "activities/\(id)/sign-ups?status=attended")
        let guest = try #require(list.first?["id"]?.integer)
        let gone = try desk.send("secretary", "sign-ups/\(guest)/undo-check-in")
        #expect(try gone.json()["status"]?.string == "cancelled")
        #expect(try hall.number(id, "person_times") == 0)
        try desk.send("secretary", "activities/\(id)/finish")
        #expect(try desk.send("secretary", "sign-ups/\(own)/undo-check-in").code == "illegal_move")
        #expect(try Checkup.examine(desk.test.folder).isEmpty)
    }

    @Test("Who came is entered in bulk and counted once: sign-ups, residents who just came, and heads")
    func attendance() async throws {
        let hall = try await ActivityDesk()
        let (desk, people) = (hall.desk, hall.people)
        let id = try hall.activity(#", "capacity": 6"#)
        let family = try hall.signUp(people[0], id, size: 3)
        let absent = try hall.signUp(people[1], id)
        let list = #"{"sign_ups": [\#(family)], "guests": [{"resident_id": \#(people[2]), "party_size": 2}]}"#
        #expect(try desk.send("secretary", "activities/\(id)/attendance", list).code == "wrong_time")
        try await hall.turn(minutes: 5)
        #expect(try desk.send("secretary", "activities/\(id)/attendance", list).status == 200)
        let full = #"{"guests": [{"resident_id": \#(people[3])}]}"#
        let refused = try desk.send("secretary", "activities/\(id)/attendance", full)
        #expect(refused.faults == ["#/guests/0 no_room"])
        let heads = try desk.send("secretary", "activities/\(id)/head-count", #"{"walk_ins": 4, "head_count": 1}"#)
        #expect(try heads.json()["person_times"]?.integer == 10)
        let finish = #"{"sign_ups": [\#(family)], "outcome": "大家学会了泡茶"}"#
        #expect(try desk.send("secretary", "activities/\(id)/finish", finish).status == 200)
        #expect(try hall.number(id, "person_times") == 10)
        #expect(try hall.status(absent) == "no_show")
        // What was overlooked is put right when it is over, too.
        let more = #"{"sign_ups": [\#(absent)], "head_count": 2}"#
        #expect(try desk.send("secretary", "activities/\(id)/attendance", more).status == 200)
        #expect(try hall.number(id, "person_times") == 12)
        #expect(try Checkup.examine(desk.test.folder).isEmpty)
    }

    private static func scans(_ activity: Int64, _ scans: [(nonce: String, id: Int64, more: String)]) -> String {
        let items = scans.map { #"{"nonce": "\#($0.nonce)", "sign_up_id": \#($0.id)\#($0.more)}"# }
        return #"{"activity_id": \#(activity), "scans": [\#(items.joined(separator: ", "))]}"#
    }

    private static func outcomes(_ answer: HTTPAnswer) throws -> [String] {
        try answer.json()["items"]?.elements.compactMap { $0["outcome"]?.string } ?? []
    }
}
