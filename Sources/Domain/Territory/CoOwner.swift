/// An owner of a dwelling as the rules of owners' votes see them (产权人).
package struct CoOwner: Sendable, Hashable {
    package let id: Int64
    package let dwelling: Int64
    /// How many own the dwelling together.
    package let owners: Int64
    /// Which of them votes for it, where they named one.
    package let agent: Int64?
    /// The running vote on whose roll the dwelling stands.
    package let runningVote: Int64?
    /// The day on which it ended.
    package let until: CivilDate?
    /// When it was entered, and when co-owners last signed that this one votes for them.
    package let entered: Instant
    package let signed: Instant?
    /// A vote of the owners there whose roll was made after the end was entered.
    package let laterVote: Int64?

    package var isEnded: Bool { until != nil }

    package init(
        id: Int64,
        dwelling: Int64,
        owners: Int64,
        agent: Int64?,
        runningVote: Int64?,
        until: CivilDate?,
        entered: Instant,
        signed: Instant?,
        laterVote: Int64?
    ) {
        self.id = id
        self.dwelling = dwelling
        self.owners = owners
        self.agent = agent
        self.runningVote = runningVote
        self.until = until
        self.entered = entered
        self.signed = signed
        self.laterVote = laterVote
    }
}

/// 共有人代表的存储: who votes for a dwelling of several owners.
package protocol CoOwnerRepository {
    func owner(_ id: Int64, scope: DataScope) throws -> CoOwner?
    /// Names an owner by the proof that the co-owners signed.
    func name(_ owner: CoOwner, upload: Upload, by account: Int64) throws
    /// Whether the co-owners ever named this owner.
    func wasNamed(_ id: Int64) throws -> Bool
    /// Ends an ownership on a day; its paper stays, and it stands in no share and on no later roll.
    ///
    /// Without a day an end that was entered by mistake is taken back, if its share still fits into the dwelling.
    func end(_ id: Int64, on day: CivilDate?) throws
    /// Takes it back; what was signed stays, since votes were cast by it.
    func withdraw(_ owner: CoOwner, by account: Int64) throws
}

extension DomainError {
    /// Votes were cast by what co-owners signed.
    package static let proofKept = DomainError(
        .conflict,
        "proof_kept",
        "共有人曾签字推选该产权人为代表，推选书须留存，不能删除；产权已转移的，请用 ownerships/{id}/end 登记终止日期，再登记新的产权人",
        "Co-owners named this owner by a signed paper, which is kept; where the dwelling was sold, end the ownership by its day "
            + "(ownerships/{id}/end) and enter the new owner"
    )

    /// What ended stands for nobody any more.
    package static let ownershipEnded = DomainError(
        .conflict,
        "ownership_ended",
        "该产权已登记终止",
        "The ownership has ended already"
    )

    package static let ownershipRuns = DomainError(
        .conflict,
        "ownership_not_ended",
        "该产权未登记终止，没有可撤销的终止日期",
        "The ownership has not ended, so that no end of it is taken back"
    )

    /// A roll was made by it.
    package static func endStands(vote: Int64) -> DomainError {
        DomainError(
            .conflict,
            "end_stands",
            "登记终止后，表决 \(vote) 的名册已据此生成，终止日期不能再改",
            "Since the end was entered, the roll of vote \(vote) was made by it; its day is not changed any more",
            details: [("vote_id", .integer(vote))]
        )
    }

    /// Whoever stands on the roll of a running vote votes in it.
    package static func rollFrozen(vote: Int64) -> DomainError {
        DomainError(
            .conflict,
            "roll_frozen",
            "表决 \(vote) 进行中，名册在开始时已确定，共有人代表须在结束后变更",
            "Vote \(vote) is running and its roll stands from the opening; the agent of co-owners changes after its end",
            details: [("vote_id", .integer(vote))]
        )
    }

    /// Whoever owns it alone votes anyway.
    package static func soleOwner(_ owners: Int64) -> DomainError {
        DomainError(
            .conflict,
            "sole_owner",
            "该房屋登记产权人 \(owners) 位，有 2 位以上才需推选代表",
            "The dwelling has \(owners) registered owner; an agent is named by two or more",
            details: [("owners", .integer(owners)), ("least", .integer(2))]
        )
    }

    package static func agentAlready(_ agent: Int64, isSame: Bool) -> DomainError {
        DomainError(
            .conflict,
            "agent_already",
            isSame ? "已是该房屋共有人推选的代表" : "共有人已推选另一位代表（产权登记 \(agent)），请先撤销再推选",
            isSame
                ? "Is the agent that the co-owners named already"
                : "The co-owners named another agent already (ownership \(agent)); take that back first",
            details: [("ownership_id", .integer(agent))]
        )
    }

    package static let noAgent = DomainError(
        .conflict,
        "no_agent",
        "不是该房屋共有人推选的代表",
        "Is not the agent that the co-owners named"
    )
}
