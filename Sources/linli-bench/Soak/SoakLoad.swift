import Dispatch
import Synchronization

/// Clients of every kind at once (混合负载), each on a thread of its own.
final class SoakLoad: Sendable {
    /// Enough that every kind of client meets every other.
    static let threads = 8

    private let record = Mutex(Record())

    /// What was done, and what the server did wrong.
    struct Record {
        var acts = 0
        var faults: [String] = []
        /// The longest time that each kind of act took.
        var longest: [Mischief: UInt64] = [:]
    }

    var result: Record { record.withLock { $0 } }

    /// Acts for a while.
    ///
    /// - Parameters:
    ///   - seconds: For so long; an act that has begun is finished.
    ///   - rounds: At least so many rounds of all acts.
    ///   - target: Makes the target of a thread.
    ///   - eachSecond: Called while the clients act.
    func run(
        seconds: Int,
        rounds: Int,
        target: @escaping @Sendable (Int) -> SoakTarget,
        eachSecond: () -> Void
    ) {
        let end = LoadGenerator.now() + UInt64(seconds) * 1_000_000_000
        let group = DispatchGroup()
        for thread in 0..<Self.threads {
            DispatchQueue(label: "soak.\(thread)").async(group: group) {
                let target = target(thread)
                var round = 0
                while round < rounds || LoadGenerator.now() < end {
                    for act in target.round() where round < rounds || LoadGenerator.now() < end {
                        let begin = LoadGenerator.now()
                        let outcome = Result { try act.act(on: target) }
                        self.note(act, outcome, LoadGenerator.now() - begin)
                    }
                    round += 1
                }
            }
        }
        while group.wait(timeout: .now() + 1) == .timedOut { eachSecond() }
    }

    private func note(_ act: Mischief, _ outcome: Result<String?, any Error>, _ nanoseconds: UInt64) {
        record.withLock { record in
            record.acts += 1
            record.longest[act, default: 0] = max(record.longest[act, default: 0], nanoseconds)
            switch outcome {
            case .success(nil): break
            case .success(let fault?): record.faults.append(fault)
            case .failure(let error): record.faults.append("\(act): \(error)")
            }
        }
    }
}
