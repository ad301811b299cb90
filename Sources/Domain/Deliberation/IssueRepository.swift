/// 议题: what the rules of its moves decide on.
package struct DeliberationIssue: Sendable, Hashable {
    package let id: Int64
    package let community: Int64
    package let status: IssueStatus
    package let version: Int64
    package let authority: IssueAuthority
    /// Whether it takes the six steps of 四议两公开.
    package let takesSixSteps: Bool
    package let session: Int64?
    package let proposerAccount: Int64?
    package let proposerResident: Int64?
    /// The name that it is signed with.
    package let proposer: String
    package let collectedAt: Instant
    /// The session whose agenda made it a topic, where none did so before.
    package let agendaSession: Int64?
    package let editUntil: Instant?
    package let answerDueAt: Instant?
    package let isAnswered: Bool
    package let isOverdue: Bool
    package let isArchived: Bool
    /// The Party branch that proposes it, and whose steps of the six it takes.
    package let partyBranch: Int64?

    package init(
        id: Int64,
        community: Int64,
        status: IssueStatus,
        version: Int64,
        authority: IssueAuthority,
        takesSixSteps: Bool,
        session: Int64?,
        proposerAccount: Int64?,
        proposerResident: Int64?,
        proposer: String,
        collectedAt: Instant,
        agendaSession: Int64?,
        editUntil: Instant?,
        answerDueAt: Instant?,
        isAnswered: Bool,
        isOverdue: Bool,
        isArchived: Bool,
        partyBranch: Int64?
    ) {
        self.id = id
        self.community = community
        self.status = status
        self.version = version
        self.authority = authority
        self.takesSixSteps = takesSixSteps
        self.session = session
        self.proposerAccount = proposerAccount
        self.proposerResident = proposerResident
        self.proposer = proposer
        self.collectedAt = collectedAt
        self.agendaSession = agendaSession
        self.editUntil = editUntil
        self.answerDueAt = answerDueAt
        self.isAnswered = isAnswered
        self.isOverdue = isOverdue
        self.isArchived = isArchived
        self.partyBranch = partyBranch
    }

    /// Whether somebody is who proposed it.
    package func isProposed(by principal: Principal) -> Bool {
        if let proposerAccount, proposerAccount == principal.accountID { return true }
        if case .resident(let id, community: _) = principal.scope { return proposerResident == id }
        return false
    }

    /// Whether somebody proposed it in their own name, and not for somebody whose word they entered.
    package func isOwnWord(of principal: Principal) -> Bool {
        proposerAccount != nil && proposerAccount == principal.accountID && proposer == principal.name
    }

    /// Whether it waits for somebody to do something with it, so that it can be forgotten.
    package var canBeIdle: Bool {
        switch status {
        case .collected, .screened, .deferred, .notAdopted: true
        default: false
        }
    }
}

/// A case beneath an issue (来源诉求) and how it stands.
package struct IssueCase: Sendable, Hashable {
    package let id: Int64
    package let status: CaseStatus

    package init(id: Int64, status: CaseStatus) {
        self.id = id
        self.status = status
    }
}

/// 议题的存储: what the moves of an issue need beyond the plain register.
package protocol IssueRepository {
    func find(_ id: Int64, scope: DataScope) throws -> DeliberationIssue?
    /// The next number of a year.
    func nextNumber(community: Int64, year: Int) throws -> Int64
    /// The number that people know an issue by.
    func number(of issue: Int64) throws -> String?
    /// Gives a new issue what its proposer does not write.
    func prepare(_ id: Int64, number: Int64, year: Int, editUntil: Instant, lookAt: Instant) throws
    /// What it says, and what of it everybody reads.
    func wording(of issue: Int64) throws -> IssueWording?
    /// Keeps who proposed it.
    func propose(_ id: Int64, account: Int64?, resident: Int64?) throws
    /// When the clock looks at it next.
    func lookAt(_ id: Int64, _ moment: Instant?) throws
    func appendEvent(
        issue: Int64,
        at: Instant,
        actor: Int64?,
        move: String,
        from: IssueStatus?,
        to: IssueStatus,
        remark: String?
    )
        throws
    func cases(of issue: Int64) throws -> [IssueCase]
    /// The issue that a case is in, and its status.
    func issue(ofCase id: Int64) throws -> (id: Int64, status: IssueStatus)?
    /// Makes cases part of an issue, or of none.
    func put(cases: [Int64], in issue: Int64?) throws
    /// Notes that a case carries an issue out, which it did not grow from.
    func noteTask(_ caseID: Int64, of issue: Int64) throws
    /// The cases by which an issue is carried out, with the numbers that people know them by.
    func tasks(of issue: Int64) throws -> [(number: String, status: CaseStatus)]
    /// Whoever began to carry it out, or handled one of its cases.
    func carriers(of issue: Int64) throws -> Set<Int64>
    /// Keeps which agenda made it a topic.
    func noteAgenda(_ session: Int64, of issue: Int64) throws
    /// Whether nothing happened to it but its way onto an agenda: nobody signed, answered, evaluated or changed it.
    func isUntouched(_ issue: Int64) throws -> Bool
    /// Keeps what an issue says now as an earlier version of it.
    func keepVersion(of issue: Int64, by account: Int64?) throws
    func supports(_ resident: Int64, _ issue: Int64) throws -> Bool
    /// Whether somebody signed what an issue says.
    func isSupported(_ issue: Int64) throws -> Bool
    /// How many topics a resident supports that are still on their way.
    func openSupports(of resident: Int64) throws -> Int64
    func removeSupport(_ resident: Int64, of issue: Int64) throws
    /// Takes the supporters of an issue over into another, each once.
    func moveSupporters(of issue: Int64, to target: Int64) throws
    func evaluator(_ id: Int64, scope: DataScope) throws -> (issue: Int64, account: Int64, isAnswered: Bool)?
    /// How many of the six steps an issue took, and when it took the last of them.
    func steps(of issue: Int64) throws -> (taken: Int64, last: CivilDate?)
    func add(_ step: StepRecord, to issue: DeliberationIssue, by account: Int64?) throws -> Int64
    func lastEvent(of issue: Int64) throws -> Instant?
    /// The status that an issue left when it was put to the vote last.
    func statusBeforeVote(_ issue: Int64) throws -> IssueStatus?
    /// Tells the proposer, the signers and those who reported its cases how it goes on.
    func tell(_ issue: DeliberationIssue, _ words: Title, except account: Int64?) throws
    /// Tells those who reported cases, each once.
    func tellReporters(of cases: [Int64], in issue: Int64, community: Int64, _ words: Title) throws
    func tell(resident: Int64, of issue: Int64, community: Int64, _ words: Title) throws
    func tell(account: Int64, of issue: Int64, community: Int64, _ topic: NoticeTopic) throws
    /// Tells somebody else how an issue goes on.
    func tell(account: Int64, of issue: DeliberationIssue, _ words: Title) throws
    func tellSecretary(of issue: DeliberationIssue, _ topic: NoticeTopic) throws
    /// The issues whose time has come.
    func due(at now: Instant, limit: Int) throws -> [Int64]
}
