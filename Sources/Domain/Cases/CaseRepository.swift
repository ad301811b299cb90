/// 诉求的存储: what the moves of a case need beyond the plain register.
package protocol CaseRepository {
    /// The case as its moves see it, in scope.
    func find(_ id: Int64, scope: DataScope) throws -> CaseFile?
    /// The next public number of the community in a year; a number is never given twice.
    func nextNumber(community: Int64, year: Int) throws -> String
    /// Minutes that a category gives for accepting and for handling.
    func limits(ofCategory category: Int64) throws -> (accept: Int64, handle: Int64)?
    /// The present grid, and the compound, of a building or a place.
    func whereabouts(building: Int64?, place: Int64?) throws -> Whereabouts?
    /// The account that answers where nobody is named: the community's first staff member or secretary.
    func intakeDesk(community: Int64) throws -> Int64?
    func role(ofAccount account: Int64) throws -> Role?
    func appendEvent(_ event: CaseEvent) throws
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

/// 诉求: what the rules of its moves decide on.
package struct CaseFile: Sendable, Hashable {
    package let id: Int64
    package let community: Int64
    package let status: CaseStatus
    package let category: Int64
    package let version: Int64

    package init(id: Int64, community: Int64, status: CaseStatus, category: Int64, version: Int64) {
        self.id = id
        self.community = community
        self.status = status
        self.category = category
        self.version = version
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
