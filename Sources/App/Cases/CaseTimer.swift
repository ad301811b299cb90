import Domain
import Logging
import ServiceLifecycle
import Services

/// Looks at what is due of cases and activities as long as the server runs (诉求与活动定时).
struct CaseTimer: NamedService {
    static let name = "deadlines"

    let data: OpenData
    let logger: Logger

    /// Short against the shortest limit, fifteen minutes; a look that finds nothing is one read of an index.
    private static let pause = Duration.seconds(15)

    func run() async throws {
        let clock = CaseClock(store: data.open.store)
        let activities = ActivityClock(store: data.open.store)
        let deliberation = DeliberationClock(store: data.open.store)
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                do {
                    let count = try await Origin.$current.withValue(Origin(action: "case_clock")) {
                        try await clock.sweep()
                    }
                    _ = try await Origin.$current.withValue(Origin(action: "deliberation_clock")) {
                        try await deliberation.sweep()
                    }
                    if count > 0 { logger.info("cases looked at", metadata: ["count": "\(count)"]) }
                } catch {
                    logger.error("the clock of the cases failed", metadata: ["error": "\(error)"])
                }
                do {
                    let count = try await Origin.$current.withValue(Origin(action: "activity_clock")) {
                        try await activities.sweep()
                    }
                    if count > 0 { logger.info("activities looked at", metadata: ["count": "\(count)"]) }
                } catch {
                    logger.error("the clock of the activities failed", metadata: ["error": "\(error)"])
                }
                do {
                    try await Task.sleep(for: Self.pause)
                } catch { return }
            }
        }
    }
}
