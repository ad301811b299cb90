/// Where everything that was acknowledged lies (存储): reads see a consistent moment, writes are committed before they answer.
package protocol Store: Sendable {
    /// Runs a unit of work on the one writer. It may be run again if the store loses a whole group, so it changes
    /// nothing but the transaction. It answers after the commit.
    func write<Result: Sendable>(
        _ work: @escaping @Sendable (any Transaction) throws -> Result
    ) async throws -> Result

    /// A write of many rows, such as an import: it has no limit of time. What is more than a few is worked out beside the
    /// writer first, so that others wait only while its outcome is put in. All of it is kept or none.
    ///
    /// It may be run again on the writer itself, where somebody changed meanwhile what it rests on.
    func writeBulk<Result: Sendable>(
        _ bulk: BulkWrite,
        _ work: @escaping @Sendable (any Transaction) throws -> Result
    ) async throws -> Result

    /// A write that answers a request: with an idempotency key it is carried out once, and a repeat gets the same answer,
    /// refusals included. The answer is committed with the effect.
    func answer(_ work: @escaping @Sendable (any Transaction) throws -> Rendered) async throws -> Rendered

    /// What an earlier request with the same key was answered; nothing for the first one.
    func answered() async throws -> Rendered?

    /// A write whose answer is a secret: a repeat of the request is refused as done.
    ///
    /// `account` says who it was about, where nobody has signed in yet; nothing where that is nobody.
    func once<Result: Sendable>(
        account: @escaping @Sendable (Result) -> Int64?,
        _ work: @escaping @Sendable (any Transaction) throws -> Result
    ) async throws -> Result

    /// Refuses a repeat of such a request before anything is looked at that the first one used up.
    func refuseRepeat() async throws

    /// Runs a long read beside the loops, limited in time.
    func read<Result: Sendable>(_ work: @escaping @Sendable (any Reader) throws -> Result) async throws -> Result
}

extension Store {
    /// Answers a request that is carried out in several writes, each of which knows by itself that it was done: a repeat gets the
    /// first answer.
    ///
    /// `hidesSender` is whether that is not to say who sent it.
    package func answerPieces(hidesSender: Bool = false, _ work: () async throws -> Rendered) async throws -> Rendered {
        guard IdempotentRequest.current != nil else { return try await work() }
        if let earlier = try await answered() { return earlier }
        let rendered = try await work()
        return try await answer { transaction in
            if hidesSender { transaction.hideSender() }
            return rendered
        }
    }

    /// The same, where it is known beforehand who it is about.
    package func once<Result: Sendable>(
        as account: Int64?,
        _ work: @escaping @Sendable (any Transaction) throws -> Result
    ) async throws -> Result {
        try await once(account: { _ in account }, work)
    }
}

/// A consistent view of the data (读取视图), used by one thread at a time.
package protocol Reader: AnyObject {
    /// One row in scope. Throws `not_found` for what is absent or out of scope.
    func one(_ resource: ResourceName, id: Int64, view: View) throws -> Rendered

    /// A page of rows in scope.
    func page(_ resource: ResourceName, _ query: ListQuery, view: View) throws -> Rendered

    /// All rows in scope, in pieces, each read for itself, so that a slow client holds no snapshot.
    func export(_ resource: ResourceName, _ query: ListQuery, view: View) throws -> any Export

    /// Which rows of a page each reading is told of: the records of the Party, or all where nothing is masked.
    func records(onPageOf resource: ResourceName, _ query: ListQuery, view: View) throws -> [Int64]

    /// The same of all rows of a question, in the order of their file.
    func records(inExportOf resource: ResourceName, _ query: ListQuery, view: View) throws -> [Int64]

    /// Whether a row is one of them.
    func isPartyRecord(_ resource: ResourceName, id: Int64) throws -> Bool

    /// Whether a row exists in scope.
    func contains(_ resource: ResourceName, id: Int64, scope: DataScope) throws -> Bool

    /// Who holds a token, if its session is valid now.
    func principal(tokenHash: [UInt8], now: Instant) throws -> Session?

    /// Who looks at pages with what a browser keeps, if it holds now, and its session with it.
    func principal(pageHash: [UInt8], now: Instant) throws -> Principal?

    /// A resident for whom the program of a key may act.
    func principal(ofResident resident: Int64, boundBy key: Int64) throws -> Principal?

    /// The file behind an attachment in scope. Throws `not_found` for what is absent or out of scope.
    func file(ofAttachment id: Int64, scope: DataScope) throws -> KeptFile

    /// The file behind a paper of deliberation in scope; throws `not_found` likewise.
    func file(ofPaper id: Int64, scope: DataScope) throws -> PaperFile

    /// The proof by which co-owners named somebody in scope, the last or one before it, also where that was taken back; throws
    /// `not_found` likewise.
    func file(ofAgent id: Int64, earlier: Int64, scope: DataScope) throws -> KeptFile

    /// The file behind a photo of an activity in scope; throws `not_found` likewise.
    func file(ofPhoto id: Int64, scope: DataScope) throws -> KeptFile

    var reports: any ReportRepository { get }
    var intakes: any IntakeReading { get }
    var sessionReading: any SessionReading { get }
    var votes: any VoteReading { get }
    var minutesReading: any MinutesReading { get }

    /// When a community works.
    func workingCalendar(community: Int64, time: CommunityTime) throws -> WorkingCalendar

    /// A service group in scope; nothing for what is absent or out of scope.
    func serviceGroup(_ id: Int64, scope: DataScope) throws -> ServiceGroup?

    /// What hangs at the door of an activity for some minutes.
    func doorCode(activity: Int64, _ period: DoorPeriod) throws -> String

    /// The ticket that somebody shows at the door, which nobody else can make.
    func doorTicket(signUp: Int64) throws -> String

    /// The settings of a community and their version; nothing where there is no such community.
    func settings(community: Int64) throws -> StoredSettings?
}

