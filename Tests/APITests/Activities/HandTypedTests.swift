import JSON
import TestSupport
import Testing

@Suite("人工填报：figures that an operator typed itself are marked as such")
struct HandTypedTests {
    private static let times = #""starts_at": "2022-01-10T09:00:00+08:00", "ends_at": "2022-01-10T10:00:00+08:00""#

    @Test("What the operator typed counts and is marked; what staff entered over it is not")
    func marks() async throws {
        let hall = try await ActivityDesk(["org_operator"])
        let desk = hall.desk
        let held = #"{"kind": "class", "title": "花艺", \#(Self.times), "held": {"walk_ins": 8, "head_count": 5}}"#
        let id = try desk.make("org_operator", "activities", held)
        #expect(try hall.number(id, "own_typed") == 13 && hall.number(id, "person_times") == 13)
        #expect(try hall.number(id, "counted_by") == desk.account("org_operator"))
        let period = "reports/activities?from=2022-01-10&to=2022-01-10"
        let total = try desk.get("secretary", period)
        #expect(total.at("total.person_times")?.integer == 13 && total.at("total.own_typed")?.integer == 13)
        try desk.send("staff", "activities/\(id)/head-count", #"{"head_count": 4}"#)
        #expect(try hall.number(id, "own_typed") == 8 && hall.number(id, "person_times") == 12)
        #expect(try desk.get("secretary", period).at("total.own_typed")?.integer == 8)
        let own = try desk.make("staff", "activities", held)
        // Whoever types a number, no check-in shows it.
        #expect(try hall.number(own, "own_typed") == 0 && hall.number(own, "hand_typed") == 13)
    }

    @Test("The progress of a contract says how many of its person-times the provider typed itself")
    func contract() async throws {
        let desk = try await CaseDesk(["org_operator"])
        let provider = try #require(try desk.get("org_operator", "me").at("scope.organization_id")?.integer)
        let contract = try desk.make(
            "secretary",
            "contracts",
            #"{"provider_id": \#(provider), "title": "合同", "starts_on": "2022-01-01", "ends_on": "2022-12-31"}"#
        )
        let promise = """
            {"contract_id": \(contract), "title": "人次", "counter": "person_times", "target": 100, "per": "year"}
            """
        _ = try desk.make("secretary", "contract-items", promise)
        for (login, count) in [("org_operator", 30), ("staff", 12)] {
            let body = """
                {"kind": "class", "title": "花艺 \(login)", \(Self.times), "organizer_id": \(provider), \
                "held": {"walk_ins": \(count)}}
                """
            _ = try desk.make(login, "activities", body)
        }
        let progress = try desk.get("secretary", "contracts/\(contract)/progress?year=2022")
        #expect(progress.at("items.0.delivered")?.integer == 12 && progress.at("items.0.own_typed")?.integer == 30)
        #expect(progress.at("periods.0.own_typed")?.integer == 30)
    }

    @Test(
        "Classes that an operator only typed in keep no promise: none of nobody, of a minute, twice, or unseen by others"
    )
    func emptyClasses() async throws {
        let desk = try await CaseDesk(["org_operator"])
        let provider = try #require(try desk.get("org_operator", "me").at("scope.organization_id")?.integer)
        let contract = try desk.make(
            "secretary",
            "contracts",
            #"{"provider_id": \#(provider), "title": "合同", "starts_on": "2022-01-01", "ends_on": "2022-12-31"}"#
        )
        let promise = """
            {"contract_id": \(contract), "title": "课堂", "counter": "classes", "target": 1, "per": "year"}
            """
        _ = try desk.make("secretary", "contract-items", promise)
        let counted = {
            let progress = try desk.get("secretary", "contracts/\(contract)/progress?year=2022")
            return ["delivered", "own_typed"].map { progress.at("items.0.\($0)")?.integer }
        }
        let body = { (end: String, held: String) in
            """
            {"kind": "class", "title": "空课", "starts_at": "2022-01-10T09:00:00+08:00", \
            "ends_at": "2022-01-10T\(end):00+08:00", "held": \(held)}
            """
        }
        let short = try desk.send("org_operator", "activities", body("09:01", "{}"))
        #expect(short.status == 409 && short.code == "too_short")
        #expect(try short.json()["minutes"]?.integer == 1 && short.json()["least"]?.integer == 10)
        let first = try desk.make("org_operator", "activities", body("10:00", "{}"))
        let again = try desk.send("org_operator", "activities", body("10:00", #"{"walk_ins": 3}"#))
        #expect(again.code == "already_held")
        #expect(try again.json()["activity_id"]?.integer == first)
        #expect(try counted() == [0, 0])
        // What the operator alone says is shown, and counts once the community has seen it, too.
        _ = try desk.make("org_operator", "activities/\(first)/head-count", #"{"walk_ins": 8}"#)
        #expect(try counted() == [0, 1])
        _ = try desk.make("staff", "activities/\(first)/head-count", #"{"walk_ins": 7}"#)
        #expect(try counted() == [1, 0])
    }

    @Test("What is wrong with an entry of the attendance says which entry it is")
    func pointers() async throws {
        let hall = try await ActivityDesk()
        let (desk, people) = (hall.desk, hall.people)
        let guests = { (ids: [Int64]) in
            "[" + ids.map { #"{"resident_id": \#($0)}"# }.joined(separator: ", ") + "]"
        }
        let body =
            #"{"kind": "class", "title": "花艺", \#(Self.times), "held": {"guests": \#(guests([people[0], people[0]]))}}"#
        let twice = try desk.send("secretary", "activities", body)
        #expect(twice.status == 409 && twice.faults == ["#/held/guests/1/resident_id duplicate"])
        let held = #"{"kind": "class", "title": "花艺", \#(Self.times), "held": {"guests": \#(guests([people[0]]))}}"#
        let id = try desk.make("secretary", "activities", held)
        let again = try desk.send(
            "secretary",
            "activities/\(id)/attendance",
            #"{"guests": \#(guests([people[1], people[0]]))}"#
        )
        #expect(again.status == 409 && again.faults == ["#/guests/1/resident_id duplicate"])
        let unknown = try desk.send("secretary", "activities/\(id)/attendance", #"{"guests": \#(guests([999_999]))}"#)
        #expect(unknown.faults == ["#/guests/0/resident_id unknown_reference"])
    }
}
