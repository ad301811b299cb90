/// In which form minutes are kept (纪要形式): the summary with the photo of the signed sheet, or the full one that is signed.
package enum MinutesForm: String, TitledEnum {
    case light, full

    package var title: Title {
        switch self {
        case .light: Title("简式（摘要加签字单照片）", "Light: a summary and the photo of the signed sheet")
        case .full: Title("正式（送阅、异议、签字、归档）", "Full: sent, objected to, signed, archived")
        }
    }
}

/// How far minutes have come (纪要状态).
package enum MinutesStatus: String, TitledEnum {
    case draft, circulated, archived

    package var title: Title {
        switch self {
        case .draft: Title("起草", "Draft")
        case .circulated: Title("已送阅", "Circulated")
        case .archived: Title("已归档", "Archived")
        }
    }
}

/// The minutes of a session as their rules see them (会议纪要).
package struct SessionMinutes: Sendable, Hashable {
    package let id: Int64
    package let community: Int64
    package let session: Int64
    package let form: MinutesForm
    package let status: MinutesStatus
    /// To how many they were sent, and how many of them signed.
    package let sent: Int64
    package let signed: Int64
    /// The same of those who sat at the table, by whom they are archived; who looked on reads them only.
    package let due: Int64
    package let signedOfDue: Int64
    package let openObjections: Int64

    package init(
        id: Int64,
        community: Int64,
        session: Int64,
        form: MinutesForm,
        status: MinutesStatus,
        sent: Int64,
        signed: Int64,
        due: Int64,
        signedOfDue: Int64,
        openObjections: Int64
    ) {
        self.id = id
        self.community = community
        self.session = session
        self.form = form
        self.status = status
        self.sent = sent
        self.signed = signed
        self.due = due
        self.signedOfDue = signedOfDue
        self.openObjections = openObjections
    }

    /// How many have to sign: more than so many percent of those at the table to whom they were sent, and one at least.
    package func needed(percent: Int64) -> Int64 { max(1, SessionRules.quorum(ofRoll: due, percent: percent)) }
}

/// What the fingerprint of minutes is taken over (纪要指纹): whoever has the same record comes to the same fingerprint.
///
/// Free text and names stand in it as digests or not at all, so that a person can be forgotten without breaking it.
package struct MinutesRecord: Sendable {
    package var form: String
    package var text: String
    package var session: (id: Int64, startsAt: Int64)
    package var items: [(place: Int64, title: String, status: String, outcome: String?)] = []
    package var attendees: [(id: Int64, party: String, checkedInAt: Int64)] = []
    package var signatures: [(attendee: Int64, at: Int64, onPaper: Bool)] = []
    package var papers: [(kind: String, sha256: String)] = []

    package init(form: String, text: String, session: (id: Int64, startsAt: Int64)) {
        self.form = form
        self.text = text
        self.session = session
    }

    /// One line for every fact, in a fixed order.
    package func canonical(_ digest: (String) -> String) -> String {
        var lines = ["minutes 1 \(form)", "session \(session.id) \(session.startsAt)", "text \(digest(text))"]
        for item in items {
            lines.append("item \(item.place) \(item.status) \(digest(item.title)) \(digest(item.outcome ?? ""))")
        }
        for person in attendees { lines.append("present \(person.id) \(person.party) \(person.checkedInAt)") }
        for sign in signatures { lines.append("signed \(sign.attendee) \(sign.at) \(sign.onPaper ? "paper" : "own")") }
        for paper in papers { lines.append("paper \(paper.kind) \(paper.sha256)") }
        return lines.joined(separator: "\n")
    }
}

/// 会议纪要的存储: minutes, to whom they were sent, what was said against them, and what was added.
package protocol MinutesRepository {
    func find(_ id: Int64, scope: DataScope) throws -> SessionMinutes?
    func minutes(ofSession id: Int64) throws -> Int64?
    /// Makes minutes: a draft of the full form, or the light one, which is archived with its fingerprint at once.
    func insert(_ text: String, _ form: MinutesForm, of session: HallSession) throws -> Int64
    /// Whether something of a session binds others, so that its minutes are signed.
    func binds(_ session: Int64) throws -> Bool
    /// Whether a session that was held still owes its minutes.
    func areOwed(by session: Int64) throws -> Bool
    /// Sends minutes to everybody who checked in; those who can be told are told.
    func circulate(_ minutes: SessionMinutes) throws
    func signature(of attendee: Int64, _ minutes: Int64) throws -> (id: Int64, isSigned: Bool)?
    func objection(_ id: Int64, scope: DataScope) throws -> (minutes: Int64, isAnswered: Bool)?
    /// Archives minutes as they stand now, with their fingerprint.
    func archive(_ minutes: SessionMinutes) throws
}

/// Recomputes fingerprints (核对指纹).
package protocol MinutesReading {
    func fingerprints(of minutes: Int64, scope: DataScope) throws -> (kept: String?, recomputed: String)
}
