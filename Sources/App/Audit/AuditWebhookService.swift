package import Domain
package import Logging
import ServiceLifecycle
import Storage

/// Posts the head of the audit chain once for each day (每日推送链头), and goes on trying until it has arrived.
package struct AuditWebhookService: NamedService {
    package static let name = "audit webhook"

    let webhook: AuditWebhook
    let store: SQLStore
    let counts: AuditPostCounts
    let clock: any Clock
    let logger: Logger
    /// Waits so many seconds, or throws when the server ends.
    let pause: @Sendable (Int) async throws -> Void

    /// Seconds before the next try: those of Standard Webhooks as far as a day goes; then on at the last one, as nobody
    /// else has this head.
    package static let backoff = [5, 300, 1_800, 7_200, 18_000]

    package func run() async throws {
        await cancelWhenGracefulShutdown {
            var failures = 0
            while !Task.isCancelled {
                failures = await postAll() ? 0 : failures + 1
                do {
                    try await pause(wait(after: failures))
                } catch { return }
            }
        }
    }

    /// Until midnight, or sooner where something waits.
    private func wait(after failures: Int) -> Int {
        let midnight = BackupService.seconds(until: 0, from: clock.now(), in: webhook.time)
        guard failures > 0 else { return midnight }
        return min(midnight, Self.backoff[min(failures, Self.backoff.count) - 1])
    }

    /// Posts what waits, the oldest first; says whether nothing is left.
    private func postAll() async -> Bool {
        do {
            let day = webhook.time.date(of: clock.now())
            let waiting = try await store.headsToPost(on: day)
            guard let chain = try await store.chainID() else { return true }
            for (done, daily) in waiting.enumerated() {
                counts.set(waiting: waiting.count - done)
                if let why = await webhook.post(daily, chain: chain, at: clock.now()) {
                    counts.addFailure()
                    logger.error("audit head not posted", metadata: ["day": "\(daily.day)", "why": "\(why)"])
                    try await store.noteUnposted(daily, why: why)
                    return false
                }
                try await store.notePosted(daily)
                counts.addPosted()
                logger.notice("audit head posted", metadata: ["day": "\(daily.day)", "entry": "\(daily.head.id)"])
            }
            counts.set(waiting: 0)
            return true
        } catch {
            logger.error("audit head not posted", metadata: ["error": "\(error)"])
            return false
        }
    }
}

extension AuditWebhookService {
    /// Nothing where no webhook is set.
    package init?(
        _ data: OpenData,
        client: () throws -> any OutboundClient,
        counts: AuditPostCounts,
        clock: any Clock,
        logger: Logger,
        pause: @escaping @Sendable (Int) async throws -> Void = { try await Task.sleep(for: .seconds($0)) }
    ) throws {
        let configuration = data.configuration
        guard let address = configuration.auditWebhook.address else { return nil }
        webhook = AuditWebhook(
            client: try client(),
            address: address,
            key: try configuration.auditWebhook.key(),
            time: configuration.time
        )
        store = data.open.store
        self.counts = counts
        self.clock = clock
        self.logger = logger
        self.pause = pause
    }
}
