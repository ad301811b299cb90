import Domain

/// One activity of the year (活动计划), who signs up for it and who comes.
struct ActivityPlan: Sendable {
    var kind: ActivityKind
    var theme: ActivityTheme?
    var title: String
    var summary: String
    var organizer: String?
    /// The branch that holds it; `nil` and a Party activity means the general branch.
    var branch: Int?
    var venue: String?
    var onlineURL: String?
    var start: Instant
    var end: Instant
    var capacity: Int?
    var isForPartyMembersOnly = false
    /// Places that are kept for children until the evening before.
    var placesForChildren: Int?
    var isLimitedInTime = true
    /// The series that it is a meeting of, by its place in the table of classes.
    var series: Int?
    var signUps: [SignUpPlan] = []
    var attendance: Attendance

    struct SignUpPlan: Sendable {
        /// The position of the resident.
        let resident: Int
        let partySize: Int
        let isWithdrawn: Bool
        let comes: Bool
    }

    /// Who comes besides those who signed up.
    enum Attendance: Sendable {
        /// As many as make this sum of person-times.
        case total(Int)
        case further(walkIns: Int, headCount: Int)
        /// It has not taken place yet.
        case notYet
    }

    init(
        _ kind: ActivityKind,
        _ title: String,
        _ summary: String,
        on date: CivilDate,
        start: Int,
        minutes: Int,
        attendance: Attendance
    ) {
        self.kind = kind
        self.title = title
        self.summary = summary
        self.start = CommunityTime().instant(date, minute: start)
        end = self.start.advanced(bySeconds: Int64(minutes) * 60)
        self.attendance = attendance
    }
}
