package import Domain

extension PrivacyService {
    /// Shows one sensitive answer of a case or of a sign-up once; that it was shown, to whom and what for, is on the disk
    /// before the answer leaves.
    ///
    /// Where the person is known there has to be a purpose that they agreed to, and it is noted with them, who may ask for it.
    package func unmask(
        answer id: Int64,
        of form: AnsweredForm,
        purpose: String,
        for code: Purpose,
        by principal: Principal
    ) async throws -> OpenedAnswer {
        try await store.once(as: principal.accountID) { transaction in
            guard try transaction.contains(form.answers, id: id, scope: principal.scope) else {
                throw DomainError.notFound
            }
            guard let opened = try form.open(id, scope: principal.scope, in: transaction) else {
                throw DomainError(
                    .notFound,
                    "nothing_held",
                    "该回答不是敏感回答，已如实显示",
                    "The answer is not a sensitive one; it is shown as it is"
                )
            }
            try form.check(code)
            if let person = opened.person { try check(code, person, in: transaction) }
            let place = "\(form.owner.path)/\(opened.owner)"
            try transaction.audit.note(
                form.action,
                object: opened.person.map { "residents/\($0)" } ?? place,
                community: opened.community,
                words: "\(place) \(opened.code): [\(code.rawValue)] \(purpose)"
            )
            return opened
        }
    }
}

/// What was asked in a form (表单来源): beside a case, or of whoever signs up.
package enum AnsweredForm: Sendable {
    case caseForm, signUpForm

    fileprivate var answers: ResourceName {
        switch self {
        case .caseForm: .caseAnswers
        case .signUpForm: .signUpAnswers
        }
    }

    fileprivate var owner: ResourceName {
        switch self {
        case .caseForm: .cases
        case .signUpForm: .signUps
        }
    }

    /// What such answers were given for, or may be needed for where somebody is to be helped.
    private var purposes: [Purpose] {
        switch self {
        case .caseForm: [.cases, .care, .emergency, .health, .deliberation]
        case .signUpForm: [.activities, .care, .emergency, .health]
        }
    }

    fileprivate func check(_ purpose: Purpose) throws {
        guard !purposes.contains(purpose) else { return }
        let codes = purposes.map(\.rawValue).joined(separator: ", ")
        throw DomainError.invalid([
            .body(
                "purpose_code",
                "other_purpose",
                "该回答不是为“\(purpose.title.chinese)”收集的；可用：\(codes)",
                "The answer was not collected for “\(purpose.title.english)”; usable: \(codes)"
            )
        ])
    }

    /// What the audit calls it.
    fileprivate var action: String {
        switch self {
        case .caseForm: "unmask_case_answers"
        case .signUpForm: "unmask_sign_up_answers"
        }
    }

    fileprivate func open(_ id: Int64, scope: DataScope, in transaction: any Transaction) throws -> OpenedAnswer? {
        switch self {
        case .caseForm: try transaction.intake.openAnswer(id, scope: scope)
        case .signUpForm: try transaction.activities.openAnswer(id, scope: scope)
        }
    }
}
