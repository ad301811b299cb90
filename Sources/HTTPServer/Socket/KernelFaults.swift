#if DEBUG
import Glibc
import Synchronization

/// What a kernel may do to a transfer besides doing all of it; tests play it on the thread of one loop.
struct KernelFaults {
    enum Fault {
        case interrupted
        case wouldBlock
        case short(Int)
        case failed(Int32)
    }

    private static let plans = Mutex<[pthread_t: KernelFaults]>([:])
    // Nearly always there is no plan, and then nothing is locked.
    private static let planCount = Atomic<Int>(0)

    private var calls = 0
    private let plan: @Sendable (_ call: Int) -> Fault?

    /// Plays `plan` to the transfers of the current thread, which are counted from 1, until ``stop``.
    static func play(_ plan: @escaping @Sendable (_ call: Int) -> Fault?) {
        plans.withLock { $0[pthread_self()] = KernelFaults(plan: plan) }
        planCount.add(1, ordering: .relaxed)
    }

    /// Ends the play of the current thread, whose number a later thread may get.
    static func stop() {
        let ended = plans.withLock { $0.removeValue(forKey: pthread_self()) }
        if ended != nil { planCount.subtract(1, ordering: .relaxed) }
    }

    static func next() -> Fault? {
        guard planCount.load(ordering: .relaxed) > 0 else { return nil }
        return plans.withLock { plans in
            guard var own = plans[pthread_self()] else { return nil }
            own.calls += 1
            plans[pthread_self()] = own
            return own.plan(own.calls)
        }
    }

    private init(plan: @escaping @Sendable (_ call: Int) -> Fault?) {
        self.plan = plan
    }
}
#endif
