import Crypto
package import Domain
import Glibc
import SQLite
package import Storage

/// The data folder, opened for writing by this process alone (打开数据): locked, migrated, with its keys.
package struct OpenStore: Sendable {
    package let store: SQLStore
    package let vault: Vault
    /// Held as long as the store is open.
    private let lock: FileLock

    package init(
        _ configuration: Configuration,
        clock: any Clock,
        mayCreate: Bool = true,
        mayUpgrade: Bool = true,
        progress: (String) -> Void = { _ in }
    ) throws {
        // Whatever this process makes is its owner's alone.
        _ = umask(0o077)
        try DatabaseProblem.checkFile(configuration.databasePath)
        guard mayCreate || !Self.isMissing(configuration) else {
            throw ConfigurationError(
                "\(configuration.databasePath) 处没有数据库，请用 --data 指定数据目录",
                "there is no database at \(configuration.databasePath); name its folder with --data"
            )
        }
        guard FileContents.createFolder(configuration.dataDirectory) else {
            throw ConfigurationError(
                "无法建立文件夹 \(configuration.dataDirectory)",
                "the folder \(configuration.dataDirectory) can not be made"
            )
        }
        lock = try FileLock(path: configuration.lockPath)
        let path = configuration.databasePath
        try DatabaseProblem.checkWritable(path)
        // The database of every day says in its first bytes what it is, and proves it when it is opened for writing.
        let isMarked = configuration.fileSystem == nil && DatabaseHeader(path: path) == Schema.mark
        let status = isMarked ? nil : try Self.recognize(configuration)
        try Self.refuseLost(configuration)
        if !FileContents.exists(configuration.keyPath) {
            guard !FileContents.exists(path) else {
                throw ConfigurationError(
                    "数据库旁缺少密钥文件 \(configuration.keyPath)；请放回原文件，新密钥什么也打不开",
                    "the key file \(configuration.keyPath) is missing beside a database; put it back, new keys open nothing"
                )
            }
            try KeyFile.create(configuration.keyPath)
        }
        let vault = try KeyFile.load(configuration.keyPath)
        self.vault = vault
        // Personal data must not reach a disk by way of a crash.
        var none = rlimit(rlim_cur: 0, rlim_max: 0)
        _ = setrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &none)
        // Nobody else changes what was seen above, now that the lock is held; to open it once more only takes time.
        if !isMarked, status.map({ !$0.pending.isEmpty }) ?? true {
            guard mayUpgrade else {
                throw ConfigurationError(
                    "\(path) 由较早的程序建立，试运行不做任何更改：请先运行 linli migrate",
                    "\(path) was made by an earlier program, and a dry run changes nothing: run linli migrate first"
                )
            }
            do {
                try DatabaseProblem.explaining(path) { try Self.migrate(configuration, status, clock, progress) }
            } catch let misfit as Schema.Misfit {
                throw Self.explained(misfit, configuration)
            }
        }
        var settings = StoreSettings()
        settings.queueLimit = configuration.writeQueue
        settings.writeLimit = .seconds(configuration.transactionSeconds)
        settings.loopSteps = configuration.loopSteps
        settings.readLimit = .seconds(configuration.reportSeconds)
        settings.fileSystem = configuration.fileSystem
        settings.idempotency = .seconds(configuration.idempotencyHours * 3600)
        settings.directRows = configuration.importDirectRows
        settings.provesSchema = isMarked
        // Nobody else can have them, now that the lock is held.
        for name in FileContents.names(in: configuration.dataDirectory) where SQLStore.isRest(name, of: "linli.db") {
            FileContents.remove("\(configuration.dataDirectory)/\(name)")
        }
        let time = configuration.time
        do {
            store = try DatabaseProblem.explaining(path) { [settings] in
                try SQLStore(path: path, vault: vault, clock: clock, time: time, settings: settings)
            }
        } catch let misfit as Schema.Misfit {
            throw Self.explained(misfit, configuration)
        }
    }

    private static func explained(_ misfit: Schema.Misfit, _ configuration: Configuration) -> ConfigurationError {
        switch misfit {
        case .unrecognized:
            ConfigurationError(
                "\(configuration.databasePath) 的文件头说它属于本程序的这一版本，内容却不是；请换成备份",
                "the header of \(configuration.databasePath) says that it is of this version, its content does not; put a backup in its place"
            )
        case .altered:
            ConfigurationError(
                "\(configuration.databasePath) 的表、索引或触发器在最后一次迁移之后被改动；请用 linli check 查看缺了什么，并换成备份",
                "tables, indexes or triggers of \(configuration.databasePath) were changed after its last migration; linli check names them, put a backup in its place"
            )
        case .otherKeys:
            ConfigurationError(
                "\(configuration.keyPath) 不是这个数据库的密钥文件；请放回正确的文件，这一个什么也打不开",
                "\(configuration.keyPath) is not the key file of this database; put the right one back, this one opens nothing"
            )
        case .sealingKey(let id):
            ConfigurationError(
                "\(configuration.keyPath) 缺少本数据库所用的 seal \(id) 一行，或该行是另一把密钥；请放回正确的文件",
                "\(configuration.keyPath) lacks the line seal \(id) that values of this database were sealed with, or has another key there; put the right file back"
            )
        }
    }

    private static func isMissing(_ configuration: Configuration) -> Bool {
        (FileContents.size(configuration.databasePath) ?? 0) == 0
    }

    /// Refuses to begin anew where a database was lost: an empty one in its place would be backed up in its name.
    private static func refuseLost(_ configuration: Configuration) throws {
        guard isMissing(configuration) else { return }
        // A restore that was cut off between its last steps left them beside it, and perhaps no keys.
        let beside = FileContents.names(in: configuration.dataDirectory)
            .filter { $0.hasPrefix("linli.db.restoring") || $0.hasPrefix("linli.db.before-") }
        guard beside.isEmpty else {
            throw ConfigurationError(
                "\(configuration.databasePath) 不存在或为空，旁边却有 \(beside.sorted().joined(separator: "、"))：恢复备份时被中断。请重新运行 linli restore，或把 before 文件改回原名",
                "\(configuration.databasePath) is missing or empty, but \(beside.sorted().joined(separator: ", ")) lies beside it: a restore was cut off. Run linli restore again, or give the file of before its name back"
            )
        }
        guard FileContents.exists(configuration.keyPath),
            !BackupFolder(configuration.backupFolder).entries().isEmpty
        else { return }
        throw ConfigurationError(
            "\(configuration.databasePath) 不存在或为空，但密钥和备份还在：请放回原文件，或从 \(configuration.backupFolder) 恢复备份；要重新开始，请先移走它们",
            "\(configuration.databasePath) is missing or empty, but its keys and backups are there: put it back or restore one of \(configuration.backupFolder); to begin anew move those away"
        )
    }

    /// Refuses what is no database of this program, before anything of it or beside it is written.
    ///
    /// - Returns: How far it has come; nothing where there is none yet.
    @discardableResult
    static func recognize(_ configuration: Configuration) throws -> Schema.Status? {
        let path = configuration.databasePath
        try DatabaseProblem.checkFile(path)
        guard FileContents.exists(path) else { return nil }
        let status = try DatabaseProblem.explaining(path) {
            try Schema.recognized(path: path, fileSystem: configuration.fileSystem)
        }
        guard let status else { throw DatabaseProblem.foreign(path) }
        return status
    }
}

