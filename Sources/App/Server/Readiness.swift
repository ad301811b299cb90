import Domain
import Storage
import Synchronization

/// Whether the server can do its work (就绪): it is proven by a small write that reaches the disk, so that a full disk or a
/// file that may no longer be written is noticed before somebody's work is refused.
///
/// Not more often than its interval: whoever asks in between gets the last answer, and nobody can make the disk work.
final class Readiness: Sendable {
    private let store: SQLStore
    private let clock: any Clock
    private let interval: Int64
    private let last = Mutex<(at: Int64, isReady: Bool)?>(nil)

    init(store: SQLStore, clock: any Clock, seconds: Int) {
        self.store = store
        self.clock = clock
        interval = Int64(seconds) * 1000
    }

    func isReady() async -> Bool {
        let now = clock.now().milliseconds
        if let known = last.withLock({ $0 }), 0..<interval ~= now - known.at { return known.isReady }
        let isReady = (try? await store.proveWritable()) != nil
        last.withLock { $0 = (now, isReady) }
        return isReady
    }
}
