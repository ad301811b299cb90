package import Domain
package import SQLite
package import Synchronization

/// The store on SQLite (存储): one writer, a small pool for long reads; the loops read on connections of their own.
package final class SQLStore: Store {
    private let writer: Writer
    private let pool: ReaderPool
    private let path: String
    private let fileSystem: String?
    private let vault: Vault
    private let clock: any Clock
    private let time: CommunityTime
    private let local = WriterLocal()
    /// Rises after every commit that changed an account or a session.
    package let accessChanges = Atomic<Int>(0)

    package init(
        path: String,
        vault: Vault,
        clock: any Clock,
        time: CommunityTime,
        settings: StoreSettings = StoreSettings()
    ) throws {
        self.path = path
        fileSystem = settings.fileSystem
        self.vault = vault
        self.clock = clock
        self.time = time
        writer = try Writer(
            path: path,
            settings: .writer.on(settings.fileSystem),
            queueLimit: settings.queueLimit,
            groupLimit: settings.groupLimit
        )
        pool = try ReaderPool(
            path: path,
            size: settings.poolSize,
            settings: .reader.on(settings.fileSystem),
            timeLimit: settings.readLimit
        )
    }

    package func write<Result: Sendable>(
        _ work: @escaping @Sendable (any Transaction) throws -> Result
    ) async throws -> Result {
        let (local, vault, clock, time) = (local, vault, clock, time)
        let (result, changedAccess) = try await translating {
            try await writer.write { connection in
                let transaction = SQLTransaction(
                    reader: local.reader(on: connection, vault: vault),
                    now: clock.now(),
                    time: time
                )
                let result = try work(transaction)
                return (result, transaction.changedAccess)
            }
        }
        if changedAccess { accessChanges.add(1, ordering: .sequentiallyConsistent) }
        return result
    }

    package func read<Result: Sendable>(
        _ work: @escaping @Sendable (any Reader) throws -> Result
    ) async throws -> Result {
        let vault = vault
        return try await translating {
            try await pool.read { connection in try work(SQLReader(connection: connection, vault: vault)) }
        }
    }

    /// A reader for one loop, on a connection of its own.
    package func makeLoopReader() throws -> LoopReader {
        LoopReader(
            reader: SQLReader(
                connection: try Connection(path: path, access: .readOnly, settings: .reader.on(fileSystem)),
                vault: vault
            ),
            store: self
        )
    }

    package var statistics: WriterStatistics { writer.statistics }

    /// Finishes what waits, folds the log back and closes.
    package func stop() {
        pool.stop()
        writer.stop()
        // The last one to hold the writing connection: with it the file is closed, and the log goes.
        local.forget()
    }

    private func translating<Result>(_ work: () async throws -> Result) async throws -> Result {
        do {
            return try await work()
        } catch let error as WriterError {
            throw DomainError(
                .unavailable,
                error == .busy ? "writer_busy" : "stopping",
                "系统繁忙，请稍后重试",
                "Busy; try again in a moment"
            )
        } catch let error as ReaderError {
            throw error == .tooLong
                ? DomainError(
                    .unavailable,
                    "query_too_long",
                    "查询耗时过长，请缩小范围",
                    "The query takes too long; ask for less"
                )
                : DomainError(.unavailable, "readers_busy", "系统繁忙，请稍后重试", "Busy; try again in a moment")
        }
    }
}

/// Sizes and limits of the store.
package struct StoreSettings: Sendable {
    /// Writes that may wait; beyond it they are refused at once rather than late.
    package var queueLimit = 10_000
    /// Writes that share one commit: enough to hide the sync, not so many that the first waits long.
    package var groupLimit = 256
    /// Long reads at the same time: one leaves the other core to the loops.
    package var poolSize = 2
    /// How long one report may run.
    package var readLimit = Duration.seconds(20)
    /// The file system of SQLite on which the database lies; nil for the library's default.
    package var fileSystem: String?

    package init() {}
}

/// The writer's own reader, which keeps its plans from one transaction to the next.
///
/// `@unchecked Sendable` because only the writer's thread touches it, and after its end whoever waited for that: it is
/// handed to writes alone, and those run there.
private final class WriterLocal: @unchecked Sendable {
    private var reader: SQLReader?

    func reader(on connection: Connection, vault: Vault) -> SQLReader {
        if let reader, reader.connection === connection { return reader }
        let fresh = SQLReader(connection: connection, vault: vault)
        reader = fresh
        return fresh
    }

    func forget() { reader = nil }
}
