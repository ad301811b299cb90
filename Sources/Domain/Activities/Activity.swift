/// What the rules of sign-up decide on (活动).
package struct Activity: Sendable, Hashable {
    package let id: Int64
    package let community: Int64
    package let title: String
    package let status: ActivityStatus
    package let startsAt: Instant
    package let endsAt: Instant
    package let window: SignUpWindow
    package let terms: SignUpTerms
    package let eligibility: Eligibility
    package let host: ActivityHost
    /// Whether the places of those who were not there went to those at the door.
    package let arePlacesReleased: Bool
    package let version: Int64

    package init(
        id: Int64,
        community: Int64,
        title: String,
        status: ActivityStatus,
        startsAt: Instant,
        endsAt: Instant,
        window: SignUpWindow,
        terms: SignUpTerms,
        eligibility: Eligibility,
        host: ActivityHost,
        arePlacesReleased: Bool,
        version: Int64
    ) {
        self.id = id
        self.community = community
        self.title = title
        self.status = status
        self.startsAt = startsAt
        self.endsAt = endsAt
        self.window = window
        self.terms = terms
        self.eligibility = eligibility
        self.host = host
        self.arePlacesReleased = arePlacesReleased
        self.version = version
    }

    /// Longer than a day it has no door that somebody stands at: a recruitment, an exhibition.
    private static let longestMeeting: Int64 = 24 * 60 * 60 * 1000

    /// Whether people come and go as long as it lasts, so that nobody is late.
    package var isStanding: Bool { endsAt.milliseconds - startsAt.milliseconds > Self.longestMeeting }

    /// Whether who comes to it tells who is of the Party.
    package var isOfParty: Bool {
        eligibility.tellsMembership || host.partyOrganization != nil || host.kind.isOfParty
    }

    /// Whether places are given to those who wait: once a meeting has begun, they go to whoever is at the door.
    package func promotes(at now: Instant) -> Bool { status == .published && (isStanding || now < startsAt) }

    /// Whether it goes on, so that whoever comes now is let in as long as there is room.
    package func isRunning(at now: Instant) -> Bool {
        status == .published && !isStanding && startsAt <= now && now < endsAt
    }
}

/// When people may sign up and take it back (报名时段).
package struct SignUpWindow: Sendable, Hashable {
    package let opensAt: Instant?
    package let closesAt: Instant?
    /// Until when those who signed up take it back themselves; the beginning where nothing is said.
    package let cancelClosesAt: Instant?

    package init(opensAt: Instant?, closesAt: Instant?, cancelClosesAt: Instant?) {
        self.opensAt = opensAt
        self.closesAt = closesAt
        self.cancelClosesAt = cancelClosesAt
    }
}

/// How sign-ups become places (报名规则).
package struct SignUpTerms: Sendable, Hashable {
    package let partyLimit: Int64
    package let needsApproval: Bool
    package let promotion: PromotionMode

    package init(partyLimit: Int64, needsApproval: Bool, promotion: PromotionMode) {
        self.partyLimit = partyLimit
        self.needsApproval = needsApproval
        self.promotion = promotion
    }
}

/// Sign-ups (报名).
package struct SignUp: Sendable, Hashable {
    package let id: Int64
    package let activityID: Int64
    package let residentID: Int64
    package let helperID: Int64?
    package let status: SignUpStatus
    package let party: Party
    package let isPenalised: Bool
    /// Whether somebody came without signing up.
    package let isWalkIn: Bool
    package let checkedInAt: Instant?
    package let version: Int64

    package init(
        id: Int64,
        activityID: Int64,
        residentID: Int64,
        helperID: Int64?,
        status: SignUpStatus,
        party: Party,
        isPenalised: Bool,
        isWalkIn: Bool,
        checkedInAt: Instant?,
        version: Int64
    ) {
        self.id = id
        self.activityID = activityID
        self.residentID = residentID
        self.helperID = helperID
        self.status = status
        self.party = party
        self.isPenalised = isPenalised
        self.isWalkIn = isWalkIn
        self.checkedInAt = checkedInAt
        self.version = version
    }
}
