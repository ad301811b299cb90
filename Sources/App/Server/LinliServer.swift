package import API
package import Domain
import Glibc
package import HTTPServer
import HTTPWire
package import Logging
import Routing
package import Services
import Storage

/// The running server (服务): the store, the surface and the engine, wired in one place.
package final class LinliServer: Sendable {
    package static let version = "0.1.0"

    package let access: AccessService
    package let surface: Surface
    /// How posting the heads of the audit chain goes.
    package let auditPosts = AuditPostCounts()
    private let open: OpenStore
    private let engine: HTTPServer.Server
    private let uses = SessionUses()
    private let refusals = RefusalCounts()
    private let clock: any Clock
    private let sink = LineSink(descriptor: STDOUT_FILENO)

    /// `draws` is the lot that picks so many in a hundred of the cases that photos prove for a second look.
    package init(
        _ configuration: Configuration,
        store open: OpenStore,
        passwords: any PasswordHasher,
        draws: @escaping @Sendable (_ percent: Int64) -> Bool = { Int64.random(in: 0..<100) < $0 },
        clock: any Clock,
        logger: Logger
    ) async throws {
        self.open = open
        self.clock = clock
        let store = open.store
        access = AccessService(
            store: store,
            passwords: passwords,
            tokens: RandomTokens(),
            gate: SignInThrottle(configuration.access, clock: clock, logger: logger),
            rules: configuration.accessRules
        )
        let metrics = Metrics(store: store, sink: sink, auditPosts: auditPosts)
        let readiness = Readiness(store: store, clock: clock, seconds: configuration.readinessSeconds)
        let shelf = DiskShelf(configuration)
        try shelf.prepare()
        surface = Surface(
            store: store,
            access: access,
            keys: ApiKeyService(access: access) { AddressRange($0) != nil },
            registrations: RegistrationService(store: store, tokens: RandomTokens()),
            weChat: WeChatService(access: access, weChat: try WeChatServer(configuration.weChat, clock, logger)),
            draws: draws,
            digits: { String(Int.random(in: 100_000...999_999)) },
            receipts: {
                var generator = SystemRandomNumberGenerator()
                return BallotReceipt.text(from: &generator)
            },
            shelf: shelf,
            metrics: { metrics.text() },
            isReady: { await readiness.isReady() },
            version: Self.version
        )
        metrics.describe(surface.endpoints)
        let log = AccessLog(
            form: configuration.accessLog,
            sink: sink,
            endpoints: surface.endpoints,
            clock: clock,
            time: configuration.time
        )
        let isDemonstration = try await store.isDemonstration()
        let dispatcher = Dispatcher(
            endpoints: surface.endpoints,
            clock: clock,
            time: configuration.time,
            isDemonstration: isDemonstration,
            smallBodyBytes: configuration.smallBodyBytes,
            fileLimit: .file(configuration.fileBodyBytes, directory: configuration.filesFolder),
            crossOrigin: CrossOrigin(configuration.access.corsOrigins),
            log: { error, requestID in
                logger.error("request failed inside", metadata: ["request": "\(requestID)", "error": "\(error)"])
            }
        )
        let limits = RateLimits(configuration.access)
        engine = HTTPServer.Server(settings: try configuration.serverSettings()) { [uses, refusals] loop in
            RequestHandler(
                dispatcher: dispatcher,
                reader: store.makeLoopReader(),
                uses: uses,
                limits: limits,
                observer: LoopObserver(counters: metrics.makeCounters(), log: log, refusals: refusals),
                loop: loop
            )
        }
        metrics.observe { [engine] in engine.statistics }
        Self.raiseDescriptorLimit()
    }

    /// Listens, and says where.
    package func start() throws -> [ListenAddress] { try engine.start() }

    /// Reads certificate and key again, without ending a connection.
    package func reloadCertificates() throws { try engine.reloadCertificates() }

    /// Writes down when sessions were used since it was last asked to.
    package func writeUses() async throws {
        let news = uses.takeUnwritten(clock.now())
        guard !news.isEmpty else { return }
        try await open.store.write { try $0.access.note(news) }
    }

    /// Tells the audit how often each caller was refused since it was last told.
    package func writeRefusals() async throws { try await access.note(refusals.take()) }

    /// What the engine has done and does.
    package var statistics: ServerStatistics { engine.statistics }

    /// Finishes what runs, then what waits to be written, and closes.
    package func stop() async {
        await engine.stop()
        // A store that can not take it any more has said why; a use less is no harm.
        try? await writeUses()
        try? await writeRefusals()
        open.store.stop()
        sink.flush()
    }

    /// Ten thousand idle connections need as many descriptors; the soft limit is often a thousand.
    private static func raiseDescriptorLimit() {
        var limit = rlimit()
        let descriptors = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
        guard getrlimit(descriptors, &limit) == 0 else { return }
        limit.rlim_cur = limit.rlim_max
        _ = setrlimit(descriptors, &limit)
    }
}
