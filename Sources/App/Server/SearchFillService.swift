import Domain
import Logging
import ServiceLifecycle
import Storage

/// Fills the search index with rows that are older than it (检索索引补建), beside the server and newest first.
///
/// So an upgrade of a large database serves at once; it ends when the index is whole.
struct SearchFillService: NamedService {
    static let name = "search fill"

    let store: SQLStore
    let logger: Logger

    /// Rows of one write: others wait behind it for some ten milliseconds.
    private static let piece = 100
    /// How often the log says how far it is.
    private static let reportMilliseconds: Int64 = 10_000

    func run() async throws {
        guard try await !store.isSearchWhole() else { return }
        let missing = try await store.searchProgress().missing
        logger.notice("filling the search index, newest first, while the server runs", metadata: ["rows": "\(missing)"])
        let begun = now
        var (added, reported) = (0, begun)
        while !Task.isShuttingDownGracefully, !Task.isCancelled, try await store.fillSearch(rows: Self.piece) {
            added = min(added + Self.piece, missing)
            guard now - reported >= Self.reportMilliseconds else { continue }
            reported = now
            let rest = (reported - begun) * Int64(missing - added) / Int64(max(added, 1)) / 1000
            logger.notice(
                "filling the search index",
                metadata: ["rows": "\(added)", "of": "\(missing)", "seconds left": "\(rest)"]
            )
        }
        if try await store.isSearchWhole() {
            logger.notice("the search index is whole", metadata: ["seconds": "\((now - begun) / 1000)"])
        }
    }

    private var now: Int64 { SystemClock().now().milliseconds }
}
