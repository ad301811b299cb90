package import Domain

/// 受理设置: the categories, their questions, the routes and the reply templates of a community.
///
/// They are plain registers but for what one row has to agree on with the others.
package struct IntakeRegister: Sendable {
    private let store: any Store

    package init(store: any Store) { self.store = store }

    package func create(_ draft: Draft, by principal: Principal, view: View) async throws -> Rendered {
        try await store.answer { transaction in
            try checkForm(draft)
            try checkRules(of: draft, isNew: true, by: principal)
            let id = try transaction.insert(draft, scope: view.scope)
            try check(draft, id, in: transaction)
            return try transaction.one(draft.resource, id: id, view: view)
        }
    }

    package func update(
        _ draft: Draft,
        id: Int64,
        ifVersion: VersionCondition?,
        by principal: Principal,
        view: View
    ) async throws -> Rendered {
        try await store.answer { transaction in
            try checkRules(of: draft, isNew: false, by: principal)
            try transaction.update(draft, id: id, ifVersion: ifVersion, scope: view.scope)
            try check(draft, id, in: transaction)
            return try transaction.one(draft.resource, id: id, view: view)
        }
    }

    /// Looks at the row among the others; what breaks a rule is not kept.
    private func check(_ draft: Draft, _ id: Int64, in transaction: any Transaction) throws {
        switch draft.resource {
        case .caseCategories: try checkDepth(of: id, in: transaction)
        case .caseQuestions: try checkQuestion(draft, id, in: transaction)
        case .caseRoutes: try checkRoute(draft, in: transaction)
        case .replyTemplates: try checkTemplate(draft)
        default: preconditionFailure("\(draft.resource.path) is no register of the intake")
        }
    }

    private func checkDepth(of id: Int64, in transaction: any Transaction) throws {
        guard let place = try transaction.intake.place(ofCategory: id) else { throw DomainError.notFound }
        let limit = try transaction.calendars.settings(community: place.community)[.categoryDepth]
        guard place.above + place.below < limit else {
            throw DomainError.invalid([
                .body(
                    "parent_id",
                    "too_deep",
                    "类别最多 \(limit) 级，如此将有 \(place.above + place.below + 1) 级",
                    "Categories have \(limit) levels at most; there would be \(place.above + place.below + 1)"
                )
            ])
        }
    }

    private func checkQuestion(_ draft: Draft, _ id: Int64, in transaction: any Transaction) throws {
        guard let question = try transaction.intake.question(id), !question.isRetired else { return }
        var faults: [FieldError] = []
        if try transaction.intake.isAsked(question.code, inFamilyOf: question.category, otherThan: id) {
            faults.append(
                .body(
                    "code",
                    "duplicate",
                    "该类别或其上下级已有此代码的问题",
                    "The category, or one above or below it, asks a question of this code"
                )
            )
        }
        if try transaction.intake.asked(inCategory: question.category) > CaseQuestion.formLimit {
            faults.append(
                .body(
                    "category_id",
                    "too_many",
                    "一份表单最多 \(CaseQuestion.formLimit) 个问题",
                    "A form asks \(CaseQuestion.formLimit) questions at most"
                )
            )
        }
        guard faults.isEmpty else { throw DomainError.invalid(faults) }
    }

    /// By what cases are checked and judged is not for those to say who handle them; a new category has the standard's.
    private func checkRules(of draft: Draft, isNew: Bool, by principal: Principal) throws {
        guard draft.resource == .caseCategories, principal.role?.setsRules != true else { return }
        let names = ["check_policy", "path", "accept_limit", "handle_limit"]
        let standard = ["check_policy": CheckPolicy.photo.rawValue, "path": CasePath.ordinary.rawValue]
        let reserved = Resource[.caseCategories].fields.filter { field in
            guard names.contains(field.name), draft[field.name] != nil else { return false }
            return !isNew || draft.text(field.name) != standard[field.name]
        }
        guard reserved.isEmpty else { throw DomainError.secretaryOnly(reserved.map(\.title)) }
    }

    /// What the schema would refuse without saying which field it was.
    private func checkForm(_ draft: Draft) throws {
        guard draft.resource == .caseQuestions else { return }
        var faults: [FieldError] = []
        let choices = CaseQuestion.choices(draft.text("choices"))
        if draft.text("choices") != nil, choices.isEmpty || Set(choices).count < choices.count {
            faults.append(
                .body(
                    "choices",
                    "bad_choices",
                    "选项以 | 分隔，不能为空或重复",
                    "Are to be separated by |, none of them empty or twice"
                )
            )
        }
        if draft.text("kind") != nil, draft.text("kind") != QuestionKind.number.rawValue {
            faults += ["least", "most"].filter { draft.integer($0) != nil }.map { name in
                .body(name, "not_allowed", "只有数字类问题有范围", "Only a number has a range")
            }
        }
        guard faults.isEmpty else { throw DomainError.invalid(faults) }
    }

    /// Cases go to the community's own people; a partner is named by its organization.
    private func checkRoute(_ draft: Draft, in transaction: any Transaction) throws {
        guard let account = draft.integer("handler_id") else { return }
        guard let role = try transaction.cases.role(ofAccount: account), role.worksCases else {
            throw DomainError.invalid([
                .body(
                    "handler_id",
                    "not_inside",
                    "须为社区工作人员或网格人员的账号",
                    "Is to be an account of the community's own staff"
                )
            ])
        }
    }

    private func checkTemplate(_ draft: Draft) throws {
        let unknown = draft.text("text").map(ReplyTemplate.unknownBlanks) ?? []
        guard !unknown.isEmpty else { return }
        let (chinese, english) = (ReplyBlank.allCases.map(\.chinese), ReplyBlank.allCases.map(\.rawValue))
        throw DomainError.invalid([
            .body(
                "text",
                "unknown_blank",
                "没有占位符 {\(unknown[0])}；可用：\(chinese.map { "{\($0)}" }.joined(separator: " "))",
                "There is no blank {\(unknown[0])}; there are: \(english.map { "{\($0)}" }.joined(separator: " "))"
            )
        ])
    }
}
