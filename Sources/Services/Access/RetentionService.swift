package import Domain

/// Ends what was kept long enough (保存期限执行): anonymised first, deleted later, laid aside before.
package struct RetentionService: Sendable {
    private let store: any Store

    /// Records of one transaction: a few milliseconds of the writer, so that nobody waits.
    private static let piece = 100

    package init(store: any Store) { self.store = store }

    /// What would be done today.
    package func plan() async throws -> [RetentionOutcome] {
        try await store.write { transaction in
            let today = transaction.time.date(of: transaction.now)
            return try transaction.retention.periods().map { period in
                var outcome = RetentionOutcome(community: period.community, kind: period.kind)
                for act in RetentionAct.allCases {
                    guard let months = period.months(of: act) else { continue }
                    let count = try transaction.retention.count(
                        period.kind,
                        act,
                        community: period.community,
                        before: RetentionPeriod.limit(months, before: today)
                    )
                    outcome.add(count, act)
                }
                return outcome
            }
        }
    }

    /// Ends what is due.
    ///
    /// - Parameters:
    ///   - layAside: Takes lines of JSON before they are ended, and says in which file they are.
    ///   - progress: Is told how many records were ended; false stops after that, and the next run goes on.
    /// - Returns: What was done, for each kind of each community.
    /// - Throws: What the two closures and the store throw; what was ended before stays ended.
    package func run(
        layAside: (RetentionOutcome, [UInt8]) throws -> String?,
        progress: (Int) throws -> Bool
    ) async throws -> [RetentionOutcome] {
        let periods = try await store.write { transaction in
            try transaction.access.forgetLapsedRegistrations(at: transaction.now)
            return try transaction.retention.periods()
        }
        var outcomes: [RetentionOutcome] = []
        var done = 0
        var goesOn = true
        for period in periods {
            var outcome = RetentionOutcome(community: period.community, kind: period.kind)
            // What is anonymised today is deleted by a later run at the earliest: the plan of today says all that today does.
            for act in RetentionAct.allCases.reversed() {
                guard let months = period.months(of: act) else { continue }
                while goesOn {
                    let (ids, lines) = try await due(period, act, months)
                    guard !ids.isEmpty else { break }
                    if let file = try layAside(outcome, lines), outcome.exported.last != file {
                        outcome.exported.append(file)
                    }
                    try await store.write { transaction in
                        try transaction.retention.end(period.kind, act, ids, community: period.community)
                    }
                    outcome.add(ids.count, act)
                    done += ids.count
                    goesOn = try progress(done)
                }
            }
            outcomes.append(outcome)
            let finished = outcome
            if finished.total > 0 { try await store.write { try $0.retention.note(finished) } }
        }
        return outcomes
    }

    private func due(
        _ period: RetentionPeriod,
        _ act: RetentionAct,
        _ months: Int64
    ) async throws -> ([Int64], [UInt8]) {
        try await store.write { transaction in
            let today = transaction.time.date(of: transaction.now)
            let ids = try transaction.retention.due(
                period.kind,
                act,
                community: period.community,
                before: RetentionPeriod.limit(months, before: today),
                most: Self.piece
            )
            let view = View(scope: .everything, format: .ndjson, time: transaction.time)
            return (ids, try transaction.retention.lines(period.kind, ids, view: view))
        }
    }
}

extension RetentionOutcome {
    fileprivate mutating func add(_ count: Int, _ act: RetentionAct) {
        switch act {
        case .anonymise: anonymised += count
        case .delete: deleted += count
        }
    }
}
