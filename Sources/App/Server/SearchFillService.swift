import Domain
import Logging
import ServiceLifecycle
import Storage

/// Fills the search index with rows that are older than it (检索索引补建), beside the server and newest first.
///
/// So an upgrade of a large database serves at once; when the index is whole it only waits for the end.
struct SearchFillService: NamedService {
    static let name = "search fill"

    let store: SQLStore
    let logger: Logger

    /// Rows of one write: others wait behind it for some ten milliseconds.
    private static let piece = 100
    /// How often the log says how far it is.
    private static let reportMilliseconds: Int64 = 10_000

    /// How long it waits after a failure, such as a full disk, before it goes on.
    private static let pause = Duration.seconds(60)

    /// Ends without an error whatever happens: the server serves without it, and may end while it fills.
    func run() async throws {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                do {
                    try await fill()
                    return
                } catch {
                    guard !Task.isCancelled else { return }
                    logger.error("the search index is not filled", metadata: ["error": "\(error)"])
                    try? await Task.sleep(for: Self.pause)
                }
            }
        }
        // Whoever ends by itself while the group is ending others is taken for a failure.
        try? await gracefulShutdown()
    }

    private func fill() async throws {
        guard try await !store.isSearchWhole() else { return }
        let missing = try await store.searchProgress().missing
        logger.notice("filling the search index, newest first, while the server runs", metadata: ["rows": "\(missing)"])
        let begun = now
        var (added, reported) = (0, begun)
        while !Task.isCancelled, try await store.fillSearch(rows: Self.piece) {
            added = min(added + Self.piece, missing)
            guard now - reported >= Self.reportMilliseconds else { continue }
            reported = now
            let rest = (reported - begun) * Int64(missing - added) / Int64(max(added, 1)) / 1000
            logger.notice(
                "filling the search index",
                metadata: ["rows": "\(added)", "of": "\(missing)", "seconds left": "\(rest)"]
            )
        }
        if !Task.isCancelled, try await store.isSearchWhole() {
            logger.notice("the search index is whole", metadata: ["seconds": "\((now - begun) / 1000)"])
        }
    }

    private var now: Int64 { SystemClock().now().milliseconds }
}
