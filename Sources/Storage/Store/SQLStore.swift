package import Domain
package import SQLite
package import Synchronization

/// The store on SQLite (存储): one writer, a small pool for long reads; the loops read on connections of their own.
package final class SQLStore: Store {
    private let writer: Writer
    private let pool: ReaderPool
    let path: String
    let fileSystem: String?
    let vault: Vault
    let clock: any Clock
    let time: CommunityTime
    let directRows: Int
    /// How long an answer is kept for a repeat, in milliseconds.
    let keptMilliseconds: Int64
    /// Gives each rehearsal a file of its own.
    let rehearsals = Atomic<Int>(0)
    private let local = WriterLocal()
    private let stepBudget: Int
    /// Rises after every commit that changed an account or a session.
    package let accessChanges = Atomic<Int>(0)

    /// Opens a database that is as new as the program, and ties it to its keys.
    ///
    /// - Throws: `Schema.Misfit` for keys that are not its own; `SQLiteError` when it can not be opened or written.
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
        stepBudget = settings.loopSteps
        directRows = settings.directRows
        keptMilliseconds = settings.idempotency.components.seconds * 1000
        writer = try Writer(
            path: path,
            settings: .writer.on(settings.fileSystem),
            queueLimit: settings.queueLimit,
            groupLimit: settings.groupLimit,
            timeLimit: settings.writeLimit,
            prepare: {
                let now = clock.now().milliseconds
                if settings.provesSchema { try Schema.prove($0) }
                try Schema.proveSealed($0)
                try Schema.bind(vault, to: $0, offsetMinutes: time.offsetMinutes, now: now)
                try TimelineSeal.sealWaiting($0, at: Instant(milliseconds: now))
            },
            beforeCommit: SearchIndex.settle
        )
        pool = ReaderPool(
            path: path,
            size: settings.poolSize,
            settings: .reader.on(settings.fileSystem),
            timeLimit: settings.readLimit
        )
    }

    package func write<Result: Sendable>(
        _ work: @escaping @Sendable (any Transaction) throws -> Result
    ) async throws -> Result {
        let tried = TriedWrite.current
        return try await perform { try $0.carryOut(tried, work) }
    }

    /// Runs a unit of work on the writer, and tells the loops when it changed who may do what.
    func perform<Result: Sendable>(
        isLong: Bool = false,
        _ work: @escaping @Sendable (SQLTransaction) throws -> Result
    ) async throws -> Result {
        let (local, vault, clock, time) = (local, vault, clock, time)
        let (origin, tried) = (Origin.current, TriedWrite.current)
        let (result, changedAccess) = try await translating {
            try await writer.write(isLong: isLong) { connection in
                let now = clock.now()
                connection.moment = now.milliseconds
                let transaction = SQLTransaction(
                    reader: local.reader(on: connection, vault: vault),
                    now: now,
                    time: time,
                    origin: origin
                )
                let changes = connection.totalChanges
                let result = try work(transaction)
                // What has faults is not kept by any way.
                if let faults = tried?.faults, !faults.isEmpty { throw DomainError.invalid(faults) }
                try transaction.recordAudit(origin, changesBefore: changes)
                return (result, transaction.changedAccess)
            }
        }
        if changedAccess { accessChanges.add(1, ordering: .sequentiallyConsistent) }
        return result
    }

    package func read<Result: Sendable>(
        _ work: @escaping @Sendable (any Reader) throws -> Result
    ) async throws -> Result {
        let (vault, clock) = (vault, clock)
        return try await translating {
            try await pool.read { connection in
                connection.moment = clock.now().milliseconds
                return try work(SQLReader(connection: connection, vault: vault))
            }
        }
    }

    /// Runs work on the writing connection alone, outside a transaction.
    func apart<Result: Sendable>(_ work: @escaping @Sendable (Connection) throws -> Result) async throws -> Result {
        try await translating { try await writer.runApart(work) }
    }

    /// Runs work on the writer's connection that is about the store itself.
    func onWriter<Result: Sendable>(
        _ work: @escaping @Sendable (Connection) throws -> Result
    ) async throws -> Result {
        try await translating { try await writer.write(isLong: true, work) }
    }

    /// Writes a page that says what it said before, through to the disk; throws where that is not possible.
    package func proveWritable() async throws {
        try await perform { try $0.connection.run("UPDATE vault_print SET id = id") }
    }

    /// Whether a community of it was made up; asked of the writer, since no reader is open when a server starts.
    package func isDemonstration() async throws -> Bool {
        try await perform { try $0.reader.reports.isDemonstration() }
    }

    /// A reader for one loop, on a connection of its own.
    package func makeLoopReader() -> LoopReader {
        LoopReader(store: self, stepBudget: stepBudget) { [path, fileSystem, vault] in
            SQLReader(
                connection: try Connection(path: path, access: .readOnly, settings: .reader.on(fileSystem)),
                vault: vault
            )
        }
    }

    package var statistics: WriterStatistics { writer.statistics }

    /// Finishes what waits, folds the log back and closes.
    package func stop() {
        pool.stop()
        writer.stop()
        // The last one to hold the writing connection: with it the file is closed, and the log goes.
        local.forget()
    }

    func translating<Result>(_ work: () async throws -> Result) async throws -> Result {
        do {
            return try await work()
        } catch WriterError.tooLong {
            throw DomainError(
                .unavailable,
                "write_too_long",
                "写入耗时过长，已全部撤销；请减少一次提交的内容",
                "The write took too long and was undone; send less at once"
            )
        } catch let error as WriterError {
            throw DomainError(
                .unavailable,
                error == .busy ? "writer_busy" : "stopping",
                "系统繁忙，请稍后重试",
                "Busy; try again in a moment"
            )
        } catch let error as ReaderError {
            throw error == .tooLong
                ? DomainError.tooLong
                : DomainError(.unavailable, "readers_busy", "系统繁忙，请稍后重试", "Busy; try again in a moment")
        }
    }
}

extension DomainError {
    /// What asks for more than there is time for.
    static let tooLong = DomainError(
        .unavailable,
        "query_too_long",
        "查询耗时过长，请缩小范围",
        "The query takes too long; ask for less"
    )
}

/// Sizes and limits of the store.
package struct StoreSettings: Sendable {
    /// Writes that may wait; beyond it they are refused at once rather than late.
    package var queueLimit = 10_000
    /// Writes that share one commit: enough to hide the sync, not so many that the first waits long.
    package var groupLimit = 256
    /// Long reads at the same time: one leaves the other core to the loops.
    package var poolSize = 2
    /// Steps of SQLite's machine that one statement may take on a loop.
    ///
    /// They are about two milliseconds; a page by an index takes a twentieth of them. What needs more starts again in
    /// the pool.
    package var loopSteps = 100_000
    /// How long one write may take: others wait for it, and a client does not wait longer for its answer.
    package var writeLimit = Duration.seconds(10)
    /// Rows of an import that are worked out on the writer itself: a row takes some 140 µs there, so that others wait no
    /// longer than about 150 ms.
    package var directRows = 1_000
    /// How long the answer to a request with an idempotency key is kept: as long as a client may sensibly go on trying.
    package var idempotency = Duration.seconds(24 * 3600)
    /// How long one report may run.
    package var readLimit = Duration.seconds(20)
    /// The file system of SQLite on which the database lies; nil for the library's default.
    package var fileSystem: String?
    /// Whether the schema is held against the program on the writing connection, where nobody did it before.
    package var provesSchema = false

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
