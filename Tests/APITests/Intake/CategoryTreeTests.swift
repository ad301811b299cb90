import JSON
import TestSupport
import Testing

@Suite("The categories of cases are a tree")
struct CategoryTreeTests {
    @Test("A list asked by a category has the cases of all below it, also after the tree was changed")
    func below() async throws {
        let desk = try await IntakeDesk()
        let facilities = try desk.category("facilities")
        let lifts = try desk.category("lifts", below: facilities)
        let doors = try desk.category("doors", below: lifts)
        let inner = try desk.make("staff", "cases", IntakeDesk.report(lifts))
        let leaf = try desk.make("staff", "cases", IntakeDesk.report(doors, title: "门关不上"))
        #expect(Set(try desk.ids("staff", "cases?category_id=\(facilities)")) == [inner, leaf])
        #expect(try desk.ids("staff", "cases?category_id=\(doors)") == [leaf])
        #expect(
            Set(try desk.ids("staff", "cases?category_id=\(facilities),3&created_at.gte=2022-01-01")).isSuperset(of: [
                leaf
            ])
        )
        #expect(!(try desk.ids("staff", "cases?category_id.not=\(facilities)&sort=-id&limit=5").contains(leaf)))

        let moved = try desk.send("staff", "case-categories/\(doors)", #"{"parent_id": 3}"#, method: "PATCH")
        #expect(moved.status == 200, "\(moved.text)")
        #expect(try desk.ids("staff", "cases?category_id=\(facilities)") == [inner])
        #expect(try desk.ids("staff", "cases?category_id=3&sort=-id&limit=1") == [leaf])
    }

    @Test("No category stands below itself, none lower than the community allows, and one with others below it stays")
    func depth() async throws {
        let desk = try await IntakeDesk()
        var line = [try desk.category("level-0")]
        for level in 1...3 { line.append(try desk.category("level-\(level)", below: line[level - 1])) }
        let deeper = #"{"code": "level-4", "name": "五级", "parent_id": \#(line[3])}"#
        #expect(try desk.send("secretary", "case-categories", deeper).faults == ["#/parent_id too_deep"])
        let circle = try desk.send(
            "secretary",
            "case-categories/\(line[0])",
            #"{"parent_id": \#(line[3])}"#,
            method: "PATCH"
        )
        #expect(circle.status == 422 && circle.faults == ["#/parent_id cycle"])
        // A branch is as deep as its lowest twig.
        let other = try desk.category("other-root")
        let branch = try desk.send(
            "secretary",
            "case-categories/\(line[0])",
            #"{"parent_id": \#(other)}"#,
            method: "PATCH"
        )
        #expect(branch.faults == ["#/parent_id too_deep"])
        #expect(try desk.send("secretary", "case-categories/\(line[0])", method: "DELETE").status == 409)
        #expect(try desk.send("secretary", "case-categories/\(line[3])", method: "DELETE").status == 204)

        #expect(try desk.send("secretary", "settings", #"{"category_depth": 6}"#, method: "PATCH").status == 200)
        #expect(
            try desk.send("secretary", "case-categories", deeper.replacing("\(line[3])", with: "\(line[2])")).status
                == 201
        )
    }

    @Test("Its form is read with it by everybody, and asks what those above it ask")
    func form() async throws {
        let desk = try await IntakeDesk()
        let parent = try desk.category("lifts")
        let child = try desk.category("stuck", below: parent)
        let first = try desk.question(parent, "lift", "choice", #", "choices": "东梯|西梯", "required": true"#)
        try desk.question(child, "people", "number", #", "least": 0, "most": 20, "hint": "困在里面的人数""#)
        let form = try desk.get(nil, "case-categories/\(child)")
        #expect(form["questions"]?.elements.compactMap { $0["code"]?.string } == ["lift", "people"])
        #expect(form.at("questions.0.id")?.integer == first && form.at("questions.0.choices.1")?.string == "西梯")
        #expect(form.at("questions.0.required")?.bool == true && form.at("questions.0.category_id")?.integer == parent)
        #expect(form.at("questions.1.most")?.integer == 20 && form.at("questions.1.hint")?.string == "困在里面的人数")
        #expect(try desk.get("resident", "case-categories/\(parent)")["questions"]?.count == 1)

        let before = try desk.read("staff", "case-categories/\(child)").header("ETag")
        try desk.question(parent, "since", "date")
        #expect(try desk.read("staff", "case-categories/\(child)").header("ETag") != before)
        #expect(
            try desk.read("staff", "case-categories/\(child)?fields=id,name").text
                == #"{"id":\#(child),"name":"stuck"}"#
        )
        #expect(try desk.read("staff", "case-categories/\(child)?format=csv").status == 200)
    }

    @Test("Only whoever sets the rules of a community changes its tree")
    func rights() async throws {
        let desk = try await IntakeDesk()
        for login in ["grid_worker", "resident", "partner", "subdistrict_officer"] {
            #expect(try desk.send(login, "case-categories", #"{"code": "x", "name": "x"}"#).status == 403, "\(login)")
            #expect(try desk.send(login, "case-questions", "{}").status == 403, "\(login)")
            #expect(try desk.send(login, "case-routes", "{}").status == 403, "\(login)")
            #expect(try desk.send(login, "reply-templates", "{}").status == 403, "\(login)")
        }
        #expect(try desk.read("resident", "case-routes").status == 403)
        #expect(try desk.read("resident", "reply-templates").status == 403)
    }
}
