package import SQLite
import Synchronization

/// What a database says about the ledger (对账): the faults, and the doubts with what became of them.
package struct Settlement: Sendable {
    package internal(set) var faults: [String] = []
    /// The deeds in doubt, and whether they are in the database.
    var doubts: [(doubt: Ledger.Doubt, isThere: Bool)] = []
}

extension Ledger {
    /// Holds a database against the ledger: all that was acknowledged is there, all else was at least asked for, nothing
    /// is there by half, and no activity has more people than places.
    ///
    /// What was refused may only be there after a crash: a machine that lost its power may have kept what it could not
    /// acknowledge any more. Where nothing crashed, `refusedIsAbsent` says that it must not.
    package func settle(with connection: Connection, refusedIsAbsent: Bool = false) throws -> Settlement {
        let seen = try Seen(connection, pattern: pattern, firstActivity: firstActivity)
        return state.withLock { state in
            var settlement = Settlement(faults: state.faults + seen.faults)
            var known = state
            for doubt in state.doubts {
                let isThere = seen.adopt(doubt.deed, into: &known)
                if isThere { known.tally.foundLater += 1 }
                if isThere, doubt.isRefused, refusedIsAbsent {
                    settlement.faults.append("\(doubt.deed) was refused and is there")
                }
                settlement.doubts.append((doubt, isThere))
            }
            settlement.faults += seen.differences(from: known)
            known.doubts = []
            state = known
            return settlement
        }
    }

    /// Does again what was left in doubt, as a client would after an outage.
    ///
    /// With a key the repeat is answered like the first, or is the first. Without one the database itself refuses to do
    /// it twice; only a new case has nothing by which it could be told from another, so it is not sent again then.
    ///
    /// - Returns: Answers that should have been others.
    package func repeatDoubts(of settlement: Settlement, on server: some Connected) -> [String] {
        var faults: [String] = []
        for (doubt, isThere) in settlement.doubts {
            if case .openCase = doubt.deed, doubt.key == nil { continue }
            guard let told = server.ask(doubt.deed.ask(key: doubt.key)) else {
                faults.append("\(doubt.deed): no answer to a repeat")
                continue
            }
            let mustSucceed = doubt.key != nil || !isThere
            let isRight = mustSucceed ? told.isSuccess : told.status == 409 || told.status == 412
            if isRight {
                state.withLock { state in
                    state.tally.repeated += 1
                    if told.isSuccess { state.acknowledgeRepeat(doubt.deed, told, isThere: isThere) }
                }
            } else {
                faults.append("\(doubt.deed), \(isThere ? "there" : "not there"): a repeat was told \(told.status)")
            }
        }
        return faults
    }
}

extension Ledger.State {
    fileprivate mutating func acknowledgeRepeat(_ deed: Deed, _ told: Told, isThere: Bool) {
        let before = (places.count, signUps.count, cancelled.count, titles.count)
        acknowledge(deed, told)
        let after = (places.count, signUps.count, cancelled.count, titles.count)
        // The same answer as the first brings the same id, which is known.
        if isThere, after != before { faults.append("\(deed) was done twice") }
        tally.acknowledged += isThere ? 0 : 1
    }
}
