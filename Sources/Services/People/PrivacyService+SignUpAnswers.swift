package import Domain

extension PrivacyService {
    /// Shows one sensitive answer of a sign-up once, to whoever has a purpose that the person agreed to; it is noted with
    /// the person.
    package func unmask(
        signUpAnswer id: Int64,
        purpose: String,
        for code: Purpose,
        by principal: Principal
    ) async throws -> OpenedAnswer {
        try await store.once(as: principal.accountID) { transaction in
            guard try transaction.contains(.signUpAnswers, id: id, scope: principal.scope) else {
                throw DomainError.notFound
            }
            guard let opened = try transaction.activities.openAnswer(id, scope: principal.scope) else {
                throw DomainError(
                    .notFound,
                    "nothing_held",
                    "该回答不是敏感回答，已如实显示",
                    "The answer is not a sensitive one; it is shown as it is"
                )
            }
            if let resident = opened.reporter { try check(code, resident, in: transaction) }
            try transaction.audit.note(
                "unmask_sign_up_answers",
                object: opened.reporter.map { "residents/\($0)" } ?? "sign-ups/\(opened.caseID)",
                community: opened.community,
                words: "sign-ups/\(opened.caseID) \(opened.code): [\(code.rawValue)] \(purpose)"
            )
            return opened
        }
    }
}
