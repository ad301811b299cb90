import Domain

/// Who approves by which words everybody reads of a topic (公开文字核定).
extension IssueService {
    /// Whoever screens a topic approves what its preview shows, or writes other words.
    func approve(
        _ issue: DeliberationIssue,
        _ act: IssueAct,
        _ draft: inout Draft,
        in transaction: any Transaction
    ) throws {
        let faults = IssueWording.faults(title: act.publicTitle, description: act.publicDescription)
        guard faults.isEmpty else { throw DomainError.invalid(faults) }
        guard let words = try transaction.issues.wording(of: issue.id) else { return }
        draft["public_title"] = .text(act.publicTitle ?? words.proposedTitle)
        draft["public_description"] = .text(act.publicDescription ?? words.proposedDescription)
    }

    /// What everybody knows an issue by: the title that was approved, else its number.
    func publicTitle(of id: Int64, in transaction: any Transaction) throws -> String {
        if let title = try transaction.issues.wording(of: id)?.publicTitle { return title }
        return try transaction.issues.number(of: id) ?? "议题 \(id)"
    }

    /// Words for everybody are for the staff to write; those who sign a topic read its own before anybody has looked at them.
    func checkWording(_ draft: Draft, by principal: Principal) throws {
        let named = ["public_title", "public_description"].filter { draft[$0] != nil }
        guard named.isEmpty || principal.holds(.writeDeliberation) else {
            throw DomainError.invalid(
                named.map {
                    .body($0, "only_staff", "公开文字由社区核定", "What everybody reads is for the staff to approve")
                }
            )
        }
        try PersonalNumber.refuse([
            "title": draft.text("title"), "description": draft.text("description"),
            "public_title": draft.text("public_title"), "public_description": draft.text("public_description"),
        ])
    }

    /// Whether a change is of nothing but what everybody reads, which staff put right at any time.
    static func isOfWording(_ draft: Draft) -> Bool {
        let own = ["public_title", "public_description"].compactMap { Resource[.issues].index(of: $0) }
        return !draft.values.isEmpty && draft.values.allSatisfy { own.contains($0.field) }
    }

    /// That the words were changed stands in the timeline.
    func noteWording(
        _ draft: Draft,
        of issue: DeliberationIssue,
        by principal: Principal,
        in transaction: any Transaction
    ) throws {
        guard draft["public_title"] != nil || draft["public_description"] != nil else { return }
        try transaction.issues.appendEvent(
            issue: issue.id,
            at: transaction.now,
            actor: principal.accountID,
            move: "edit",
            from: issue.status,
            to: issue.status,
            remark: HouseWord.publicWording.rawValue
        )
    }
}
