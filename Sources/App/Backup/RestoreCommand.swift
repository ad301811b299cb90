import Crypto
import SQLite
import Storage

/// 恢复: puts a proven backup in the place of the database, and keeps what was there.
package struct RestoreCommand: Sendable {
    package var backup: String
    package var onlyVerifies: Bool
    /// A key file to go with it, where the one in the data folder is not its own.
    package var keys: String?

    package init(backup: String, onlyVerifies: Bool, keys: String?) {
        self.backup = backup
        self.onlyVerifies = onlyVerifies
        self.keys = keys
    }

    package func run(_ configuration: Configuration, output: CommandOutput) async throws {
        try await CommandFailure.explaining {
            let (manifest, check) = try verify(output)
            guard !onlyVerifies else {
                try verifyKeys(manifest, check, configuration, output)
                output.tell(
                    "备份完好：可以打开，行数齐全，引用与台账一致",
                    "sound: it opens, every row is there, references and ledgers agree"
                )
                return
            }
            try restore(manifest, check, configuration, output)
        }
    }

    /// The files lie beside the backup.
    private var files: BackupFiles {
        let parts = backup.split(separator: "/", omittingEmptySubsequences: false).dropLast()
        return BackupFiles(BackupFolder(parts.isEmpty ? "." : parts.joined(separator: "/")))
    }

    /// Proves the backup by opening and counting it; throws a sentence that says what it is instead.
    private func verify(_ output: CommandOutput) throws -> (BackupManifest, BackupCheck) {
        guard !FileContents.isFolder(backup) else {
            throw CommandFailure.bilingual(
                "\(backup) 是文件夹，请指明其中的 .db 文件",
                "\(backup) is a folder; name one of the .db files in it"
            )
        }
        guard FileContents.exists(backup) else {
            throw CommandFailure.bilingual("没有文件 \(backup)", "there is no file \(backup)")
        }
        let beside = backup.hasSuffix(".db") ? "\(backup.dropLast(3)).json" : "\(backup).json"
        guard let text = FileContents.read(beside) else {
            throw CommandFailure.bilingual(
                "缺少 \(beside)：没有清单无法核验备份",
                "\(beside) is missing: without its manifest a backup can not be proven"
            )
        }
        guard let manifest = BackupManifest(text) else {
            throw CommandFailure.bilingual("\(beside) 不是邻里备份的清单", "\(beside) is no manifest of a linli backup")
        }
        output.progress("读取 reading \(backup)")
        guard let print = FileContents.digest(backup) else {
            throw CommandFailure.bilingual("无法读取 \(backup)", "\(backup) can not be read")
        }
        output.progress(nil)
        guard print.bytes == manifest.bytes else {
            throw CommandFailure.bilingual(
                "\(backup) 有 \(print.bytes) 字节，清单记为 \(manifest.bytes)：文件不完整或被替换；未做任何更改",
                "\(backup) has \(print.bytes) bytes where its manifest says \(manifest.bytes): it was cut or exchanged; nothing was changed"
            )
        }
        guard print.sha256 == manifest.sha256 else {
            throw CommandFailure.bilingual(
                "\(backup) 已损坏：SHA-256 与清单不符；未做任何更改",
                "\(backup) is damaged: its SHA-256 is not that of its manifest; nothing was changed"
            )
        }
        let known = Set(Schema.migrations.map(\.name))
        if let newer = manifest.migrations.first(where: { !known.contains($0) }) {
            throw CommandFailure.bilingual(
                "\(backup) 由较新的程序生成（迁移 \(newer)），请先安装该版本",
                "\(backup) comes from a newer program (migration \(newer)); install that one first"
            )
        }
        output.progress("核验每一页和每一行 examining every page and row")
        let check: BackupCheck
        do {
            check = try DatabaseProblem.explaining(backup) { try BackupCheck(of: backup) }
        } catch let error as BackupCheckError {
            throw CommandFailure.bilingual("\(backup)：\(error.chinese)", "\(backup): \(error.description)")
        }
        output.progress(nil)
        guard check.problems.isEmpty else {
            let found = check.problems.prefix(3)
            throw CommandFailure.bilingual(
                "\(backup) 未通过核验：\(found.joined(separator: "；"))",
                "\(backup) is not sound: \(found.joined(separator: "; "))"
            )
        }
        let lost = files.problems(check.files, named: manifest.attachments)
        guard lost.isEmpty else {
            throw CommandFailure.bilingual(
                "\(backup) 的文件不全：\(lost.prefix(3).joined(separator: "；"))",
                "the files of \(backup) are not whole: \(lost.prefix(3).joined(separator: "; "))"
            )
        }
        for (table, count) in manifest.rows.sorted(by: { $0.key < $1.key }) where check.rows[table] != count {
            throw CommandFailure.bilingual(
                "\(backup)：表 \(table) 有 \(check.rows[table] ?? 0) 行，清单记为 \(count) 行",
                "\(backup): table \(table) has \(check.rows[table] ?? 0) rows, its manifest says \(count)"
            )
        }
        output.tell(
            "\(manifest.file)，生成于 \(manifest.createdAt)：\(manifest.rows.count) 张表",
            "\(manifest.file), made \(manifest.createdAt): \(manifest.rows.values.reduce(0, +)) rows in \(manifest.rows.count) tables"
        )
        return (manifest, check)
    }

    /// A drill also says whether the keys would fit.
    private func verifyKeys(
        _ manifest: BackupManifest,
        _ check: BackupCheck,
        _ configuration: Configuration,
        _ output: CommandOutput
    ) throws {
        let path = keys ?? configuration.keyPath
        guard keys != nil || FileContents.exists(path) else {
            output.tell(
                "未核验密钥：\(path) 处没有密钥文件，请用 --keys 指明",
                "the keys were not examined: there is no key file at \(path); name it with --keys"
            )
            return
        }
        try fit(try KeyFile.load(path), path, manifest, check)
        output.tell("\(path) 中的密钥与备份相符", "the keys in \(path) are its own")
    }

    private func fit(_ vault: Vault, _ path: String, _ manifest: BackupManifest, _ check: BackupCheck) throws {
        guard Hex.encode(vault.print) == manifest.keys else {
            throw CommandFailure.bilingual(
                "\(path) 不是这份备份的密钥文件，加密的内容将无法打开。请用 --keys 指明正确的密钥文件；未做任何更改",
                "\(path) is not the key file of this backup: what is sealed in it would not open. Name the right one with --keys; nothing was changed"
            )
        }
        // A file that was exported before the keys were rotated is of the same vault and opens only what is older.
        if let id = check.keyMissing(in: vault) {
            throw CommandFailure.bilingual(
                "\(path) 缺少这份备份所用的 seal \(id) 一行，或该行是另一把密钥：可能是更换密钥之前导出的。请用 --keys 指明之后导出的密钥文件；未做任何更改",
                "\(path) lacks the line seal \(id) that values of this backup were sealed with, or has another key there: it may have been exported before the keys were rotated. Name one that was exported later with --keys; nothing was changed"
            )
        }
    }

    private func restore(
        _ manifest: BackupManifest,
        _ check: BackupCheck,
        _ configuration: Configuration,
        _ output: CommandOutput
    ) throws {
        guard FileContents.createFolder(configuration.dataDirectory) else {
            throw CommandFailure.bilingual(
                "无法建立文件夹 \(configuration.dataDirectory)",
                "the folder \(configuration.dataDirectory) can not be made"
            )
        }
        // Until the end of the command nobody else opens what is being exchanged.
        let lock = try FileLock(path: configuration.lockPath)
        defer { withExtendedLifetime(lock) {} }
        let fresh = "\(configuration.databasePath).restoring"
        // An interrupted restore left it: none runs now, since the lock is held.
        FileContents.remove(fresh)
        let keyPath = keys ?? configuration.keyPath
        let vault = try KeyFile.load(keyPath)
        try fit(vault, keyPath, manifest, check)
        let now = SystemClock().now()
        let stamp = BackupFolder.name(at: now, in: configuration.time)
        guard FileContents.copy(backup, to: fresh), FileContents.digest(fresh)?.sha256 == manifest.sha256 else {
            FileContents.remove(fresh)
            throw CommandFailure.bilingual(
                "无法把备份复制到 \(configuration.dataDirectory)，磁盘是否已满？未做任何更改",
                "the backup can not be copied to \(configuration.dataDirectory); is the disk full? Nothing was changed"
            )
        }
        // Before the rows that name them; what more there is is found by the next sweep.
        try files.restore(check.files, named: manifest.attachments, into: FileTree(root: configuration.filesFolder))
        try keepOld(configuration, stamp, output)
        if let keys, keys != configuration.keyPath {
            if FileContents.exists(configuration.keyPath) {
                _ = FileContents.rename(configuration.keyPath, to: "\(configuration.keyPath).before-\(stamp)")
            }
            guard FileContents.copy(keys, to: configuration.keyPath) else {
                throw CommandFailure.bilingual(
                    "无法把密钥文件复制到 \(configuration.keyPath)",
                    "the key file can not be copied to \(configuration.keyPath)"
                )
            }
        }
        guard FileContents.rename(fresh, to: configuration.databasePath), FileContents.sync(configuration.dataDirectory)
        else {
            throw CommandFailure.bilingual(
                "\(fresh) 无法就位，请将其改名为 \(configuration.databasePath)",
                "\(fresh) can not be put in place; rename it to \(configuration.databasePath)"
            )
        }
        output.tell("已恢复，可照常启动服务", "restored; start the server as usual")
    }

    /// The database that is there gets another name, with its log folded into it where it can be read.
    private func keepOld(_ configuration: Configuration, _ stamp: String, _ output: CommandOutput) throws {
        let path = configuration.databasePath
        guard FileContents.exists(path) else { return }
        var kept = "\(path).before-\(stamp)"
        // Two restores within a second must not take the same name: a rename would replace the first.
        var number = 1
        while ["", "-wal", "-shm"].contains(where: { FileContents.exists(kept + $0) }) {
            number += 1
            kept = "\(path).before-\(stamp)-\(number)"
        }
        // A damaged one keeps its log beside it under the new name.
        for suffix in ["-wal", "-shm", ""] where FileContents.exists(path + suffix) {
            guard FileContents.rename(path + suffix, to: kept + suffix) else {
                throw CommandFailure.bilingual(
                    "无法改名 \(path + suffix)，未恢复",
                    "\(path + suffix) can not be renamed; nothing was restored"
                )
            }
        }
        output.tell("原有数据库保留为 \(kept)", "what was there is kept as \(kept)")
    }
}
