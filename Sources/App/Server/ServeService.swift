import Glibc
import HTTPServer
import Logging
import ServiceLifecycle
import UnixSignals

/// The server as a service of the process (进程服务): it listens once signals are heard, and runs until one comes.
struct ServeService: NamedService {
    static let name = "server"

    private let server: LinliServer
    private let announce: @Sendable ([ListenAddress]) async throws -> Void

    init(server: LinliServer, announce: @escaping @Sendable ([ListenAddress]) async throws -> Void) {
        self.server = server
        self.announce = announce
    }

    func run() async throws {
        do {
            try await announce(try server.start())
            try await gracefulShutdown()
        } catch is CancellationError {
            // Told to end at once: what runs is finished all the same, within the grace time.
        }
        await server.stop()
    }

    /// Runs until SIGTERM or SIGINT, then lets what runs finish.
    ///
    /// When one of those beside it has ended, the server goes on.
    func runUntilSignal(beside others: [any Service], logger: Logger) async throws {
        // Whoever read the log may go; the requests go on.
        signal(SIGPIPE, SIG_IGN)
        var quiet = logger
        quiet.logLevel = .error
        let group = ServiceGroup(
            configuration: ServiceGroupConfiguration(
                services: [.init(service: self), .init(service: ReloadService(server: server, logger: logger))]
                    + others.map { .init(service: $0, successTerminationBehavior: .ignore) },
                gracefulShutdownSignals: [.sigterm, .sigint],
                logger: quiet
            )
        )
        try await group.run()
    }
}

/// Reads the certificate again when SIGHUP says that it was renewed (证书更新).
private struct ReloadService: NamedService {
    static let name = "certificates"

    let server: LinliServer
    let logger: Logger

    func run() async throws {
        for await _ in await UnixSignalsSequence(trapping: .sighup).cancelOnGracefulShutdown() {
            do {
                try server.reloadCertificates()
                logger.notice("certificate read again")
            } catch {
                logger.error("certificate kept", metadata: ["error": "\(error)"])
            }
        }
    }
}
