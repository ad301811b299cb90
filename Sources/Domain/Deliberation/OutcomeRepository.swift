/// A public notice as the rules see it (公示).
package struct PublicNotice: Sendable, Hashable {
    package let id: Int64
    package let community: Int64
    package let issue: Int64
    /// The last day on which objections come in.
    package let until: CivilDate
    package let unanswered: Int64

    package init(id: Int64, community: Int64, issue: Int64, until: CivilDate, unanswered: Int64) {
        self.id = id
        self.community = community
        self.issue = issue
        self.until = until
        self.unanswered = unanswered
    }
}

/// A project as the rules see it (实施项目).
package struct IssueProject: Sendable, Hashable {
    package let id: Int64
    package let community: Int64
    package let issue: Int64?
    package let status: ProjectStatus
    package let carrierAccount: Int64?
    /// Who ever was responsible for it, reported it or a milestone done, or brought what shows one.
    package let carriers: Set<Int64>
    package let maintainer: String?
    package let openMilestones: Int64
    /// Whether something is built or done by it: it has a quantity or milestones.
    package let isOfWorks: Bool

    package init(
        id: Int64,
        community: Int64,
        issue: Int64?,
        status: ProjectStatus,
        carrierAccount: Int64?,
        carriers: Set<Int64>,
        maintainer: String?,
        openMilestones: Int64,
        isOfWorks: Bool
    ) {
        self.id = id
        self.community = community
        self.issue = issue
        self.status = status
        self.carrierAccount = carrierAccount
        self.carriers = carriers
        self.maintainer = maintainer
        self.openMilestones = openMilestones
        self.isOfWorks = isOfWorks
    }
}

/// A step of a project before it is written (项目节点).
package struct MilestonePlan: Sendable {
    package let title: String
    package let weight: Int64
    package let due: CivilDate?
    /// Whether its end needs something that shows it; nothing where that is as the community says.
    package let needsEvidence: Bool?

    package init(title: String, weight: Int64, due: CivilDate?, needsEvidence: Bool? = nil) {
        self.title = title
        self.weight = weight
        self.due = due
        self.needsEvidence = needsEvidence
    }

    /// More steps are a project of their own.
    package static let most = 50
}

/// A step of a project as the rules see it (项目节点).
package struct ProjectMilestone: Sendable, Hashable {
    package let id: Int64
    package let project: Int64
    package let title: String
    package let isDone: Bool
    /// Whether its end needs something that shows it; nothing where that is as the community says.
    package let needsEvidence: Bool?

    package init(id: Int64, project: Int64, title: String, isDone: Bool, needsEvidence: Bool?) {
        self.id = id
        self.project = project
        self.title = title
        self.isDone = isDone
        self.needsEvidence = needsEvidence
    }
}

/// How far the milestones of a project have come (节点进度).
package struct MilestoneProgress: Sendable, Hashable {
    package let done: Int64
    package let all: Int64
    /// By weight.
    package let percent: Int64

    package init(done: Int64, all: Int64, percent: Int64) {
        self.done = done
        self.all = all
        self.percent = percent
    }
}

/// 议事结果的存储: notices, objections, projects, milestones and judgements.
package protocol OutcomeRepository {
    func notice(ofIssue id: Int64) throws -> PublicNotice?
    func notice(_ id: Int64) throws -> PublicNotice?
    func objection(_ id: Int64, scope: DataScope) throws -> (notice: Int64, resident: Int64?, isAnswered: Bool)?
    /// The objection by which the same person has said the same already, however it was spaced.
    func equalObjection(to notice: Int64, _ text: String, resident: Int64?, name: String) throws -> Int64?
    func project(_ id: Int64, scope: DataScope) throws -> IssueProject?
    func projects(ofIssue id: Int64) throws -> [ProjectStatus]
    func milestone(_ id: Int64, scope: DataScope) throws -> ProjectMilestone?
    func progress(ofProject id: Int64) throws -> MilestoneProgress
    /// The milestones of a project that are not done, in their order.
    func openMilestones(of project: Int64) throws -> [Int64]
    /// The milestones whose day is over, of which nobody was told.
    func lateMilestones(on day: CivilDate, limit: Int) throws -> [Int64]
    func noteWarning(ofMilestone id: Int64) throws
    func ratings(ofIssue id: Int64) throws -> Int64
    func hasRated(_ resident: Int64, _ issue: Int64) throws -> Bool
    func describe(_ issue: Int64) throws -> (title: String, compound: Int64?, grid: Int64?, outcome: String?)?
}

extension DomainError {
    /// What somebody says again and again is one objection, with one answer.
    package static func alreadyObjected(_ earlier: Int64) -> DomainError {
        DomainError(
            .conflict,
            "already_objected",
            "同一人已提出相同的异议（\(earlier) 号），不重复受理",
            "The same person has objected the same already, in objection \(earlier)",
            details: [("objection_id", .integer(earlier))]
        )
    }
}
