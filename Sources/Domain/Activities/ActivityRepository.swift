/// 活动与报名的存储: places are given by one conditional statement each, so that they can not be oversold.
package protocol ActivityRepository {
    func find(_ id: Int64, scope: DataScope) throws -> Activity?
    func findSignUp(_ id: Int64, scope: DataScope) throws -> SignUp?
    /// Whether a resident is a Party member.
    func isPartyMember(resident: Int64) throws -> Bool
    /// Confirms those waiting, in the order of the queue, as far as they fit; a party that does not fit keeps its place.
    /// Returns how many sign-ups were confirmed.
    func promote(activity: Int64) throws -> Int
    func setSignUpStatus(_ id: Int64, _ status: SignUpStatus, checkedInAt: Instant?) throws
    func setStatus(activity: Int64, _ status: ActivityStatus) throws
    /// Ends the queue of an activity that is over: who had a place and did not come is a no-show, who waited, waited in
    /// vain.
    func settleSignUps(activity: Int64) throws
    /// Cancels what still stood in the queue of an activity that does not take place.
    func cancelSignUps(activity: Int64) throws
    func setAttendance(activity: Int64, walkIns: Int64, headCount: Int64) throws
}

/// 活动: what the rules of sign-up decide on.
package struct Activity: Sendable, Hashable {
    package let id: Int64
    package let community: Int64
    package let status: ActivityStatus
    package let startsAt: Instant
    package let endsAt: Instant
    package let signUpOpensAt: Instant?
    package let signUpClosesAt: Instant?
    package let capacity: Int64?
    package let isForPartyMembersOnly: Bool
    package let version: Int64

    package init(
        id: Int64,
        community: Int64,
        status: ActivityStatus,
        startsAt: Instant,
        endsAt: Instant,
        signUpOpensAt: Instant?,
        signUpClosesAt: Instant?,
        capacity: Int64?,
        isForPartyMembersOnly: Bool,
        version: Int64
    ) {
        self.id = id
        self.community = community
        self.status = status
        self.startsAt = startsAt
        self.endsAt = endsAt
        self.signUpOpensAt = signUpOpensAt
        self.signUpClosesAt = signUpClosesAt
        self.capacity = capacity
        self.isForPartyMembersOnly = isForPartyMembersOnly
        self.version = version
    }
}

/// Sign-ups (报名).
package struct SignUp: Sendable, Hashable {
    package let id: Int64
    package let activityID: Int64
    package let residentID: Int64
    package let status: SignUpStatus
    package let version: Int64

    package init(id: Int64, activityID: Int64, residentID: Int64, status: SignUpStatus, version: Int64) {
        self.id = id
        self.activityID = activityID
        self.residentID = residentID
        self.status = status
        self.version = version
    }
}
