package import Domain

extension PrivacyService {
    /// Shows one sensitive answer of a case once; that it was shown, to whom and what for, is on the disk before the answer
    /// leaves.
    ///
    /// Where the reporter is known it is noted with them, who may ask for it.
    package func unmask(
        answer id: Int64,
        purpose: String,
        for code: Purpose,
        by principal: Principal
    ) async throws -> OpenedAnswer {
        try await store.once(as: principal.accountID) { transaction in
            guard try transaction.contains(.caseAnswers, id: id, scope: principal.scope) else {
                throw DomainError.notFound
            }
            guard let opened = try transaction.intake.openAnswer(id, scope: principal.scope) else {
                throw DomainError(
                    .notFound,
                    "nothing_held",
                    "该回答不是敏感回答，已如实显示",
                    "The answer is not a sensitive one; it is shown as it is"
                )
            }
            if let reporter = opened.reporter { try check(code, reporter, in: transaction) }
            try transaction.audit.note(
                "unmask_case_answers",
                object: opened.reporter.map { "residents/\($0)" } ?? "cases/\(opened.caseID)",
                community: opened.community,
                words: "cases/\(opened.caseID) \(opened.code): [\(code.rawValue)] \(purpose)"
            )
            return opened
        }
    }
}
