import Domain
import Logging
import ServiceLifecycle
import Services

/// Ends every night what was kept long enough, as long as the server runs (定时执行保存期限).
struct RetentionTimer: NamedService {
    static let name = "retention"

    let data: OpenData
    let clock: any Clock
    let logger: Logger

    func run() async throws {
        guard let minute = data.configuration.retention.minuteOfDay else {
            try? await gracefulShutdown()
            return
        }
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                let wait = BackupService.seconds(until: minute, from: clock.now(), in: data.configuration.time)
                do {
                    try await Task.sleep(for: .seconds(wait))
                } catch { return }
                await end()
            }
        }
    }

    private func end() async {
        let service = RetentionService(store: data.open.store)
        do {
            let outcomes = try await Origin.$current.withValue(Origin(action: "retention")) {
                try await RetentionCommand.end(service, data, at: clock.now()) { _ in !Task.isCancelled }
            }
            for outcome in outcomes where outcome.total > 0 {
                logger.notice(
                    "retention",
                    metadata: [
                        "community": "\(outcome.community)", "kind": "\(outcome.kind.rawValue)",
                        "anonymised": "\(outcome.anonymised)", "deleted": "\(outcome.deleted)",
                    ]
                )
            }
        } catch {
            logger.error("retention failed", metadata: ["error": "\(error)"])
        }
    }
}