/// An open session and until when it holds (会话).
package struct Session: Sendable {
    package let principal: Principal
    package let expiresAt: Instant
    /// When it was used, as far as the store knows; it learns of it only every few minutes.
    package let lastSeenAt: Instant
    /// It ends, too, when it was not used for so long.
    package let idleSeconds: Int64
    /// Addresses and blocks that it may be used from, separated by spaces; nothing for any.
    package let addresses: String?

    package init(
        principal: Principal,
        expiresAt: Instant,
        lastSeenAt: Instant,
        idleSeconds: Int64,
        addresses: String? = nil
    ) {
        self.addresses = addresses
        self.principal = principal
        self.expiresAt = expiresAt
        self.lastSeenAt = lastSeenAt
        self.idleSeconds = idleSeconds
    }
}

/// A long answer that is made piece by piece (导出).
package protocol Export: AnyObject {
    /// The next piece, or nothing at the end.
    func next() throws -> [UInt8]?
}

/// A unit of work on the writer (事务): all of it is kept or none.
package protocol Transaction: Reader {
    /// The moment of the transaction; every row that it writes carries it.
    var now: Instant { get }
    var time: CommunityTime { get }
    /// Who asks for it; nothing for what the program does by itself.
    var origin: Origin? { get }
    /// Leaves out of the audit who asks and from where: the row that is made promises that nobody learns it.
    func hideSender()

    /// Makes a row. Checks that every reference is in scope and of the same community, but for those fields `standing`
    /// whose rows were found already; and what may stand only once.
    func insert(_ draft: Draft, scope: DataScope, standing: [String]) throws -> Int64

    /// Which references of a draft lead to no row in scope or to one of another community, and which of its values are in the
    /// wrong order, whatever else is to become of it.
    func faults(inValuesOf draft: Draft, scope: DataScope) throws -> [FieldError]

    /// Throws what insert would refuse of a draft before it makes a row, so that it can stand beside other faults.
    func check(_ draft: Draft, scope: DataScope, standing: [String]) throws

    /// Changes a row in scope, if it still has the version that the caller saw.
    func update(_ draft: Draft, id: Int64, ifVersion: VersionCondition?, scope: DataScope) throws

    /// Says whether a row in scope still has a version that the caller saw; throws 404 and 412.
    func expect(_ resource: ResourceName, id: Int64, ifVersion: VersionCondition?, scope: DataScope) throws

    /// Removes a row in scope that nothing refers to.
    func delete(_ resource: ResourceName, id: Int64, ifVersion: VersionCondition?, scope: DataScope) throws

    var territory: any TerritoryRepository { get }
    var people: any PeopleRepository { get }
    var consents: any ConsentRepository { get }
    var displays: any PartyDisplayRepository { get }
    var retention: any RetentionRepository { get }
    var personalData: any PersonalDataRepository { get }
    var audit: any AuditRepository { get }
    var publications: any PublicationRepository { get }
    var cases: any CaseRepository { get }
    var intake: any IntakeRepository { get }
    var whistles: any WhistleRepository { get }
    var coHandlers: any CoHandlerRepository { get }
    var supervisions: any SupervisionRepository { get }
    var mediations: any MediationRepository { get }
    var following: any FollowingRepository { get }
    var duties: any DutyRepository { get }
    var digests: any DigestRepository { get }
    var posts: any PostRepository { get }
    var calendars: any CalendarRepository { get }
    var attachments: any AttachmentRepository { get }
    var visits: any VisitRepository { get }
    var issues: any IssueRepository { get }
    var sessions: any SessionRepository { get }
    var outcomes: any OutcomeRepository { get }
    var papers: any PaperRepository { get }
    var ballots: any VoteRepository { get }
    var coOwners: any CoOwnerRepository { get }
    var minutes: any MinutesRepository { get }
    var activities: any ActivityRepository { get }
    var venues: any VenueRepository { get }
    var series: any SeriesRepository { get }
    var organizations: any OrganizationRepository { get }
    var access: any AccessRepository { get }
    var imports: any ImportRepository { get }
    var exports: any ExportRepository { get }
}

extension Transaction {
    package func insert(_ draft: Draft, scope: DataScope) throws -> Int64 {
        try insert(draft, scope: scope, standing: [])
    }

    package func check(_ draft: Draft, scope: DataScope) throws {
        try check(draft, scope: scope, standing: [])
    }
}

/// How large a write of many rows is and what it is about (批量写入), so that the store can prepare it.
package struct BulkWrite: Sendable {
    /// Rows of what is brought in, at most.
    package let rows: Int
    /// The community that it is for, by its id, code or name, where it says so.
    package let community: String?
    /// Whether it is undone at its end whatever it finds.
    package let isTrial: Bool

    package init(rows: Int, community: String?, isTrial: Bool) {
        self.rows = rows
        self.community = community
        self.isTrial = isTrial
    }
}
