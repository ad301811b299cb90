package import Domain

/// 报名表: what whoever signs up is asked; all who sign up answer the same form.
package struct QuestionService: Sendable {
    private let store: any Store

    package init(store: any Store) { self.store = store }

    /// Asks a question more, as long as nobody can have signed up.
    package func create(_ draft: Draft, by principal: Principal, view: View) async throws -> Rendered {
        try await store.answer { transaction in
            try Self.check(draft)
            try checkDraft(draft.integer("activity_id") ?? 0, view.scope, by: principal, in: transaction)
            let id = try transaction.insert(draft, scope: view.scope)
            return try transaction.one(.activityQuestions, id: id, view: view)
        }
    }

    package func remove(_ id: Int64, ifVersion: VersionCondition?, by principal: Principal) async throws {
        let scope = principal.scope
        try await store.write { transaction in
            try transaction.expect(.activityQuestions, id: id, ifVersion: ifVersion, scope: scope)
            if let activity = try transaction.activities.activity(ofQuestion: id) {
                try checkDraft(activity, scope, by: principal, in: transaction)
            }
            try transaction.delete(.activityQuestions, id: id, ifVersion: nil, scope: scope)
        }
    }

    /// What the schema would refuse without saying which field it was.
    static func check(_ draft: Draft) throws {
        var faults: [FieldError] = []
        let choices = CaseQuestion.choices(draft.text("choices"))
        if let text = draft.text("choices"),
            choices.count < 2 || Set(choices).count < choices.count || text.contains(where: \.isNewline)
        {
            faults.append(
                .body(
                    "choices",
                    "bad_choices",
                    "选项写在一行，以 | 分隔，至少两个，不能为空或重复",
                    "Are to be two at least, in one line, separated by |, none of them empty or twice"
                )
            )
        }
        if draft.text("kind") != QuestionKind.number.rawValue {
            faults += ["least", "most"].filter { draft.integer($0) != nil }.map { name in
                .body(name, "not_allowed", "只有数字类问题有范围", "Only a number has a range")
            }
        }
        if let least = draft.integer("least"), let most = draft.integer("most"), least > most {
            faults.append(
                .body(
                    "most",
                    "below_least",
                    "最大值 \(most) 小于最小值 \(least)，没有数字可填",
                    "The most, \(most), is below the least, \(least): no number would do"
                )
            )
        }
        guard faults.isEmpty else { throw DomainError.invalid(faults) }
    }

    private func checkDraft(
        _ activity: Int64,
        _ scope: DataScope,
        by principal: Principal,
        in transaction: any Transaction
    ) throws {
        guard try transaction.contains(.activities, id: activity, scope: scope),
            let found = try transaction.activities.find(activity, scope: scope)
        else {
            throw DomainError.invalid([
                .body("activity_id", "unknown_reference", "没有这个活动", "There is no such activity")
            ])
        }
        try principal.checkHolds(found)
        guard found.status == .draft else {
            throw DomainError(
                .conflict,
                "not_changeable",
                "活动现为“\(found.status.title.chinese)”，报名表在发布前设定",
                "The activity is “\(found.status.title.english)”; its form is made before it is published"
            )
        }
    }
}
