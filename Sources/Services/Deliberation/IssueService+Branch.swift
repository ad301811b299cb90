import Domain

/// Whose Party branch a topic is of (提议党组织), and who enters its steps.
extension IssueService {
    /// Staff enter every step; the secretary of a Party branch those in which the own branch sits.
    ///
    /// What no branch has proposed yet the own one may propose, from where it is of that branch.
    func admit(
        _ step: DecisionStep,
        of issue: DeliberationIssue,
        by principal: Principal,
        in transaction: any Transaction
    ) throws {
        if principal.holds(.writeDeliberation) { return }
        guard case .branch(let own, community: _) = principal.scope, step.isOfParty else { throw DomainError.forbidden }
        if issue.partyBranch == nil, step == .partyProposal, issue.takesSixSteps {
            let draft = Draft(.issues, ["party_organization_id": .integer(own)])
            return try transaction.update(draft, id: issue.id, ifVersion: nil, scope: .community(issue.community))
        }
        guard issue.partyBranch == own else { throw DomainError.notYourBranch(step) }
    }

    /// Which branch proposes it is for the staff to say, or for the branch itself; once that took a step, it stands.
    func checkBranch(_ draft: Draft, of issue: DeliberationIssue?, by principal: Principal, taken: Int64) throws {
        guard let value = draft["party_organization_id"] else { return }
        let named = draft.integer("party_organization_id")
        if let issue, taken > 0, named != issue.partyBranch {
            throw DomainError(
                .conflict,
                "steps_taken",
                "四议两公开已进行 \(taken) 步，提议党组织不能再改",
                "\(taken) of the six steps were taken already, so the branch that proposed it stands",
                details: [("taken", .integer(taken))]
            )
        }
        if principal.holds(.writeDeliberation) { return }
        if case .branch(let own, community: _) = principal.scope, value == .integer(own) { return }
        throw DomainError.invalid([
            .body(
                "party_organization_id",
                "only_staff",
                "提议党组织由社区或该支部书记确定",
                "Which Party branch proposes it is for the staff or its own secretary to say"
            )
        ])
    }
}
