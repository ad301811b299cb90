import App
import Domain
import JSON
import TestSupport
import Testing

@Suite("The same matter at the same place once more")
struct CaseRepeatTests {
    @Test("Before reporting, earlier cases like it are found; a resident reads no more of them than everybody may")
    func similar() async throws {
        let desk = try await IntakeDesk()
        let parent = try desk.category("lamps")
        let child = try desk.category("stairs", below: parent)
        let staffs = try desk.make("staff", "cases", IntakeDesk.report(child, title: "三楼楼道灯不亮"))
        let secret = try desk.make(
            "staff",
            "cases",
            IntakeDesk.report(child, title: "灯", #""building_id": 1, "private": true"#)
        )
        let other = try desk.make("staff", "cases", IntakeDesk.report(3, title: "三楼楼道灯不亮"))
        let query = "cases/similar?category_id=\(parent)&building_id=1&q=%E6%A5%BC%E9%81%93%E7%81%AF"
        let mine = try desk.get("staff", query)
        #expect(try desk.ids("staff", query) == [staffs, secret])
        #expect(mine.at("items.0.title")?.string == "三楼楼道灯不亮" && mine.at("items.0.near")?.string == "building")
        #expect(!(try desk.ids("staff", query).contains(other)))
        // Nobody has looked at the words yet, so that others read only what they are about.
        let others = try desk.get("resident", query)
        #expect(try desk.ids("resident", query) == [staffs])
        #expect(others.at("items.0.title")?.string == "stairs" && others.at("items.0.status_title")?.string == "已收到")
        #expect(others.at("items.0.next") == nil)
        #expect(try desk.send("staff", "cases/\(staffs)/accept").status == 200)
        let accepted = try desk.get("resident", query)
        #expect(accepted.at("items.0.title")?.string == "三楼楼道灯不亮")
        #expect(accepted.at("items.0.next.path")?.string == "/api/v1/cases/\(staffs)/followers")
        // What was reported by whoever asks is theirs to read, and not to be joined.
        let own = try desk.make(
            "resident",
            "cases",
            IntakeDesk.report(child, title: "灯又坏了", #""building_id": 1, "private": true"#)
        )
        let again = try desk.get("resident", query)["items"]?.elements.first { $0["id"]?.integer == own }
        #expect(again?["title"]?.string == "灯又坏了" && again?["next"] == nil)
        #expect(try desk.ids("grid_worker", query).count == 3)
    }

    @Test(
        "Elsewhere in the grid a case is like it only if it speaks of the same; what was closed long ago is not shown"
    )
    func reach() async throws {
        let clock = SettableClock(SystemClock().now())
        let desk = try await IntakeDesk(clock: clock)
        let category = try desk.category("lamps")
        let near = try desk.get("staff", "buildings?grid_id=1&id.not=1&limit=1").at("items.0.id")?.integer ?? 0
        let far = try desk.get("staff", "buildings?grid_id=2&limit=1").at("items.0.id")?.integer ?? 0
        let same = try desk.make(
            "staff",
            "cases",
            IntakeDesk.report(category, title: "楼道灯坏", #""building_id": \#(near)"#)
        )
        let odd = try desk.make(
            "staff",
            "cases",
            IntakeDesk.report(category, title: "门牌掉了", #""building_id": \#(near)"#)
        )
        try desk.make("staff", "cases", IntakeDesk.report(category, title: "楼道灯坏", #""building_id": \#(far)"#))
        let place = "cases/similar?category_id=\(category)&building_id=1"
        #expect(try desk.ids("staff", "\(place)&q=%E6%A5%BC%E9%81%93%E7%81%AF") == [same])
        #expect(Set(try desk.ids("staff", place)) == [same, odd])
        for id in [same, odd] {
            #expect(try desk.send("staff", "cases/\(id)/answer", #"{"answer": "好了"}"#).status == 200)
        }
        #expect(try desk.get("staff", place).at("items.0.next") == nil)
        clock.set(clock.now().advanced(bySeconds: 31 * 86_400))
        let later = try await IntakeDesk(desk.test)
        #expect(try later.ids("staff", place).isEmpty)
    }

    @Test("The question names one place in the scope of whoever asks, and a category")
    func asked() async throws {
        let desk = try await IntakeDesk(try await TestServer.demo())
        #expect(try desk.read("staff", "cases/similar?category_id=3").faults == ["building_id one_place"])
        #expect(try desk.read("staff", "cases/similar?building_id=1").faults == ["category_id required"])
        #expect(try desk.read("staff", "cases/similar?category_id=3&building_id=999999").status == 404)
        #expect(try desk.read("staff", "cases/similar?category_id=999999&building_id=1").status == 404)
        let own = try #require(try desk.ids("resident", "households").first)
        #expect(try desk.read("resident", "cases/similar?category_id=3&household_id=\(own)").status == 200)
        #expect(try desk.read("resident", "cases/similar?category_id=3&household_id=\(own + 1)").status == 404)
        #expect(try desk.read("partner", "cases/similar?category_id=3&building_id=1").status == 403)
        #expect(try desk.read(nil, "cases/similar?category_id=3&building_id=1").status == 401)
    }

    @Test("Within 24 hours the earlier case is offered to be joined and becomes more urgent by one step, once")
    func offered() async throws {
        let clock = SettableClock(SystemClock().now())
        let desk = try await IntakeDesk(clock: clock)
        let category = try desk.category("lamps")
        let earlier = try desk.make("staff", "cases", IntakeDesk.report(category, title: "楼道灯坏"))
        func priority() throws -> String? { try desk.get("staff", "cases/\(earlier)")["priority"]?.string }
        let step = try desk.get("staff", "cases/\(earlier)")["due_at"]?.string
        let again = try desk.send("resident", "cases", IntakeDesk.report(category, title: "灯不亮"))
        #expect(again.status == 201)
        let offer = try #require(try again.json().at("similar.0"))
        #expect(offer["id"]?.integer == earlier && offer["title"]?.string == "lamps")
        #expect(offer.at("next.path")?.string == "/api/v1/cases/\(earlier)/followers")
        #expect(try priority() == "high")
        #expect(try desk.get("staff", "cases/\(earlier)")["due_at"]?.string != step)
        // Not by every further one, and not by the same person's.
        let third = try desk.send("staff", "cases", IntakeDesk.report(category, title: "又坏"))
        #expect(try third.json().at("similar.0.id")?.integer != nil)
        #expect(try priority() == "high")
        // Nothing in the timeline says that somebody reported it again.
        let last = try desk.get("staff", "cases/\(earlier)/timeline?sort=-id&limit=1")
        #expect(last.at("items.0.move")?.string == "change" && last.at("items.0.actor_id")?.isNull == true)
        // Whoever reported the same joins it before anybody has taken it on.
        #expect(try desk.send("resident", "cases/\(earlier)/followers", #"{"reported": true}"#).status == 201)

        let elsewhere = try desk.send("resident", "cases", IntakeDesk.report(category, #""building_id": 2"#))
        #expect(try elsewhere.json()["similar"] == nil)
        clock.set(clock.now().advanced(bySeconds: 25 * 3600))
        let later = try await IntakeDesk(desk.test)
        #expect(try later.send("resident", "cases", IntakeDesk.report(category)).json()["similar"] == nil)
    }

    @Test("A public place and a home are places, too; the home next door is another one")
    func places() async throws {
        let desk = try await IntakeDesk()
        let category = try desk.category("leaks")
        let gate = try desk.make("staff", "cases", IntakeDesk.report(category, #""place_id": 1"#))
        let again = try desk.send("resident", "cases", IntakeDesk.report(category, #""place_id": 1"#)).json()
        #expect(again.at("similar.0.id")?.integer == gate && again.at("similar.0.near")?.string == "place")
        let homes = try desk.ids("staff", "households?limit=2&grid_id=1")
        let (own, next) = (try #require(homes.first), try #require(homes.last))
        let home = try desk.make("staff", "cases", IntakeDesk.report(category, #""household_id": \#(own)"#))
        let neighbor = try desk.send("staff", "cases", IntakeDesk.report(category, #""household_id": \#(next)"#)).json()
        #expect(neighbor["similar"] == nil)
        let repeated = try desk.send("staff", "cases", IntakeDesk.report(category, #""household_id": \#(own)"#)).json()
        #expect(repeated.at("similar.0.id")?.integer == home && repeated.at("similar.0.near")?.string == "household")
    }

    @Test("One's own report does not make the matter more urgent, nor is a private case offered")
    func notOffered() async throws {
        let desk = try await IntakeDesk()
        let category = try desk.category("lamps")
        let own = try desk.make("resident", "cases", IntakeDesk.report(category))
        #expect(try desk.send("resident", "cases", IntakeDesk.report(category)).json()["similar"] == nil)
        #expect(try desk.get("staff", "cases/\(own)")["priority"]?.string == "normal")
        let other = try desk.category("doors")
        let secret = try desk.make("staff", "cases", IntakeDesk.report(other, #""building_id": 1, "private": true"#))
        #expect(try desk.send("resident", "cases", IntakeDesk.report(other)).json()["similar"] == nil)
        #expect(try desk.get("staff", "cases/\(secret)")["priority"]?.string == "high")
    }
}
