package import Domain

/// 走访: one entry at a door, with everything that was heard in it, in one transaction: all of it or nothing.
package struct VisitService: Sendable {
    private let store: any Store
    private let cases: CaseService
    private let issues: IssueService

    /// Answers a batch once; a repeat with the same key gets the first answer.
    package func answerBatch(_ work: () async throws -> Rendered) async throws -> Rendered {
        try await store.answerPieces(work)
    }

    package init(store: any Store, cases: CaseService, issues: IssueService) {
        self.store = store
        self.cases = cases
        self.issues = issues
    }

    /// Records an entry; one that its device sent before is answered as it was.
    ///
    /// `place` says where the entry stands in the body, so that faults name where they are.
    package func record(
        _ entry: VisitEntry,
        at place: String = "#",
        by principal: Principal,
        view: View
    ) async throws -> Rendered {
        try await store.answer { transaction in
            let (id, isNew) = try record(entry, at: place, by: principal, in: transaction)
            var rendered = try Self.render(id, in: transaction, view)
            rendered.isReplayed = !isNew
            return rendered
        }
    }

    package func record(
        _ entry: VisitEntry,
        at place: String = "#",
        by principal: Principal,
        in transaction: any Transaction
    ) throws -> (id: Int64, isNew: Bool) {
        guard let visitor = principal.accountID else { throw DomainError.forbidden }
        var faults = FaultList(place)
        if let name = entry.clientID, let known = try transaction.visits.sent(entry, named: name, by: visitor) {
            guard known.isSame else {
                faults.add(
                    "client_id",
                    "used_before",
                    "该编号已用于另一次走访，或同一次走访的内容不同，请换一个编号",
                    "It named another visit, or the same one in other words; give another one"
                )
                throw faults.error
            }
            return (known.id, false)
        }
        let home = try home(of: entry, by: principal, &faults, in: transaction)
        try check(entry, home, by: principal, &faults, in: transaction)
        guard let home else {
            // Without a home nothing can be made; what is wrong with the words themselves is said all the same.
            for heard in entry.heard {
                _ = try faults.collect(under: "heard/\(heard.number)") {
                    try HeardDesk.check(heard, metID: entry.residentID, by: principal, cases, in: transaction)
                }
            }
            throw faults.error
        }
        let desk = HeardDesk(
            cases: cases,
            issues: issues,
            home: home,
            visitor: visitor,
            principal: principal,
            metID: entry.residentID,
            transaction: transaction
        )
        var outcomes: [HeardOutcome] = []
        for heard in entry.heard {
            let outcome = try faults.collect(under: "heard/\(heard.number)") { try desk.take(heard) }
            if let outcome { outcomes.append(outcome) }
        }
        guard entry.unread.isEmpty else { throw faults.error }
        let id = try faults.collect { try insert(entry, home, visitor: visitor, principal, in: transaction) }
        guard let id, faults.isEmpty else { throw faults.error }
        try transaction.visits.add(entry.supplies, to: id)
        if entry.clientID != nil { try transaction.visits.noteSent(entry, as: id) }
        for outcome in outcomes { _ = try transaction.insert(outcome.row(of: id, home), scope: .everything) }
        return (id, true)
    }

    private func home(
        of entry: VisitEntry,
        by principal: Principal,
        _ faults: inout FaultList,
        in transaction: any Transaction
    ) throws -> VisitedHome? {
        // Of one that is there and can not be read it was said what is wrong with it.
        guard entry.unread.isDisjoint(with: ["household_id", "dwelling_id"]) else { return nil }
        guard (entry.householdID == nil) != (entry.dwellingID == nil) else {
            faults.add("household_id", "one_home", "户和房屋须且只能填写其一", "Name either a household or a dwelling")
            return nil
        }
        let home = try transaction.visits.home(
            household: entry.householdID,
            dwelling: entry.dwellingID,
            scope: principal.scope
        )
        if home == nil {
            faults.add(
                entry.householdID == nil ? "dwelling_id" : "household_id",
                "unknown_reference",
                "没有这个住处，或不在您的数据范围内",
                "There is no such home, or it is not in your scope"
            )
        }
        return home
    }

    private func check(
        _ entry: VisitEntry,
        _ home: VisitedHome?,
        by principal: Principal,
        _ faults: inout FaultList,
        in transaction: any Transaction
    ) throws {
        let latest = transaction.now.advanced(bySeconds: VisitEntry.clockSeconds)
        if let at = entry.at, at > latest {
            faults.add("at", "in_future", "走访时间不能晚于现在", "A visit has been; it can not lie ahead")
        }
        // Where no row is made of the visit, none asks for whom it names.
        if let resident = entry.residentID, home == nil || !entry.unread.isEmpty {
            _ = try faults.collect {
                try transaction.expectReference(.residents, resident, at: "resident_id", scope: principal.scope)
            }
        }
        guard let home else { return }
        let isMet = entry.result == .met && !entry.unread.contains("result")
        if home.household == nil, isMet || entry.residentID != nil {
            faults.add("household_id", "required", "见到住户时请填写户", "Name the household where somebody was met")
        }
        if let resident = entry.residentID, let household = home.household,
            try !transaction.visits.lives(resident, in: household)
        {
            faults.add("resident_id", "lives_elsewhere", "该居民现不住这一户", "The resident does not live in this household")
        }
    }

    private func insert(
        _ entry: VisitEntry,
        _ home: VisitedHome,
        visitor: Int64,
        _ principal: Principal,
        in transaction: any Transaction
    ) throws -> Int64 {
        var draft = Draft(
            .homeVisits,
            [
                "community_id": .integer(home.community), "dwelling_id": .integer(home.dwelling),
                "household_id": .optional(home.household), "grid_id": .optional(home.grid),
                "visitor_id": .integer(visitor), "at": .integer((entry.at ?? transaction.now).milliseconds),
                "result": .text(entry.result.rawValue), "try_again_on": .optional(entry.tryAgainOn),
                "resident_id": .optional(entry.residentID), "summary": .optional(entry.summary),
                "care": .optional(entry.care), "verification": .optional(entry.verification),
            ]
        )
        draft["client_id"] = .optional(entry.clientID)
        return try transaction.insert(draft, scope: principal.scope)
    }

    /// The visit with what was heard in it, so that the device knows what became of each word.
    private static func render(_ id: Int64, in transaction: any Transaction, _ view: View) throws -> Rendered {
        let visit = try transaction.one(.homeVisits, id: id, view: view)
        let position = Resource[.heard].index(of: "visit_id") ?? 0
        let own = Filter(field: position, comparison: .equal, values: [.integer(id)])
        let heard = try transaction.page(.heard, ListQuery(filters: [own], limit: VisitEntry.listLimit), view: view)
        var bytes = Array(#"{"id":\#(id),"visit":"#.utf8)
        bytes += visit.bytes
        bytes += Array(#","heard":"#.utf8)
        bytes += heard.bytes
        bytes += Array("}".utf8)
        return Rendered(bytes: bytes, format: .json, id: id)
    }
}

extension VisitService {
    /// Ends a wish: it was fulfilled, by whom, or can not be.
    package func end(
        wish id: Int64,
        _ move: WishMove,
        fulfiller: String?,
        remark: String?,
        ifVersion: VersionCondition?,
        by principal: Principal,
        view: View
    ) async throws -> Rendered {
        try await store.answer { transaction in
            try transaction.expect(.wishes, id: id, ifVersion: ifVersion, scope: principal.scope)
            guard let status = try transaction.visits.wish(id, scope: principal.scope) else {
                throw DomainError.notFound
            }
            guard status == .open else {
                throw DomainError.illegalMove(move.rawValue, of: Title("心愿", "wish"), from: status, allowed: [])
            }
            let draft = Draft(
                .wishes,
                [
                    "status": .text(move.result.rawValue), "fulfiller": .optional(fulfiller),
                    "remark": .optional(remark), "ended_at": .integer(transaction.now.milliseconds),
                ]
            )
            try transaction.update(draft, id: id, ifVersion: nil, scope: principal.scope)
            return try transaction.one(.wishes, id: id, view: view)
        }
    }
}
