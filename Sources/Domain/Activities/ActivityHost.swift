/// Who holds an activity, and where (主办与场地).
package struct ActivityHost: Sendable, Hashable {
    package let kind: ActivityKind
    package let organizer: Int64?
    package let partyOrganization: Int64?
    package let venue: Int64?

    package init(kind: ActivityKind, organizer: Int64?, partyOrganization: Int64?, venue: Int64?) {
        self.kind = kind
        self.organizer = organizer
        self.partyOrganization = partyOrganization
        self.venue = venue
    }
}

extension Principal {
    /// Whether somebody may know by name who comes to an activity (需知): who is of the Party is the Party's own to tell.
    ///
    /// An organization knows it where a Party organization gave it the activity to hold. A resident sees the own rows alone.
    package func seesPeople(of activity: Activity) -> Bool {
        guard activity.isOfParty else { return true }
        return switch scope {
        case .civil: false
        case .organization: activity.host.partyOrganization != nil
        case .everything, .subdistrict, .community, .onlooker, .grid, .branch, .resident, .visitor: true
        }
    }

    /// Refuses, to whoever may not know it, what would tell who is of the Party; in the same words whoever is asked about.
    package func checkSeesPeople(of activity: Activity) throws {
        guard seesPeople(of: activity) else { throw DomainError.partyNames }
    }

    /// Refuses to change, call off or end what is the Party's to whoever works in the community without its records.
    package func checkHolds(_ activity: Activity) throws {
        try checkHolds(ofParty: activity.isOfParty)
    }

    /// The same of a series, whose meetings are the Party's.
    package func checkHolds(ofParty isOfParty: Bool) throws {
        guard isOfParty, case .civil = scope else { return }
        throw DomainError.partyActivity
    }

    /// Refuses to sign up somebody else where whether that works would tell who is of the Party.
    package func checkSignsUp(_ resident: Int64, for activity: Activity) throws {
        try checkSeesPeople(of: activity)
        guard case .resident(let own, community: _) = scope, own != resident, activity.eligibility.tellsMembership
        else { return }
        throw DomainError.partyNames
    }
}

extension DomainError {
    /// The Party holds its own activities.
    package static let partyActivity = DomainError(
        .forbidden,
        "party_activity",
        "党组织的活动由党组织办理",
        "An activity of the Party is the Party's to hold",
        details: [("rule", .text("need_to_know"))]
    )

    /// Who is of the Party is for those who keep its records.
    package static let partyNames = DomainError(
        .forbidden,
        "party_names",
        "党组织的活动，参加人员名单和代他人报名由党组织办理；本人可自行报名",
        "Who comes to an activity of the Party, and signing up others for it, is the Party's; one signs up oneself",
        details: [("rule", .text("need_to_know"))]
    )
}
