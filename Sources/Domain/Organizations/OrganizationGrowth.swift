/// A resident organization, as its rules see it (居民组织).
package struct GrowingOrganization: Sendable, Hashable {
    package let id: Int64
    package let community: Int64
    package let name: String
    /// Nothing for an organization of another kind.
    package let stage: OrganizationStage?
    package let registration: OrganizationRegistration?

    package init(
        id: Int64,
        community: Int64,
        name: String,
        stage: OrganizationStage?,
        registration: OrganizationRegistration?
    ) {
        self.id = id
        self.community = community
        self.name = name
        self.stage = stage
        self.registration = registration
    }
}

/// What a resident organization has on a day (组织现状).
package struct OrganizationStanding: Sendable, Hashable {
    package let leaders: Int64
    /// With the leaders.
    package let members: Int64
    /// Held in the window that the settings name, by it or with it.
    package let activities: Int64

    package init(leaders: Int64, members: Int64, activities: Int64) {
        self.leaders = leaders
        self.members = members
        self.activities = activities
    }
}

/// What a stage asks of a resident organization (成长条件).
package struct GrowthTerms: Sendable, Hashable {
    package let leaders: Int64
    package let members: Int64
    package let activities: Int64
    /// Whether it has to be recorded at the sub-district, or registered.
    package let needsRegistration: Bool

    /// Nothing is asked of one that begins.
    package init?(_ stage: OrganizationStage, _ settings: CommunitySettings) {
        switch stage {
        case .starting: return nil
        case .growing:
            leaders = settings[.growingLeaders]
            members = settings[.growingMembers]
            activities = settings[.growingActivities]
            needsRegistration = false
        case .mature:
            leaders = settings[.matureLeaders]
            members = settings[.matureMembers]
            activities = settings[.matureActivities]
            needsRegistration = true
        }
    }

    /// What is missing, each with what there is and what is asked.
    package func gaps(_ standing: OrganizationStanding, _ registration: OrganizationRegistration?) -> [GrowthGap] {
        var gaps: [GrowthGap] = []
        for (rule, there, needed) in [
            (GrowthRule.leaders, standing.leaders, leaders), (.members, standing.members, members),
            (.activities, standing.activities, activities),
        ] where there < needed { gaps.append(GrowthGap(rule: rule, there: there, needed: needed)) }
        if needsRegistration, registration == nil || registration == OrganizationRegistration.none {
            gaps.append(GrowthGap(rule: .registration, there: 0, needed: 1))
        }
        return gaps
    }
}

/// A condition of growth (成长条件项).
package enum GrowthRule: String, TitledEnum {
    case leaders, members, activities, registration

    package var title: Title {
        switch self {
        case .leaders: Title("带头人", "leaders")
        case .members: Title("成员", "members")
        case .activities: Title("近期活动", "recent activities")
        case .registration: Title("备案或登记", "record or registration")
        }
    }
}

/// A condition that is not met (未满足的成长条件), with its numbers.
package struct GrowthGap: Sendable, Hashable {
    package let rule: GrowthRule
    package let there: Int64
    package let needed: Int64

    package init(rule: GrowthRule, there: Int64, needed: Int64) {
        self.rule = rule
        self.there = there
        self.needed = needed
    }
}

extension OrganizationStage {
    package var next: OrganizationStage? {
        switch self {
        case .starting: .growing
        case .growing: .mature
        case .mature: nil
        }
    }
}

extension DomainError {
    /// Not grown so far, with each condition and its numbers.
    package static func notGrown(_ stage: OrganizationStage, _ gaps: [GrowthGap]) -> DomainError {
        let chinese = gaps.map { "\($0.rule.title.chinese) \($0.there)/\($0.needed)" }.joined(separator: "、")
        let english = gaps.map { "\($0.rule.title.english) \($0.there) of \($0.needed)" }.joined(separator: ", ")
        return DomainError(
            .conflict,
            "not_grown",
            "尚未达到“\(stage.title.chinese)”的条件：\(chinese)",
            "It has not reached “\(stage.title.english)”: \(english)",
            details: [("stage", .text(stage.rawValue)), ("rules", .texts(gaps.map(\.rule.rawValue)))]
                + gaps.flatMap { gap in
                    [
                        (name: gap.rule.rawValue, value: .integer(gap.there)),
                        (name: "\(gap.rule.rawValue)_needed", value: .integer(gap.needed)),
                    ]
                }
        )
    }
}

/// Where organizations, their people and their contracts lie (组织的存储).
package protocol OrganizationRepository {
    func find(_ id: Int64, scope: DataScope) throws -> GrowingOrganization?
    func standing(of id: Int64, on day: CivilDate, since moment: Instant) throws -> OrganizationStanding
    func setStage(_ id: Int64, _ stage: OrganizationStage) throws
    /// Whether a resident leads an organization on a day.
    func leads(_ resident: Int64, organization: Int64, on day: CivilDate) throws -> Bool
    /// Who belongs to it on a day, with masked numbers.
    func roll(of id: Int64, on day: CivilDate) throws -> OrganizationRoll?
}
