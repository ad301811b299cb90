package import Domain

/// Looks at the cases whose time has come (诉求时钟): warnings, reviews, silences and questions, each once.
///
/// What it does is kept in the transaction that does it, so that a restart neither repeats nor misses anything.
package struct CaseClock: Sendable {
    private let store: any Store
    private let cases: CaseService

    /// Cases of one transaction: some milliseconds of the writer, so that nobody waits.
    private static let piece = 100
    private static let digestPiece = 10

    package init(store: any Store) {
        self.store = store
        cases = CaseService(store: store) { _ in false }
    }

    /// Looks until nothing is due; says how many cases it looked at.
    package func sweep() async throws -> Int {
        // Who stands in for somebody sees their cases from the first minute of the day on, and not after the last.
        try await store.write { try $0.cases.renewDeputies(on: $0.time.date(of: $0.now)) }
        var count = try await sweep(due: { try $0.cases.due(at: $0.now, limit: Self.piece) }, look(at:in:))
        count += try await sweep(due: { try $0.whistles.due(at: $0.now, limit: Self.piece) }, look(atSummons:in:))
        count += try await sweep(due: { try $0.supervisions.due(at: $0.now, limit: Self.piece) }, look(atOrder:in:))
        count += try await sweep(due: { try $0.mediations.due(at: $0.now, limit: Self.piece) }, look(atMediation:in:))
        // A digest is no case that was looked at; it reads all that lies open in its grid.
        _ = try await sweep(
            due: { try $0.digests.missing(week: Self.week($0), limit: Self.digestPiece) },
            by: Self.digestPiece,
            digest(of:in:)
        )
        return count
    }

    /// The Monday of the week.
    private static func week(_ transaction: any Transaction) -> CivilDate {
        let today = transaction.time.date(of: transaction.now)
        return today.advanced(byDays: 1 - today.weekday)
    }

    @Sendable private func digest(of grid: Int64, in transaction: any Transaction) throws {
        guard let community = try transaction.digests.community(ofGrid: grid) else { return }
        let settings = try transaction.calendars.settings(community: community)
        try transaction.digests.make(
            grid: grid,
            week: Self.week(transaction),
            listsCases: settings[.weeklyDigestListsCases] == 1
        )
    }

    private func sweep(
        due: @escaping @Sendable (any Transaction) throws -> [Int64],
        by piece: Int = Self.piece,
        _ look: @escaping @Sendable (Int64, any Transaction) throws -> Void
    ) async throws -> Int {
        var count = 0
        while !Task.isCancelled {
            let looked = try await store.write { transaction in
                let found = try due(transaction)
                for id in found { try look(id, transaction) }
                return found.count
            }
            count += looked
            if looked < piece { break }
        }
        return count
    }

    @Sendable private func look(atSummons id: Int64, in transaction: any Transaction) throws {
        guard let summons = try transaction.whistles.find(id, scope: .everything),
            let file = try transaction.cases.find(summons.caseID, scope: .everything)
        else { return }
        let (warned, turn) = try cases.rules(of: file, in: transaction).overdue(summons, file, at: transaction.now)
        try transaction.whistles.saveWarning(warned)
        if let turn { try transaction.cases.save(turn, scope: .everything) }
    }

    @Sendable private func look(atOrder id: Int64, in transaction: any Transaction) throws {
        guard let order = try transaction.supervisions.find(id, scope: .everything),
            let file = try transaction.cases.find(order.caseID, scope: .everything)
        else { return }
        try transaction.supervisions.expire(id, isOverdue: order.status == .open)
        guard order.status == .open else { return }
        let turn = try cases.rules(of: file, in: transaction).overdue(order, file, at: transaction.now)
        try transaction.cases.save(turn, scope: .everything)
    }

    @Sendable private func look(atMediation id: Int64, in transaction: any Transaction) throws {
        guard let record = try transaction.mediations.find(id, scope: .everything),
            let file = try transaction.cases.find(record.caseID, scope: .everything)
        else { return }
        try transaction.mediations.settle(id)
        let isHere = try file.handler?.account.map { try transaction.cases.role(ofAccount: $0) != nil } ?? true
        let rules = try cases.rules(of: file, in: transaction)
        guard let turn = rules.reminded(of: record, file, isHandlerHere: isHere, at: transaction.now) else { return }
        try transaction.cases.save(turn, scope: .everything)
    }

    @Sendable private func look(at id: Int64, in transaction: any Transaction) throws {
        guard let file = try transaction.cases.find(id, scope: .everything) else { return }
        let rules = try cases.rules(of: file, in: transaction)
        guard !rules.isPastAsking(file, at: transaction.now) else {
            return try transaction.cases.postpone(id, until: nil)
        }
        guard let turn = try? rules.looked(at: file, transaction.now) else {
            // One case that can not be looked at does not keep the others waiting; it comes again tomorrow.
            return try transaction.cases.postpone(id, until: transaction.now.advanced(bySeconds: 86_400))
        }
        try transaction.cases.save(turn, scope: .everything)
    }
}