extension OpenStore {
    /// Brings the database up to the program; an older one is copied first, for the way back.
    private static func migrate(
        _ configuration: Configuration,
        _ status: Schema.Status?,
        _ clock: any Clock,
        _ say: (String) -> Void
    ) throws {
        let path = configuration.databasePath
        var copy: String?
        if let status, let first = status.pending.first, !status.applied.isEmpty {
            guard FileContents.createFolder(configuration.backupFolder) else {
                throw ConfigurationError(
                    "无法建立文件夹 \(configuration.backupFolder)",
                    "the folder \(configuration.backupFolder) can not be made"
                )
            }
            let stamp = BackupFolder.name(at: clock.now(), in: configuration.time)
            copy = "\(configuration.backupFolder)/before-\(first)-\(stamp).db"
        }
        var running: (name: String, since: Int64)?
        let applied = try Schema.migrate(
            path: path,
            fileSystem: configuration.fileSystem,
            saving: copy,
            now: { clock.now().milliseconds }
        ) { name in
            let now = clock.now().milliseconds
            if let running { say("已迁移 migrated \(running.name) in \(now - running.since) ms") }
            running = (name, now)
        }
        if let running { say("已迁移 migrated \(running.name) in \(clock.now().milliseconds - running.since) ms") }
        if let copy, !applied.isEmpty { say("升级前的数据库保存在 the database as it was before is in \(copy)") }
    }
}

/// The clock on the wall (系统时钟).
package struct SystemClock: Clock {
    package init() {}

    package func now() -> Instant {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Instant(milliseconds: Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000)
    }
}
