import Domain
import HTTPWire
import JSON
import Routing
import Services

/// 受理设置: categories with their forms, questions, routes and reply templates, and the answers of cases.
struct IntakeRoutes: RouteGroup {
    let register: RegisterService
    let intake: IntakeRegister
    let privacy: PrivacyService

    var endpoints: [Endpoint] {
        [ResourceName.caseCategories, .caseQuestions, .caseRoutes, .replyTemplates].flatMap(watched) + [
            category,
            .below(.cases, .caseAnswers, by: "case_id", "answers", title: Title("诉求的追问回答", "Answers of a case")),
            .find(Resource[.caseAnswers]), unmask,
        ]
    }

    /// A register whose rows have to agree with each other.
    private func watched(_ name: ResourceName) -> [Endpoint] {
        let resource = Resource[name]
        let byHand: Set<RegisterAct> = name == .caseCategories ? [.find, .create, .update] : [.create, .update]
        return Endpoint.register(name, register, without: byHand) + [
            .create(resource) { [intake] draft, call, view in
                try await intake.create(draft, by: call.principal, view: view)
            },
            .update(resource) { [intake] draft, id, version, call, view in
                try await intake.update(draft, id: id, ifVersion: version, by: call.principal, view: view)
            },
        ]
    }

    /// A category with all that a report in it answers, so that a client can draw the form.
    private var category: Endpoint {
        let resource = Resource[.caseCategories]
        let plain = Endpoint.find(resource)
        var documentation = plain.documentation
        documentation.beside = [CaseFormWriter.questions]
        return Endpoint(
            plain.method,
            plain.pattern,
            access: plain.access,
            documentation,
            .read { call, reader in
                var view = try call.view(of: resource)
                let row: Rendered
                do {
                    row = try reader.one(resource.name, id: call.id, view: view)
                } catch let error as DomainError where error.kind == .notFound {
                    // What everybody sees of another community whoever is signed in sees, too, and no more of it.
                    view.scope = .visitor
                    row = try reader.one(resource.name, id: call.id, view: view)
                }
                guard view.fields == nil, let form = try reader.intakes.form(ofCategory: call.id, community: nil) else {
                    return call.found(row, view)
                }
                return call.found(row.adding("questions", CaseFormWriter.write(form)), view)
            }
        )
    }

    private var unmask: Endpoint {
        .unmaskingAnswer(
            .caseAnswers,
            title: Title("查看敏感回答原值", "Show a sensitive answer whole, once")
        ) { [privacy] id, purpose, code, principal in
            try await privacy.unmask(answer: id, of: .caseForm, purpose: purpose, for: code, by: principal)
        }
    }
}

/// Writes the form of a category (表单写法).
enum CaseFormWriter {
    static let questions = BodyField(
        "questions",
        "追问，含上级类别的",
        "What is asked, by those above, too",
        shape: .objects(
            [
                BodyField("id", "编号", "Id", .reference(.caseQuestions)),
                BodyField("category_id", "类别", "Category", .reference(.caseCategories)),
                BodyField("code", "代码", "Code", .text(1...32)), BodyField("title", "问题", "Question", .text(1...100)),
                BodyField("kind", "问题类型", "Kind", .enumeration(Enumeration(QuestionKind.self))),
                BodyField("required", "必答", "Required", .boolean),
                BodyField("sensitive", "敏感", "Sensitive", .boolean),
                BodyField("least", "最小值", "Least", .integer(CaseQuestion.numbers)),
                BodyField("most", "最大值", "Most", .integer(CaseQuestion.numbers)),
                BodyField("choices", "选项", "Choices", .text(1...1000), shape: .values(most: 500)),
                BodyField("hint", "提示", "Hint", .text(1...200)),
            ],
            most: CaseQuestion.formLimit
        )
    )

    static func write(_ form: CaseForm) -> [UInt8] {
        var out = ByteWriter(capacity: 1024)
        out.openArray()
        for question in form.questions {
            out.openObject()
            out.member("id", question.id)
            out.member("category_id", question.category)
            out.member("code", question.code)
            out.member("title", question.title)
            out.member("kind", question.kind.rawValue)
            out.member("required", question.isRequired)
            out.member("sensitive", question.isSensitive)
            out.member("least", question.least)
            out.member("most", question.most)
            out.key("choices")
            out.openArray()
            for choice in question.choices { out.value(choice) }
            out.closeArray()
            out.member("hint", question.hint)
            out.closeObject()
        }
        out.closeArray()
        return out.array()
    }
}
