import Logging
import ServiceLifecycle

/// Writes down every minute when sessions were used and who was refused (会话使用登记).
///
/// So idle sessions end also after a restart, and probes show in the audit.
struct SessionUseService: NamedService {
    static let name = "session use"

    let server: LinliServer
    let logger: Logger

    /// A minute is nothing beside the half hour after which an idle session ends, and one small write.
    private static let pause = Duration.seconds(60)

    func run() async {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                do {
                    try await Task.sleep(for: Self.pause)
                } catch { return }
                do {
                    try await server.writeUses()
                } catch {
                    logger.error("uses of sessions not written", metadata: ["error": "\(error)"])
                }
                do {
                    try await server.writeRefusals()
                } catch {
                    logger.error("refusals not written", metadata: ["error": "\(error)"])
                }
            }
        }
    }
}
