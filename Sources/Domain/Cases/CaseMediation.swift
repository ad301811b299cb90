/// How a dispute was settled or not (调解记录).
package struct Mediation: Sendable, Hashable {
    package let parties: String
    package let mediator: String
    package let agreement: MediationAgreement
    package let followUpOn: CivilDate?

    package init(parties: String, mediator: String, agreement: MediationAgreement, followUpOn: CivilDate?) {
        self.parties = parties
        self.mediator = mediator
        self.agreement = agreement
        self.followUpOn = followUpOn
    }
}

/// A record as far as its follow-up asks (调解回访).
package struct MediationRecord: Sendable, Hashable {
    package let id: Int64
    package let caseID: Int64
    package let followUpOn: CivilDate?
    package let isFollowedUp: Bool
    /// Whether none was written after it: what is agreed anew is what is followed up.
    package let isLatest: Bool
    /// Who asks in place of the handler, who handed it over.
    package var followUpBy: Int64?

    package init(id: Int64, caseID: Int64, followUpOn: CivilDate?, isFollowedUp: Bool, isLatest: Bool) {
        self.id = id
        self.caseID = caseID
        self.followUpOn = followUpOn
        self.isFollowedUp = isFollowedUp
        self.isLatest = isLatest
    }
}

/// 调解记录的存储: what came of a mediation, and when somebody is to ask whether it holds.
package protocol MediationRepository {
    func find(_ id: Int64, scope: DataScope) throws -> MediationRecord?
    func save(_ followUp: String, to id: Int64, by account: Int64) throws
    /// A follow-up is another's to ask.
    func pass(followUp id: Int64, to account: Int64) throws
    /// Whether somebody entered since a moment what the follow-up of a mediation of the case found.
    func isFollowedUp(ofCase id: Int64, since moment: Instant) throws -> Bool
    /// Notes that its day has come and was spoken of; the clock does not look at it any more.
    func settle(_ id: Int64) throws
    func due(at now: Instant, limit: Int) throws -> [Int64]
}

extension Resource {
    /// The records of mediations (调解记录): for those who work on the case inside, never for a resident.
    package static let mediations = Resource(
        .mediations,
        Title("调解记录", "Mediations"),
        area: .cases,
        read: .holders(of: .handleCase),
        write: .handleCase,
        fields: [
            .id, .community,
            .reference("case_id", "诉求", "Case", to: .cases),
            .instant("at", "登记时间", "Recorded at"),
            .reference("recorded_by", "登记账号", "Recorded by", to: .accounts).nullable(),
            .text("parties", "当事人", "Parties", 1...500),
            .text("mediator", "调解人", "Mediator", 1...100),
            .choice("agreement", "协议", "Agreement", MediationAgreement.self),
            .date("follow_up_on", "回访日期", "Follow-up on")
                .noted(
                    "到日提醒并列入待回访；没有的不提醒，但也可以回访",
                    "Reminds on its day; without one nobody is reminded, and it may be followed up all the same"
                )
                .nullable(),
            .reference("follow_up_by_id", "回访人", "To be followed up by", to: .accounts)
                .noted("移交后由谁回访；没有的由处理人回访", "Who asks since it was handed over; where there is none, the handler")
                .nullable(),
            .text("follow_up", "回访情况", "What the follow-up found", 1...2000).nullable(),
            .instant("followed_up_at", "回访时间", "Followed up at").nullable(),
            .reference("followed_up_by", "回访账号", "Followed up by", to: .accounts).nullable(),
            .version, .updatedAt,
        ],
        defaultSort: [SortKey("id", descending: true)],
        watch: .pages
    )
}
