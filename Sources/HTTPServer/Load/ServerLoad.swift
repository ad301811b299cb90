import HTTPWire
import Synchronization

/// What the loops of one server count together, because their limits hold for the server and not for a loop.
///
/// Addresses are touched when a connection begins and ends, refusals when one happens: neither is on the path of an
/// ordinary request.
final class ServerLoad: Sendable {
    private let addresses = Mutex<[NetworkAddress: Int]>([:])
    private let refusals = Mutex<[String: Int]>([:])
    private let working = Atomic<Int>(0)

    /// Counts a connection of an address; false when it has as many as it may.
    func enter(_ address: NetworkAddress, limit: Int) -> Bool {
        let subscriber = address.subscriber
        return addresses.withLock { counts in
            let count = counts[subscriber, default: 0]
            guard count < limit else { return false }
            counts[subscriber] = count + 1
            return true
        }
    }

    /// Counts the end of a connection that ``enter`` took.
    func leave(_ address: NetworkAddress) {
        let subscriber = address.subscriber
        addresses.withLock { counts in
            guard let count = counts[subscriber] else { return }
            // Addresses that are gone leave nothing behind: an attacker has many.
            counts[subscriber] = count > 1 ? count - 1 : nil
        }
    }

    /// Counts a request that is worked on; false when there are as many as there may be.
    func beginWork(limit: Int) -> Bool {
        guard working.add(1, ordering: .relaxed).newValue <= limit else {
            working.subtract(1, ordering: .relaxed)
            return false
        }
        return true
    }

    /// Counts the real end of a work, which may come after its client was told that it took too long.
    func endWork() {
        working.subtract(1, ordering: .relaxed)
    }

    var requestsInFlight: Int { working.load(ordering: .relaxed) }

    /// Counts a refusal by its code, of which there are a few dozen.
    func noteRefusal(_ code: String) {
        refusals.withLock { $0[code, default: 0] += 1 }
    }

    var refusalsByCode: [String: Int] { refusals.withLock { $0 } }
}
