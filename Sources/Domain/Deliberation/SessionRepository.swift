/// 议事会: what the rules of an evening decide on.
package struct HallSession: Sendable, Hashable {
    package let id: Int64
    package let community: Int64
    package let status: SessionStatus
    package let startsAt: Instant
    package let openedAt: Instant?
    package let closedAt: Instant?
    package let code: String?
    /// When the clock has to look at it.
    package let lookAt: Instant?

    package var isOpen: Bool { status == .planned && openedAt != nil }

    package init(
        id: Int64,
        community: Int64,
        status: SessionStatus,
        startsAt: Instant,
        openedAt: Instant?,
        closedAt: Instant?,
        code: String?,
        lookAt: Instant?
    ) {
        self.id = id
        self.community = community
        self.status = status
        self.startsAt = startsAt
        self.openedAt = openedAt
        self.closedAt = closedAt
        self.code = code
        self.lookAt = lookAt
    }
}

/// An item of an agenda as its rules see it (议程项).
package struct AgendaItem: Sendable, Hashable {
    package let id: Int64
    package let session: Int64
    package let place: Int64
    package let issue: Int64?
    package let title: String
    package let status: AgendaStatus
    package let required: Set<CalledParty>
    /// Whether it was put off because a required party was absent.
    package let lackedParty: Bool

    package init(
        id: Int64,
        session: Int64,
        place: Int64,
        issue: Int64?,
        title: String,
        status: AgendaStatus,
        required: Set<CalledParty>,
        lackedParty: Bool
    ) {
        self.id = id
        self.session = session
        self.place = place
        self.issue = issue
        self.title = title
        self.status = status
        self.required = required
        self.lackedParty = lackedParty
    }
}

/// How many are called to a session and came (到会统计), counted live.
package struct SessionTurnout: Sendable, Hashable {
    /// Those who count for the quorum: invited, and more than lookers-on.
    package let roll: Int64
    /// Of the roll, who signed in.
    package let ofRoll: Int64
    /// Everybody who signed in and sits at the table.
    package let atTable: Int64
    /// Everybody who signed in.
    package let checkedIn: Int64
    /// Everybody who was called or noted.
    package let known: Int64
    /// Of the roll more than so many percent have to be there.
    package let percent: Int64

    package init(roll: Int64, ofRoll: Int64, atTable: Int64, checkedIn: Int64, known: Int64, percent: Int64) {
        self.roll = roll
        self.ofRoll = ofRoll
        self.atTable = atTable
        self.checkedIn = checkedIn
        self.known = known
        self.percent = percent
    }

    /// How many have to be there, and how many of those who count for it are.
    package var needed: Int64 { roll > 0 ? SessionRules.quorum(ofRoll: roll, percent: percent) : 1 }
    package var counted: Int64 { roll > 0 ? ofRoll : atTable }
}

/// Somebody invited or present as the rules see them (参会人).
package struct Attendee: Sendable, Hashable {
    package let id: Int64
    package let session: Int64
    package let organization: Int64?
    package let account: Int64?
    package let resident: Int64?
    package let answer: InvitationAnswer?
    package let isCheckedIn: Bool

    package init(
        id: Int64,
        session: Int64,
        organization: Int64?,
        account: Int64?,
        resident: Int64?,
        answer: InvitationAnswer?,
        isCheckedIn: Bool
    ) {
        self.id = id
        self.session = session
        self.organization = organization
        self.account = account
        self.resident = resident
        self.answer = answer
        self.isCheckedIn = isCheckedIn
    }
}

/// Who leads an evening (主持人), for whoever asks who came to it.
package protocol SessionReading {
    func chair(of session: Int64) throws -> String?
}

/// 议事会的存储: sessions, their agenda, and who came.
package protocol SessionRepository {
    func find(_ id: Int64, scope: DataScope) throws -> HallSession?
    func items(of session: Int64) throws -> [AgendaItem]
    func item(_ id: Int64, scope: DataScope) throws -> AgendaItem?
    /// The item of an issue in a session.
    func item(ofIssue issue: Int64, in session: Int64) throws -> AgendaItem?
    /// Writes the agenda in place of the one that was there.
    func replaceAgenda(of session: HallSession, with entries: [AgendaEntry], minutes: Int64) throws
    /// Puts one more item behind the others.
    func appendItem(to session: HallSession, issue: Int64, title: String, minutes: Int64) throws
    func removeItem(_ id: Int64) throws
    func title(ofIssue id: Int64) throws -> String?
    /// What was written of a session in short.
    func summary(of session: Int64) throws -> String?
    func attendee(_ id: Int64, scope: DataScope) throws -> Attendee?
    /// Whoever of a session an account stands for: itself, its resident, its organization.
    func attendee(of principal: Principal, in session: Int64) throws -> Attendee?
    /// How many are called and came.
    func turnout(of session: Int64) throws -> SessionTurnout
    /// For whom somebody sits at the table.
    func presentParties(in session: Int64) throws -> Set<CalledParty>
    func checkIn(_ attendee: Int64, by account: Int64, byCode: Bool) throws
    func nameAndKind(ofOrganization id: Int64) throws -> (name: String, kind: OrganizationKind)?
    func lookAt(_ session: Int64, _ moment: Instant?, code: String?) throws
    /// Whoever was invited is to answer for the new time.
    func inviteAnew(to session: HallSession, isInTime: Bool, noticeDays: Int64) throws
    /// Tells everybody who was invited and did not decline, with what somebody says of it.
    func tellInvited(of session: HallSession, _ topic: NoticeTopic, since: Instant?, saying words: String?) throws
    /// Tells those who run the hall.
    func tellStaff(of session: HallSession, _ topic: NoticeTopic) throws
    /// The sessions whose time has come.
    func due(at now: Instant, limit: Int) throws -> [Int64]
}
