import Dispatch
import Torture

/// The clients of one round (一轮负载), each on a thread of its own, until the server is gone.
final class TortureLoad {
    /// Enough that a commit holds the writes of several.
    private static let clients = 8
    /// Few, so that most sign-ups wait and every cancellation promotes one.
    private static let capacity = 5

    private let group = DispatchGroup()

    /// Begins; nothing but the end of the server ends it.
    init(port: UInt16, token: String, ledger: Ledger, sendsKeys: Bool, seed: UInt64) throws {
        let host = try TortureClient(port: port, token: token)
        guard let activity = Neighbor.openActivity(host, capacity: Self.capacity, ledger: ledger) else {
            throw BenchFailure("the server does not publish an activity")
        }
        for number in 0..<Self.clients {
            DispatchQueue(label: "torture.\(number)").async(group: group) {
                guard let client = try? TortureClient(port: port, token: token) else { return }
                var neighbor = Neighbor(
                    ledger,
                    Neighbor.Surroundings(
                        grids: Int64(ScratchTerritory.oneCommunity.grids),
                        residents: Int64(ScratchTerritory.oneCommunity.residents)
                    ),
                    activity: activity,
                    sendsKeys: sendsKeys,
                    chance: SeededGenerator(seed: seed &+ UInt64(number))
                )
                while neighbor.act(on: client) != nil {}
            }
        }
    }

    /// Waits until every client has seen the end.
    func wait() { group.wait() }
}
