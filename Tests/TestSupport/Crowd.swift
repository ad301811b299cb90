import Dispatch
import Synchronization

/// Many clients at once, each on a thread and a connection of its own.
package enum Crowd {
    /// Spreads requests over the clients and waits for all answers; a request that got none is missing among them.
    package static func send(
        to test: TestServer,
        connections: Int,
        requests: Int,
        _ send: @escaping @Sendable (HTTPClient, Int) throws -> HTTPAnswer
    ) async -> [HTTPAnswer] {
        let answers = Mutex<[HTTPAnswer]>([])
        let next = Atomic<Int>(0)
        await withCheckedContinuation { (done: CheckedContinuation<Void, Never>) in
            let group = DispatchGroup()
            for number in 0..<connections {
                // A queue of its own is a thread of its own while its work blocks.
                DispatchQueue(label: "client.\(number)").async(group: group) {
                    let client = test.client()
                    while case let number = next.add(1, ordering: .relaxed).oldValue, number < requests {
                        guard let answer = try? send(client, number) else { continue }
                        answers.withLock { $0.append(answer) }
                    }
                }
            }
            group.notify(queue: .global()) { done.resume() }
        }
        return answers.withLock { $0 }
    }
}
