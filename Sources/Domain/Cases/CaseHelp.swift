/// Somebody who works on a case beside its handler (协办): an own task, a report to the handler, never the end of it.
package struct CoHandler: Sendable, Hashable {
    package let id: Int64
    package let caseID: Int64
    package let unit: CaseHandler
    package let isActive: Bool

    package init(id: Int64, caseID: Int64, unit: CaseHandler, isActive: Bool) {
        self.id = id
        self.caseID = caseID
        self.unit = unit
        self.isActive = isActive
    }
}

/// 协办的存储: who works on a case beside its handler, from–to.
package protocol CoHandlerRepository {
    /// Whether somebody works on the case beside its handler now.
    func works(_ unit: CaseHandler, on caseID: Int64) throws -> Bool
    func insert(_ unit: CaseHandler, task: String, on file: CaseFile, by account: Int64) throws -> Int64
    func find(_ id: Int64, scope: DataScope) throws -> CoHandler?
    func end(_ id: Int64) throws
    /// The part that somebody has in a case now.
    func part(of unit: CaseHandler, in caseID: Int64) throws -> CoHandler?
    /// A part that ended with a move goes on, as the move was taken back.
    func resume(_ unit: CaseHandler, in caseID: Int64, endedAt moment: Instant) throws
    /// A part is another's from now on, who does not work on the case yet.
    func pass(_ id: Int64, to account: Int64) throws
}

/// An order from above on a case (督办): until it is answered, the clock watches its date.
package struct SupervisionOrder: Sendable, Hashable {
    package let id: Int64
    package let caseID: Int64
    package let supervisor: Int64
    package let dueAt: Instant
    package let status: SupervisionStatus

    package init(id: Int64, caseID: Int64, supervisor: Int64, dueAt: Instant, status: SupervisionStatus) {
        self.id = id
        self.caseID = caseID
        self.supervisor = supervisor
        self.dueAt = dueAt
        self.status = status
    }
}

/// How far an order has come (督办状态).
package enum SupervisionStatus: String, TitledEnum {
    case open, overdue, answered

    package var title: Title {
        switch self {
        case .open: Title("待反馈", "Open")
        case .overdue: Title("逾期未反馈", "Overdue")
        case .answered: Title("已反馈", "Answered")
        }
    }
}

/// 督办的存储: orders and what is answered to them.
package protocol SupervisionRepository {
    func find(_ id: Int64, scope: DataScope) throws -> SupervisionOrder?
    func save(_ report: String, to id: Int64, by account: Int64) throws
    /// Notes that the date of an order is over; nothing looks at it any more.
    func expire(_ id: Int64, isOverdue: Bool) throws
    func due(at now: Instant, limit: Int) throws -> [Int64]
    /// How many orders on a case nobody has answered yet.
    func waiting(ofCase id: Int64) throws -> Int64
}
