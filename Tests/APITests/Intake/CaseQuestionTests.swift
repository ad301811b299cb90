import Domain
import JSON
import TestSupport
import Testing

@Suite("A report answers what its category asks")
struct CaseQuestionTests {
    /// A category that asks something of every kind.
    private func asking(_ desk: IntakeDesk) throws -> Int64 {
        let category = try desk.category("lifts", below: nil, #", "needs_photo": true, "place_needed": "household""#)
        try desk.question(category, "which", "choice", #", "choices": "东梯|西梯", "required": true"#)
        try desk.question(category, "people", "number", #", "least": 0, "most": 20"#)
        try desk.question(category, "hurt", "boolean", #", "required": true"#)
        try desk.question(category, "since", "date")
        try desk.question(category, "illness", "text", #", "sensitive": true"#)
        return category
    }

    @Test("All that is wrong with a report is told at once, with its form's own faults, in Chinese and English")
    func faults() async throws {
        let desk = try await IntakeDesk()
        let category = try asking(desk)
        let answers = #""answers": {"which": "南梯", "people": 21, "since": "2021-02-30", "illness": 5, "other": "x"}"#
        let wrong = try desk.send("resident", "cases", IntakeDesk.report(category, #""building_id": 1, \#(answers)"#))
        #expect(wrong.status == 422)
        #expect(
            Set(wrong.faults) == [
                "#/answers/which unknown_value", "#/answers/people out_of_range", "#/answers/hurt required",
                "#/answers/since bad_date", "#/answers/illness wrong_type", "#/answers/other unknown_question",
                "#/household_id required", "#/attachments required",
            ]
        )
        #expect(wrong.text.contains("东梯、西梯"))
        let english = try desk.client.send(
            "POST",
            "/api/v1/cases",
            token: desk.tokens["resident"],
            headers: [("Accept-Language", "en")],
            body:
                #"{"kind": "no", "category_id": \#(category), "title": "", "answers": {"people": "many", "which": [1]}}"#
        )
        #expect(english.text.contains("The choices are") || english.text.contains("Is to be a string"))
        #expect(
            Set(english.faults).isSuperset(of: [
                "#/kind unknown_value", "#/title too_short", "#/description required", "#/answers/which wrong_type",
                "#/answers/people wrong_type", "#/answers/hurt required", "#/attachments required",
            ]),
            "\(english.faults)"
        )
        // Nothing was kept of it.
        #expect(try desk.ids("secretary", "cases?category_id=\(category)").isEmpty)
    }

    @Test("Answers and photos come with the case in one call; a sensitive one is masked, and shown whole for a reason")
    func whole() async throws {
        let desk = try await IntakeDesk()
        let category = try asking(desk)
        let household = try #require(try desk.ids("resident", "households").first)
        let photo = try desk.photo("resident")
        let answers = #"{"which": "西梯", "people": 3, "hurt": false, "since": "2021-02-28", "illness": "心脏病"}"#
        let report = IntakeDesk.report(
            category,
            #""household_id": \#(household), "answers": \#(answers), "attachments": [\#(photo)]"#
        )
        let made = try desk.send("resident", "cases", report)
        let id = try #require(made.status == 201 ? try made.json()["id"]?.integer : nil, "\(made.text)")
        #expect(try made.json()["unit_id"]?.integer != nil && made.json()["building_id"]?.integer != nil)
        let shown = try desk.get("staff", "cases/\(id)/answers")["items"]?.elements.map { $0 } ?? []
        #expect(shown.map { $0["code"]?.string } == ["which", "people", "hurt", "since", "illness"])
        #expect(shown.map { $0["value"]?.string } == ["西梯", "3", "false", "2021-02-28", nil])
        #expect(shown.map { $0["private_value"]?.string } == [nil, nil, nil, nil, "****"])
        #expect(try desk.get("resident", "cases/\(id)/answers")["items"]?.count == 5)
        #expect(try desk.read("partner", "cases/\(id)/answers").status == 404)
        #expect(try desk.read("auditor", "cases/\(id)/answers").status == 403)
        let attached = try desk.get("staff", "cases/\(id)/attachments")
        #expect(attached.at("items.0.moment")?.string == "before" && attached["items"]?.count == 1)

        let illness = shown[4]["id"]?.integer ?? 0
        let reason = #"{"purpose": "告知救援人员", "purpose_code": "cases"}"#
        #expect(try desk.send("resident", "case-answers/\(illness)/unmask", reason).status == 403)
        #expect(try desk.send("staff", "case-answers/\(illness)/unmask").faults.count == 2)
        let opened = try desk.send("staff", "case-answers/\(illness)/unmask", reason)
        #expect(opened.status == 200 && opened.text.contains("心脏病"))
        #expect(
            try desk.send("staff", "case-answers/\(shown[0]["id"]?.integer ?? 0)/unmask", reason).code == "nothing_held"
        )
        let resident = try desk.get("resident", "me").at("scope.resident_id")?.integer ?? 0
        let audit = try desk.get("auditor", "audit?object=residents/\(resident)&action=unmask_case_answers")
        #expect(audit.at("items.0.note")?.string == "cases/\(id) illness: [cases] 告知救援人员")
        // The person sees all of it.
        let own = try desk.get("resident", "me/data")["case_answers"]?.elements.map { $0 } ?? []
        #expect(own.last?["private_value"]?.string == "心脏病")
    }

    @Test("A question is not asked in other words: it is retired and another asked, and old answers keep theirs")
    func retired() async throws {
        let desk = try await IntakeDesk()
        let category = try desk.category("lamps")
        let below = try desk.category("stairs", below: category)
        let old = try desk.question(category, "lamps", "text", #", "required": true"#)
        let first = try desk.make(
            "staff",
            "cases",
            IntakeDesk.report(category, #""building_id": 1, "answers": {"lamps": "两三盏"}"#)
        )
        let reworded = try desk.send(
            "staff",
            "case-questions/\(old)",
            #"{"title": "几盏？", "kind": "number"}"#,
            method: "PATCH"
        )
        #expect(reworded.faults == ["#/title fixed", "#/kind fixed"])
        let twin = #"{"category_id": \#(below), "code": "lamps", "title": "几盏？", "kind": "number"}"#
        #expect(try desk.send("staff", "case-questions", twin).faults == ["#/code duplicate"])
        #expect(try desk.send("staff", "case-questions/\(old)", method: "DELETE").code == "in_use")
        #expect(try desk.send("staff", "case-questions/\(old)", #"{"retired": true}"#, method: "PATCH").status == 200)
        try desk.question(category, "lamps", "number")
        let second = try desk.make(
            "staff",
            "cases",
            IntakeDesk.report(below, #""building_id": 2, "answers": {"lamps": 3}"#)
        )
        #expect(try desk.get("staff", "cases/\(first)/answers").at("items.0.value")?.string == "两三盏")
        #expect(try desk.get("staff", "cases/\(first)/answers").at("items.0.kind")?.string == "text")
        #expect(try desk.get("staff", "cases/\(second)/answers").at("items.0.kind")?.string == "number")
        let again = try desk.send("staff", "case-questions/\(old)", #"{"retired": false}"#, method: "PATCH")
        #expect(again.status >= 400, "two questions of one code: \(again.text)")
    }

    @Test(
        "A question that makes no sense is refused",
        arguments: [
            (#""kind": "choice""#, "#/choices required"),
            (#""kind": "choice", "choices": "甲|甲""#, "#/choices bad_choices"),
            (#""kind": "text", "choices": "甲|乙""#, "#/choices not_allowed"),
            (#""kind": "text", "most": 5"#, "#/most not_allowed"),
            (#""kind": "number", "least": 5, "most": 1"#, "#/most not_after"),
        ]
    )
    func senseless(members: String, fault: String) async throws {
        let desk = try await IntakeDesk(try await TestServer.demo())
        let answer = try desk.send(
            "secretary",
            "case-questions",
            #"{"category_id": 3, "code": "q", "title": "问", \#(members)}"#
        )
        #expect(answer.status == 422 && answer.faults == [fault], "\(answer.text)")
    }

    @Test("Whoever calls by telephone holds no photo; the place is asked all the same, and another building is told")
    func caller() async throws {
        let desk = try await IntakeDesk()
        let category = try desk.category("lifts", below: nil, #", "needs_photo": true, "place_needed": "unit""#)
        let called = try desk.send(
            "staff",
            "cases",
            IntakeDesk.report(category, #""building_id": 1, "source": "hotline""#)
        )
        #expect(called.faults == ["#/unit_id required"])
        let unit = try #require(try desk.get("staff", "units?building_id=1&limit=1").at("items.0.id")?.integer)
        let other = IntakeDesk.report(category, #""building_id": 2, "unit_id": \#(unit), "source": "hotline""#)
        #expect(try desk.send("staff", "cases", other).faults == ["#/building_id elsewhere"])
        try desk.make("staff", "cases", IntakeDesk.report(category, #""unit_id": \#(unit), "source": "hotline""#))
    }

    @Test("When the words of a case are erased, its answers go with them")
    func erased() async throws {
        let desk = try await IntakeDesk()
        let category = try asking(desk)
        let report = IntakeDesk.report(
            category,
            #""household_id": 1, "source": "hotline", "answers": {"which": "东梯", "hurt": true, "illness": "哮喘"}"#
        )
        let id = try desk.make("staff", "cases", report)
        #expect(try desk.get("staff", "cases/\(id)/answers")["items"]?.count == 3)
        try await desk.test.store.write { try $0.retention.end(.cases, .anonymise, [id], community: 1) }
        #expect(try desk.get("staff", "cases/\(id)/answers")["items"]?.count == 0)
    }

    @Test("The documentation describes answers as an open object, and a category with the questions that it carries")
    func documented() async throws {
        let desk = try await IntakeDesk(try await TestServer.demo())
        let document = try desk.client.send("GET", "/openapi.json").json()
        let paths = try #require(document["paths"])
        let body = paths["/api/v1/cases"]?.at("post.requestBody.content")?["application/json"]
        let named = body?.at("schema.properties.answers")?["$ref"]?.string
        #expect(named == "#/components/schemas/AnswersToQuestions")
        let answers = document.at("components.schemas.AnswersToQuestions")
        #expect(answers?["type"]?.string == "object" && answers?.at("additionalProperties.type")?.count == 3)
        #expect(body?.at("schema.properties.attachments.type")?.string == "array")
        let found = paths["/api/v1/case-categories/{id}"]?.at("get.responses")?["200"]?["content"]?["application/json"]
        let question = found?.at("schema.allOf.1.properties.questions.items.properties")
        #expect(question?["choices"] != nil && question?["sensitive"] != nil)
    }

    @Test("What a category asks stands in the documentation from the moment that it is asked, each code with its forms")
    func documentedQuestions() async throws {
        let desk = try await IntakeDesk()
        let category = try asking(desk)
        let other = try desk.category("other")
        let id = try desk.question(other, "people", "text", #", "required": true"#)
        func form(_ code: String) throws -> JSONValue? {
            let document = try desk.client.send("GET", "/openapi.json").json()
            return document.at("components.schemas.AnswersToQuestions.properties")?[code]
        }
        let which = try form("which")
        #expect(which?["enum"]?.elements.compactMap(\.string) == ["东梯", "西梯"])
        #expect(which?["x-category-id"]?.integer == category)
        #expect(try form("since")?["format"]?.string == "date" && form("hurt")?["type"]?.string == "boolean")
        let people = try form("people")?["anyOf"]
        #expect(people?.count == 2 && people?.at("0.maximum")?.integer == 20)
        #expect(people?.at("1.type")?.string == "string" && people?.at("1.x-required")?.bool == true)
        // What is asked no more is described no more.
        let retired = try desk.client.send(
            "PATCH",
            "/api/v1/case-questions/\(id)",
            token: desk.tokens["secretary"],
            headers: [("If-Match", "*")],
            body: #"{"retired": true}"#
        )
        #expect(retired.status == 200, "\(retired.text)")
        #expect(try form("people")?["type"]?.string == "integer")
    }

    @Test("The photo of somebody who stays unknown says nothing of them")
    func anonymousPhoto() async throws {
        let desk = try await IntakeDesk()
        let photo = try desk.photo("resident")
        let report = IntakeDesk.report(3, #""building_id": 1, "anonymous": true, "attachments": [\#(photo)]"#)
        let id = try desk.make("resident", "cases", report)
        let sender = try desk.get("staff", "cases/\(id)/attachments").at("items.0.account_id")?.integer
        #expect(try sender != nil && sender != desk.account("resident"))
        #expect(try sender == desk.get("staff", "cases/\(id)")["answerable_id"]?.integer)
    }

    @Test("The done work comes with its photos in the same call, and is closed where they prove it")
    func done() async throws {
        let desk = try await IntakeDesk()
        #expect(try desk.send("secretary", "settings", #"{"check_sample_percent": 0}"#, method: "PATCH").status == 200)
        let worker = try desk.account("grid_worker")
        let before = try desk.photo("grid_worker")
        let id = try desk.make(
            "staff",
            "cases",
            IntakeDesk.report(3, #""building_id": 1, "accept": {"handler_id": \#(worker)}"#)
        )
        let attached = try desk.send(
            "grid_worker",
            "cases/\(id)/attachments",
            #"{"uploads": [\#(before)], "moment": "before"}"#
        )
        #expect(attached.status == 201)
        let foreign = try desk.photo("staff")
        let wrong = try desk.send(
            "grid_worker",
            "cases/\(id)/report-done",
            #"{"answer": "已换", "attachments": [\#(foreign)]}"#
        )
        #expect(wrong.faults == ["#/attachments/0 unknown_upload"])
        let after = try desk.photo("grid_worker")
        let done = try desk.send(
            "grid_worker",
            "cases/\(id)/report-done",
            #"{"answer": "已换", "attachments": [\#(after)]}"#
        )
        #expect(try done.status == 200 && done.json()["status"]?.string == "closed", "\(done.text)")
        let moments = try desk.get("staff", "cases/\(id)/attachments")["items"]?.elements.compactMap {
            $0["moment"]?.string
        }
        #expect(moments == ["before", "after"])
    }
}
