package import App
package import Domain
import Crypto
import Glibc
import HTTPServer
import Logging
import Services
import Storage
import Synchronization

/// The real server on a free port, over a real database in a folder of its own.
package final class TestServer: Sendable {
    package let port: UInt16
    package let server: LinliServer
    package let store: any Store
    /// What commands beside the server work on.
    package let data: OpenData
    package let folder: TemporaryFolder
    private let disk: FaultyDisk?
    private let isStopped = Mutex(false)

    /// Serves what lies in a folder, on a disk that may fail.
    package init(
        folder: TemporaryFolder,
        on disk: FaultyDisk? = nil,
        loops: Int? = nil,
        clock: any Domain.Clock = SystemClock(),
        passwords: ScryptPasswords? = nil,
        adjust: (inout Configuration) -> Void = { _ in }
    ) async throws {
        self.folder = folder
        self.disk = disk
        var configuration = Configuration()
        configuration.dataDirectory = folder.path
        configuration.port = 0
        configuration.accessLog = .off
        configuration.fileSystem = disk?.name
        configuration.loops = loops
        configuration.engine.headerSeconds = 300
        configuration.engine.bodySeconds = 300
        // A test whose votes take minutes on a busy machine comes back to the connection that it left.
        configuration.engine.idleSeconds = 3_600
        configuration.engine.writeSeconds = 300
        configuration.engine.handlerSeconds = 300
        // Limits that no test meets by chance; the way through them stays.
        configuration.access.rateReads = 60_000_000
        configuration.access.rateWrites = 60_000_000
        configuration.access.rateReports = 60_000_000
        configuration.access.rateSignIns = 60_000_000
        configuration.access.rateUnmaskings = 60_000_000
        configuration.access.rateSignUps = 60_000_000
        configuration.access.rateOwnData = 60_000_000
        adjust(&configuration)
        let open = try OpenStore(configuration, clock: clock)
        store = open.store
        data = OpenData(configuration: configuration, open: open)
        do {
            server = try await LinliServer(
                configuration,
                store: open,
                passwords: try passwords ?? Self.passwords(),
                // A lot that falls by chance would fail a test by chance: it falls on all or on none.
                draws: { $0 == 100 },
                clock: clock,
                logger: Self.logger
            )
            guard let address = try server.start().first else { throw TestFailure("the server listens nowhere") }
            port = address.port
        } catch {
            // Whoever starts again in the same process finds the files closed.
            open.store.stop()
            throw error
        }
    }

    /// Ends it before its test does.
    package func stop() async {
        isStopped.withLock { $0 = true }
        await server.stop()
    }

    /// A server that no test holds any more ends: hundreds of them would keep their threads, their files and their memory.
    deinit {
        guard !isStopped.withLock({ $0 }) else { return }
        let (server, folder, disk) = (server, folder, disk)
        Task {
            await server.stop()
            withExtendedLifetime((folder, disk)) {}
        }
    }

    /// Silent, as hundreds of faults that are made on purpose would hide the one that matters; set LINLI_TEST_LOG to hear it.
    static let logger = Logger(label: "test") { label in
        if getenv("LINLI_TEST_LOG") == nil { return SwiftLogNoOpLogHandler() }
        return StreamLogHandler.standardError(label: label)
    }

    /// Weak on purpose: the tests prove that passwords are hashed, not that it takes long.
    package static func passwords(logN: Int = 4) throws -> ScryptPasswords {
        try ScryptPasswords(parameters: Scrypt.Parameters(logN: logN, r: 8, p: 1))
    }

    /// An empty database with one administrator, `root`.
    package static func empty() async throws -> TestServer {
        let test = try await TestServer(folder: TemporaryFolder())
        _ = try await test.server.access.addAccount(
            NewAccount(login: "root", name: "管理员", role: .admin),
            password: "a long enough password"
        )
        return test
    }

    /// The demonstration community, shared by the tests that only read.
    package static func demo() async throws -> TestServer { try await sharedDemo.value }

    /// A demonstration community of one's own, to write into.
    package static func ownDemo(
        loops: Int? = nil,
        clock: any Domain.Clock = SystemClock(),
        adjust: (inout Configuration) -> Void = { _ in }
    ) async throws -> TestServer {
        try await TestServer(folder: try await demoFolder(), loops: loops, clock: clock, adjust: adjust)
    }

    /// The files of a demonstration community of one's own, which no server has open.
    package static func demoFolder() async throws -> TemporaryFolder {
        let master = try await masterFolder.value
        let folder = try TemporaryFolder()
        for name in ["linli.db", "linli.keys"] {
            guard copy("\(master.path)/\(name)", to: "\(folder.path)/\(name)") else {
                throw TestFailure("the demo's \(name) can not be copied")
            }
        }
        try copyFiles(from: master, to: folder)
        return folder
    }

    /// By the kernel, and without waiting for the disk: hundreds of tests begin with it.
    private static func copy(_ path: String, to place: String) -> Bool {
        let from = Glibc.open(path, O_RDONLY | O_CLOEXEC)
        let to = Glibc.open(place, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        defer { for descriptor in [from, to] where descriptor >= 0 { close(descriptor) } }
        guard from >= 0, to >= 0 else { return false }
        while true {
            let count = sendfile(to, from, nil, 1 << 20)
            if count <= 0 { return count == 0 }
        }
    }

    /// What lies on the shelf, two folders down.
    private static func copyFiles(from master: TemporaryFolder, to folder: TemporaryFolder) throws {
        for first in FileContents.names(in: "\(master.path)/files") {
            for second in FileContents.names(in: "\(master.path)/files/\(first)") {
                let place = "files/\(first)/\(second)"
                guard FileContents.createFolder("\(folder.path)/\(place)") else {
                    throw TestFailure("the demo's \(place) can not be made")
                }
                for name in FileContents.names(in: "\(master.path)/\(place)") {
                    guard copy("\(master.path)/\(place)/\(name)", to: "\(folder.path)/\(place)/\(name)") else {
                        throw TestFailure("the demo's \(name) can not be copied")
                    }
                }
            }
        }
    }

    /// A client on a connection of its own, for which the server goes on.
    package func client() -> HTTPClient { HTTPClient(port: port, of: self) }

    /// A token for an account, as the command line gives one out.
    package func token(_ login: String) async throws -> String {
        try await server.access.signIn(login: login, seconds: 3600).token
    }

    /// The demonstration community, made once more from the same seed.
    package static func madeAgain() async throws -> TestServer {
        try await TestServer(folder: try await makeDemo())
    }

    private static let masterFolder = Task { try await makeDemo() }

    private static func makeDemo() async throws -> TemporaryFolder {
        let folder = try TemporaryFolder()
        try await makeDemo(in: folder)
        return folder
    }

    /// Makes the demonstration community in a folder.
    package static func makeDemo(in folder: TemporaryFolder) async throws {
        var configuration = Configuration()
        configuration.dataDirectory = folder.path
        let clock = SettableClock(SystemClock().now())
        let open = try OpenStore(configuration, clock: clock)
        let shelf = DiskShelf(configuration)
        try shelf.prepare()
        _ = try await DemoCommunity().create(
            in: open.store,
            clock: clock,
            passwords: passwords(),
            newPassword: { "a long enough password" },
            keep: { try await shelf.keep($0) },
            progress: { _ in }
        )
        open.store.stop()
    }

    private static let sharedDemo = Task { try await ownDemo() }
}
