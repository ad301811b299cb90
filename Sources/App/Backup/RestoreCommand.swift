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
            let manifest = try verify(output)
            guard !onlyVerifies else {
                try verifyKeys(manifest, configuration, output)
                output.say("sound: it opens, every row is there, references and ledgers agree")
                return
            }
            try restore(manifest, configuration, output)
        }
    }

    /// Proves the backup by opening and counting it; throws a sentence that says what it is instead.
    private func verify(_ output: CommandOutput) throws -> BackupManifest {
        guard !FileContents.isFolder(backup) else {
            throw CommandFailure("\(backup) is a folder; name one of the .db files in it")
        }
        guard FileContents.exists(backup) else { throw CommandFailure("there is no file \(backup)") }
        let beside = backup.hasSuffix(".db") ? "\(backup.dropLast(3)).json" : "\(backup).json"
        guard let text = FileContents.read(beside) else {
            throw CommandFailure("\(beside) is missing: without its manifest a backup can not be proven")
        }
        guard let manifest = BackupManifest(text) else {
            throw CommandFailure("\(beside) is no manifest of a linli backup")
        }
        output.progress("reading \(backup)")
        guard let print = FileContents.digest(backup) else { throw CommandFailure("\(backup) can not be read") }
        output.progress(nil)
        guard print.bytes == manifest.bytes else {
            throw CommandFailure(
                "\(backup) has \(print.bytes) bytes where its manifest says \(manifest.bytes): it was cut or exchanged; nothing was changed"
            )
        }
        guard print.sha256 == manifest.sha256 else {
            throw CommandFailure("\(backup) is damaged: its SHA-256 is not that of its manifest; nothing was changed")
        }
        let known = Set(Schema.migrations.map(\.name))
        if let newer = manifest.migrations.first(where: { !known.contains($0) }) {
            throw CommandFailure("\(backup) comes from a newer program (migration \(newer)); install that one first")
        }
        output.progress("examining every page and row")
        let check: BackupCheck
        do {
            check = try BackupCheck(of: backup)
        } catch let error as BackupCheckError {
            throw CommandFailure("\(backup): \(error.description)")
        }
        output.progress(nil)
        guard check.problems.isEmpty else {
            throw CommandFailure("\(backup) is not sound: \(check.problems.prefix(3).joined(separator: "; "))")
        }
        for (table, count) in manifest.rows.sorted(by: { $0.key < $1.key }) where check.rows[table] != count {
            throw CommandFailure(
                "\(backup): table \(table) has \(check.rows[table] ?? 0) rows, its manifest says \(count)"
            )
        }
        output.say(
            "\(manifest.file), made \(manifest.createdAt): \(manifest.rows.values.reduce(0, +)) rows in \(manifest.rows.count) tables"
        )
        return manifest
    }

    /// A drill also says whether the keys would fit.
    private func verifyKeys(
        _ manifest: BackupManifest,
        _ configuration: Configuration,
        _ output: CommandOutput
    ) throws {
        let path = keys ?? configuration.keyPath
        guard keys != nil || FileContents.exists(path) else {
            output.say("the keys were not examined: there is no key file at \(path); name it with --keys")
            return
        }
        try fit(try KeyFile.load(path), path, manifest)
        output.say("the keys in \(path) are its own")
    }

    private func fit(_ vault: Vault, _ path: String, _ manifest: BackupManifest) throws {
        guard Hex.encode(vault.print) == manifest.keys else {
            throw CommandFailure(
                "\(path) is not the key file of this backup: what is sealed in it would not open. Name the right one with --keys; nothing was changed"
            )
        }
    }

    private func restore(_ manifest: BackupManifest, _ configuration: Configuration, _ output: CommandOutput) throws {
        guard FileContents.createFolder(configuration.dataDirectory) else {
            throw CommandFailure("the folder \(configuration.dataDirectory) can not be made")
        }
        // Until the end of the command nobody else opens what is being exchanged.
        let lock = try FileLock(path: configuration.lockPath)
        defer { withExtendedLifetime(lock) {} }
        let keyPath = keys ?? configuration.keyPath
        let vault = try KeyFile.load(keyPath)
        try fit(vault, keyPath, manifest)
        let now = SystemClock().now()
        let stamp = BackupFolder.name(at: now, in: configuration.time)
        let fresh = "\(configuration.databasePath).restoring"
        FileContents.remove(fresh)
        guard FileContents.copy(backup, to: fresh), FileContents.digest(fresh)?.sha256 == manifest.sha256 else {
            FileContents.remove(fresh)
            throw CommandFailure(
                "the backup can not be copied to \(configuration.dataDirectory); is the disk full? Nothing was changed"
            )
        }
        try keepOld(configuration, stamp, output)
        if let keys, keys != configuration.keyPath {
            if FileContents.exists(configuration.keyPath) {
                _ = FileContents.rename(configuration.keyPath, to: "\(configuration.keyPath).before-\(stamp)")
            }
            guard FileContents.copy(keys, to: configuration.keyPath) else {
                throw CommandFailure("the key file can not be copied to \(configuration.keyPath)")
            }
        }
        guard FileContents.rename(fresh, to: configuration.databasePath), FileContents.sync(configuration.dataDirectory)
        else { throw CommandFailure("\(fresh) can not be put in place; rename it to \(configuration.databasePath)") }
        output.say("restored; start the server as usual")
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
                throw CommandFailure("\(path + suffix) can not be renamed; nothing was restored")
            }
        }
        output.say("what was there is kept as \(kept)")
    }
}
