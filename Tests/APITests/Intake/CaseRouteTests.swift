import JSON
import TestSupport
import Testing

@Suite("A case goes to whoever is set for its category and grid")
struct CaseRouteTests {
    private func route(_ desk: IntakeDesk, _ members: String) throws -> Int64 {
        try desk.make("secretary", "case-routes", #"{"from_date": "2020-01-01", \#(members)}"#)
    }

    @Test("The grid comes before the community and the category before those above it; what is over holds no more")
    func nearest() async throws {
        let desk = try await IntakeDesk()
        let (worker, leader) = (try desk.account("grid_worker"), try desk.account("grid_leader"))
        let staff = try desk.account("staff")
        let parent = try desk.category("lamps")
        let child = try desk.category("stairs", below: parent)
        func target(_ category: Int64) throws -> (Int64?, Int64?) {
            let id = try desk.make("resident", "cases", IntakeDesk.report(category))
            let accepted = try desk.send("staff", "cases/\(id)/accept", #"{"route": true}"#)
            #expect(try accepted.status != 200 || accepted.json()["status"]?.string == "dispatched")
            return try (accepted.json()["handler_id"]?.integer, accepted.json()["handler_organization_id"]?.integer)
        }
        let none = try desk.make("resident", "cases", IntakeDesk.report(child))
        #expect(try desk.send("staff", "cases/\(none)/accept", #"{"route": true}"#).code == "no_route")

        _ = try route(desk, #""category_id": \#(parent), "handler_organization_id": 1"#)
        #expect(try target(child) == (nil, 1))
        _ = try route(desk, #""category_id": \#(child), "handler_id": \#(staff)"#)
        #expect(try target(child) == (staff, nil))
        #expect(try target(parent) == (nil, 1))
        let near = try route(desk, #""category_id": \#(child), "grid_id": 1, "handler_id": \#(worker)"#)
        #expect(try target(child) == (worker, nil))
        _ = try route(desk, #""category_id": \#(child), "grid_id": 2, "handler_id": \#(leader)"#)
        #expect(try target(child) == (worker, nil))
        #expect(
            try desk.send("secretary", "case-routes/\(near)", #"{"until_date": "2021-01-01"}"#, method: "PATCH").status
                == 200
        )
        #expect(try target(child) == (staff, nil))
        #expect(try desk.get("staff", "case-routes?category_id=\(child)")["items"]?.count == 3)
    }

    @Test("Of a category and grid one route begins on a day, so that it is plain which holds")
    func one() async throws {
        let desk = try await IntakeDesk()
        let category = try desk.category("lamps")
        for grid in ["", #", "grid_id": 1"#] {
            let members = #""category_id": \#(category), "handler_organization_id": 1\#(grid)"#
            _ = try route(desk, members)
            let again = try desk.send("secretary", "case-routes", #"{"from_date": "2020-01-01", \#(members)}"#)
            #expect(again.status == 409 && again.code == "duplicate", "\(again.text)")
            _ = try desk.make("secretary", "case-routes", #"{"from_date": "2020-02-01", \#(members)}"#)
        }
    }

    @Test("Accepted for nobody, the case is answered with whom it could be given to, and by what call")
    func proposal() async throws {
        let desk = try await IntakeDesk()
        let worker = try desk.account("grid_worker")
        let category = try desk.category("lamps")
        let set = try route(desk, #""category_id": \#(category), "grid_id": 1, "handler_id": \#(worker)"#)
        let id = try desk.make("resident", "cases", IntakeDesk.report(category))
        let accepted = try desk.send("staff", "cases/\(id)/accept").json()
        #expect(accepted["status"]?.string == "filed")
        #expect(
            accepted.at("proposal.route_id")?.integer == set && accepted.at("proposal.handler_id")?.integer == worker
        )
        #expect(accepted.at("proposal.next.path")?.string == "/api/v1/cases/\(id)/dispatch")
        let again = try desk.send("staff", "cases", IntakeDesk.report(category, #""building_id": 1, "accept": {}"#))
            .json()
        #expect(again.at("proposal.handler_id")?.integer == worker)
        let both = IntakeDesk.report(
            category,
            #""building_id": 1, "accept": {"handler_id": \#(worker), "route": true}"#
        )
        #expect(try desk.send("staff", "cases", both).faults == ["#/accept/route not_allowed"])

        // The community may let its cases go without a word.
        #expect(
            try desk.send("staff", "case-categories/\(category)", #"{"routes_at_once": true}"#, method: "PATCH").status
                == 200
        )
        let next = try desk.make("resident", "cases", IntakeDesk.report(category))
        #expect(try desk.send("staff", "cases/\(next)/accept").json()["handler_id"]?.integer == worker)
        let kept = try desk.make("resident", "cases", IntakeDesk.report(category))
        #expect(
            try desk.send("staff", "cases/\(kept)/accept", #"{"route": false}"#).json()["status"]?.string == "filed"
        )
    }

    @Test("While somebody is absent their deputy takes it, and an account that was closed takes nothing")
    func absent() async throws {
        let desk = try await IntakeDesk()
        let (worker, leader) = (try desk.account("grid_worker"), try desk.account("grid_leader"))
        let category = try desk.category("lamps")
        _ = try route(desk, #""category_id": \#(category), "handler_organization_id": 1"#)
        _ = try route(desk, #""category_id": \#(category), "grid_id": 1, "handler_id": \#(worker)"#)
        try desk.make(
            "staff",
            "deputies",
            #"{"account_id": \#(worker), "deputy_id": \#(leader), "from_date": "2020-01-01"}"#
        )
        let id = try desk.make("resident", "cases", IntakeDesk.report(category))
        let accepted = try desk.send("staff", "cases/\(id)/accept").json()
        #expect(accepted.at("proposal.handler_id")?.integer == leader)
        #expect(accepted.at("proposal.instead_of_id")?.integer == worker)
        let closed = try desk.send("admin", "accounts/\(worker)", #"{"disabled": true}"#, method: "PATCH")
        #expect(closed.status == 200, "\(closed.text)")
        let next = try desk.make("resident", "cases", IntakeDesk.report(category))
        #expect(
            try desk.send("staff", "cases/\(next)/accept", #"{"route": true}"#).json()["handler_organization_id"]?
                .integer == 1
        )
    }

    @Test("A route names one of a person of the community and an organization, and ends after it began")
    func refused() async throws {
        let desk = try await IntakeDesk()
        let (resident, worker) = (try desk.account("resident"), try desk.account("grid_worker"))
        let start = #"{"category_id": 3, "from_date": "2021-01-01""#
        #expect(try desk.send("staff", "case-routes", "\(start)}").faults == ["#/handler_id one_of_two"])
        let both = #"\#(start), "handler_id": \#(worker), "handler_organization_id": 1}"#
        #expect(try desk.send("staff", "case-routes", both).faults == ["#/handler_id one_of_two"])
        #expect(
            try desk.send("staff", "case-routes", #"\#(start), "handler_id": \#(resident)}"#).faults == [
                "#/handler_id not_inside"
            ]
        )
        let over = #"\#(start), "handler_id": \#(worker), "until_date": "2020-01-01"}"#
        #expect(try desk.send("staff", "case-routes", over).faults == ["#/until_date not_after"])
    }
}
