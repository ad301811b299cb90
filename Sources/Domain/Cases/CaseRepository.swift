/// 诉求的存储: what the moves of a case need beyond the plain register.
package protocol CaseRepository {
    /// The case as its moves see it, in scope.
    func find(_ id: Int64, scope: DataScope) throws -> CaseFile?
    /// How the case stood before its last move.
    func earlier(of id: Int64) throws -> CaseFile?
    /// The case that another one can be merged into: the end of the chain where this one is a duplicate itself.
    func mergeTarget(_ id: Int64, scope: DataScope) throws -> MergeTarget?
    /// In what a case is another matter than the one that it is to go into.
    func difference(of id: Int64, from target: Int64) throws -> MergeDifference
    /// What went into a case and was answered with it, and whose household was not told yet.
    func untoldDuplicates(of id: Int64) throws -> [Int64]
    /// What went into a case and was told in the same call as its last move, as far as nobody has moved it since.
    func toldWith(_ file: CaseFile) throws -> [Int64]
    /// How many others reported the same matter and wait for its end.
    func otherReporters(of id: Int64) throws -> Int64
    /// The public number of a case.
    func number(of id: Int64) throws -> String
    /// The next public number of the community in a year; a number is never given twice.
    func nextNumber(community: Int64, year: Int) throws -> String
    /// By what the cases of a category are handled.
    func terms(
        ofCategory category: Int64,
        _ settings: CommunitySettings,
        _ calendar: WorkingCalendar
    ) throws -> CaseTerms
    /// The present grid, and the compound, of a building or a place.
    func whereabouts(building: Int64?, place: Int64?, community: Int64) throws -> Whereabouts?
    /// The account that answers where nobody is named: the community's first staff member or secretary, if possible
    /// another one than those who are left out.
    func intakeDesk(community: Int64, otherThan left: [Int64]) throws -> Int64?
    /// The people of a grid who chose a password: its workers, then its leader.
    func workers(ofGrid grid: Int64) throws -> [Int64]
    func role(ofAccount account: Int64) throws -> Role?
    /// The same of somebody who chose a password: whoever never did has not come to work yet.
    func role(ofWorker account: Int64) throws -> Role?
    /// What people call whoever handles a case.
    func name(of handler: CaseHandler) throws -> String?
    /// Notes which deputyships run on a day, by which somebody of another grid sees the cases of whom they stand in for.
    func renewDeputies(on day: CivilDate) throws
    /// For whom somebody stands in, by a row of the deputies in scope.
    func absent(deputy id: Int64, scope: DataScope) throws -> Int64?
    /// Whether somebody waits for more time on a case.
    func isAsked(extensionOf caseID: Int64) throws -> Bool
    /// How often more time was given for the handling that runs.
    func extensions(ofStep step: Int64) throws -> Int64
    /// Who did what is looked at now, or said that it is done; by an independent check these are more.
    func workers(of caseID: Int64, _ policy: CheckPolicy) throws -> Set<Int64>
    /// Who works on a case beside its handler now, or is called to it.
    func helpers(of caseID: Int64) throws -> Set<Int64>
    /// Of a second handling: who answered for the first one, worked on it or ended it, less the secretary.
    func formerPeople(of caseID: Int64) throws -> Set<Int64>
    /// Keeps the first limit of a new case, its arrival in the timeline, and that it is open.
    func begin(_ file: CaseFile, by actor: Int64?, remark: String?, notices: [CaseNotice]) throws
    /// Of which moments photos lie with the case.
    func photographed(_ id: Int64) throws -> Set<AttachmentMoment>
    /// What a second handling takes over from the first: what is the matter, and where.
    func secondDraft(of id: Int64) throws -> Draft
    /// What of a case can be changed besides its moves, as it stands: codes and numbers, words as they are.
    func changeable(_ id: Int64) throws -> [CaseChangedField: String]
    /// Keeps what was changed in the timeline, and what follows from it; the change itself is made already.
    func saveChange(
        _ changes: [CaseChange],
        from before: CaseFile,
        to file: CaseFile,
        by actor: Int64?,
        scope: DataScope
    ) throws
    /// The cases that the clock has to look at, the longest due first.
    func due(at now: Instant, limit: Int) throws -> [Int64]
    /// Has the clock look at a case at a later time, or no more.
    func postpone(_ id: Int64, until moment: Instant?) throws
    /// The open cases that somebody works on or answers for.
    func open(of account: Int64) throws -> [Int64]
    func asked(extension id: Int64, scope: DataScope) throws -> AskedExtension?
    func decide(extension id: Int64, _ status: ExtensionStatus, by account: Int64) throws
    /// Tells an account that still signs in of something that is no move of one case.
    ///
    /// What is to be done reaches whoever stands in for an absent one.
    func tell(
        _ account: Int64,
        _ topic: NoticeTopic,
        _ words: Title,
        about caseID: Int64?,
        community: Int64,
        isWork: Bool
    ) throws
    /// A notice of whoever asks; nothing for somebody else's.
    func notice(_ id: Int64, of principal: Principal) throws -> OwnNotice?
    func settle(notice id: Int64) throws
    /// A shelved case is another's to keep in mind.
    func pass(shelved id: Int64, to account: Int64) throws
    /// Whether others called somebody to the case, or took over from somebody in it, since its last move, or anybody works on it
    /// beside the handler who was named since.
    func isWorkedOnSince(_ id: Int64, by account: Int64?) throws -> Bool
    /// Keeps a move and all that it means.
    func save(_ turn: CaseTurn, scope: DataScope) throws
}

/// A notice as its reader sees it (本人通知).
package struct OwnNotice: Sendable, Hashable {
    package let caseID: Int64?
    /// Whether reading it tells a household what became of its case.
    package let tells: Bool

    package init(caseID: Int64?, tells: Bool) {
        self.caseID = caseID
        self.tells = tells
    }
}

/// A place as far as a case needs it (地点).
package struct Whereabouts: Sendable, Hashable {
    package let gridID: Int64?
    package let compoundID: Int64?

    package init(gridID: Int64?, compoundID: Int64?) {
        self.gridID = gridID
        self.compoundID = compoundID
    }
}

/// One row of the timeline of a case (时间线).
package struct CaseEvent: Sendable {
    package let caseID: Int64
    package let at: Instant
    package let actor: Int64?
    package let move: String
    package let from: CaseStatus?
    package let to: CaseStatus
    package let visibility: RemarkVisibility
    package let remark: String?
    /// The partner in whose place it was entered, and how its word arrived.
    package var onBehalfOf: Int64?
    package var channel: CaseChannel?

    package init(
        caseID: Int64,
        at: Instant,
        actor: Int64?,
        move: String,
        from: CaseStatus?,
        to: CaseStatus,
        visibility: RemarkVisibility = .everyone,
        remark: String? = nil
    ) {
        self.caseID = caseID
        self.at = at
        self.actor = actor
        self.move = move
        self.from = from
        self.to = to
        self.visibility = visibility
        self.remark = remark
    }
}
