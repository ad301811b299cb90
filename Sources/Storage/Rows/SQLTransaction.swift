package import Domain
import SQLite

/// A unit of work on the writer's connection (事务): reads like any reader, and writes rows.
package final class SQLTransaction: Transaction {
    let reader: SQLReader
    package let now: Instant
    package let time: CommunityTime
    /// Whether accounts or sessions changed, so that what the loops remember of them must be forgotten.
    var changedAccess = false
    /// What the audit chain is told at the end.
    var changedRows = ChangedRows()
    var acts: [ActDone] = []
    /// Whether nobody's data changed: only a refusal is kept, or the store prepares itself.
    var leavesNoEntry = false
    /// Whether whoever asks was promised to stay unknown.
    private(set) var hidesSender = false
    /// Rows of a write that is repeated from a list and names none of them.
    var repeatedRows: Int?

    /// Who asks for it.
    package let origin: Origin?

    var connection: Connection { reader.connection }

    init(reader: SQLReader, now: Instant, time: CommunityTime, origin: Origin?) {
        self.reader = reader
        self.now = now
        self.time = time
        self.origin = origin
    }

    package func hideSender() { hidesSender = true }

    /// Runs work that leaves nothing when it is refused, while the transaction goes on.
    func attempt<Result>(_ work: () throws -> Result) throws -> Result {
        let before = (changedAccess, rows: changedRows.count, acts: acts.count)
        do {
            return try connection.savepoint(work)
        } catch {
            changedAccess = before.0
            changedRows.truncate(to: before.rows)
            acts.removeSubrange(before.acts...)
            throw error
        }
    }

    package func one(_ resource: ResourceName, id: Int64, view: View) throws -> Rendered {
        try reader.one(resource, id: id, view: view)
    }

    package func page(_ resource: ResourceName, _ query: ListQuery, view: View) throws -> Rendered {
        try reader.page(resource, query, view: view)
    }

    package func export(_ resource: ResourceName, _ query: ListQuery, view: View) throws -> any Export {
        try reader.export(resource, query, view: view)
    }

    package func records(onPageOf resource: ResourceName, _ query: ListQuery, view: View) throws -> [Int64] {
        try reader.records(onPageOf: resource, query, view: view)
    }

    package func records(inExportOf resource: ResourceName, _ query: ListQuery, view: View) throws -> [Int64] {
        try reader.records(inExportOf: resource, query, view: view)
    }

    package func isPartyRecord(_ resource: ResourceName, id: Int64) throws -> Bool {
        try reader.isPartyRecord(resource, id: id)
    }

    package func contains(_ resource: ResourceName, id: Int64, scope: DataScope) throws -> Bool {
        try reader.contains(resource, id: id, scope: scope)
    }

    package func principal(tokenHash: [UInt8], now: Instant) throws -> Session? {
        try reader.principal(tokenHash: tokenHash, now: now)
    }

    package func principal(pageHash: [UInt8], now: Instant) throws -> Principal? {
        try reader.principal(pageHash: pageHash, now: now)
    }

    package func principal(ofResident resident: Int64, boundBy key: Int64) throws -> Principal? {
        try reader.principal(ofResident: resident, boundBy: key)
    }

    package func file(ofAttachment id: Int64, scope: DataScope) throws -> KeptFile {
        try reader.file(ofAttachment: id, scope: scope)
    }

    package func file(ofAgent id: Int64, earlier: Int64, scope: DataScope) throws -> KeptFile {
        try reader.file(ofAgent: id, earlier: earlier, scope: scope)
    }

    package func file(ofPaper id: Int64, scope: DataScope) throws -> PaperFile {
        try reader.file(ofPaper: id, scope: scope)
    }

    package func file(ofPhoto id: Int64, scope: DataScope) throws -> KeptFile {
        try reader.file(ofPhoto: id, scope: scope)
    }

    package var reports: any ReportRepository { reader.reports }
    package var intakes: any IntakeReading { reader.intakes }
    package var votes: any VoteReading { reader.votes }
    package var minutesReading: any MinutesReading { reader.minutesReading }
    package var sessionReading: any SessionReading { reader.sessionReading }
    package var minutes: any MinutesRepository { SQLMinutesRepository(transaction: self) }
    package var intake: any IntakeRepository { SQLIntakeRepository(transaction: self) }
    package func workingCalendar(community: Int64, time: CommunityTime) throws -> WorkingCalendar {
        try reader.workingCalendar(community: community, time: time)
    }
    package func doorCode(activity: Int64, _ period: DoorPeriod) throws -> String {
        try reader.doorCode(activity: activity, period)
    }
    package func serviceGroup(_ id: Int64, scope: DataScope) throws -> ServiceGroup? {
        try reader.serviceGroup(id, scope: scope)
    }
    package func doorTicket(signUp: Int64) throws -> String { try reader.doorTicket(signUp: signUp) }
    package func settings(community: Int64) throws -> StoredSettings? { try reader.settings(community: community) }

    package var territory: any TerritoryRepository { SQLTerritoryRepository(transaction: self) }
    package var people: any PeopleRepository {
        SQLPeopleRepository(connection: connection, vault: reader.vault, now: now)
    }
    package var consents: any ConsentRepository { SQLConsentRepository(transaction: self) }
    package var displays: any PartyDisplayRepository { SQLPartyDisplayRepository(connection: connection) }
    package var retention: any RetentionRepository { SQLRetentionRepository(transaction: self) }
    package var personalData: any PersonalDataRepository {
        SQLPersonalDataRepository(connection: connection, vault: reader.vault)
    }
    package var publications: any PublicationRepository { SQLPublicationRepository(transaction: self) }
    package var audit: any AuditRepository { SQLAuditRepository(transaction: self) }
    package var calendars: any CalendarRepository { SQLCalendarRepository(transaction: self) }
    package var cases: any CaseRepository { SQLCaseRepository(transaction: self) }
    package var whistles: any WhistleRepository { SQLWhistleRepository(transaction: self) }
    package var coHandlers: any CoHandlerRepository { SQLCoHandlerRepository(transaction: self) }
    package var duties: any DutyRepository { SQLDutyRepository(transaction: self) }
    package var digests: any DigestRepository { SQLDigestRepository(transaction: self) }
    package var posts: any PostRepository { SQLPostRepository(transaction: self) }
    package var following: any FollowingRepository { SQLFollowingRepository(transaction: self) }
    package var supervisions: any SupervisionRepository { SQLSupervisionRepository(transaction: self) }
    package var mediations: any MediationRepository { SQLMediationRepository(transaction: self) }
    package var attachments: any AttachmentRepository { SQLAttachmentRepository(transaction: self) }
    package var visits: any VisitRepository { SQLVisitRepository(transaction: self) }
    package var issues: any IssueRepository { SQLIssueRepository(transaction: self) }
    package var sessions: any SessionRepository { SQLSessionRepository(transaction: self) }
    package var outcomes: any OutcomeRepository { SQLOutcomeRepository(transaction: self) }
    package var coOwners: any CoOwnerRepository { SQLCoOwnerRepository(transaction: self) }
    package var ballots: any VoteRepository { SQLVoteRepository(transaction: self) }
    package var papers: any PaperRepository { SQLPaperRepository(transaction: self) }
    package var activities: any ActivityRepository { SQLActivityRepository(transaction: self) }
    package var venues: any VenueRepository { SQLVenueRepository(transaction: self) }
    package var series: any SeriesRepository { SQLSeriesRepository(transaction: self) }
    package var organizations: any OrganizationRepository { SQLOrganizationRepository(transaction: self) }
    package var access: any AccessRepository { SQLAccessRepository(transaction: self) }
    package var imports: any ImportRepository { SQLImportRepository(transaction: self) }
    package var exports: any ExportRepository { SQLExportRepository(transaction: self) }
}
