import Crypto
import Dispatch
import Domain
import SQLite
import Storage

/// 备份: a copy of the database while the server serves, proven before it counts.
package struct BackupCommand: AdminCommand {
    package static let name = "backup"
    /// Where it goes; nil for the folder of the settings.
    private let folder: String?

    package init(folder: String?) { self.folder = folder }

    package init(arguments: [String: String]) throws { folder = arguments["folder"] }

    package var arguments: [String: String] {
        var arguments: [String: String] = [:]
        arguments["folder"] = folder
        return arguments
    }

    package func perform(on data: OpenData, interruption: Interruption, output: CommandOutput) async throws {
        let job = BackupJob(data: data, folder: BackupFolder(folder ?? data.configuration.backupFolder))
        let (path, manifest) = try await job.run(
            at: SystemClock().now(),
            interruption: interruption,
            progress: output.progress
        )
        output.progress(nil)
        let rows = manifest.rows.values.reduce(0, +)
        output.tell(
            "已备份：\(manifest.bytes) 字节，\(manifest.rows.count) 张表共 \(rows) 行",
            "\(path): \(manifest.bytes) bytes, \(rows) rows in \(manifest.rows.count) tables"
        )
        if !manifest.attachments.isEmpty || !manifest.missing.isEmpty {
            output.tell(
                "文件 \(manifest.attachments.count) 个，缺失 \(manifest.missing.count) 个",
                "\(manifest.attachments.count) files beside it, \(manifest.missing.count) were missing"
            )
        }
        output.tell(
            "已核验：页、引用、台账",
            "examined: pages, references, ledgers; SHA-256 \(manifest.sha256)"
        )
        output.tell(
            "密钥单独存放，不在备份之内：linli keys export",
            "the keys lie apart and are not in it: linli keys export"
        )
        for name in job.folder.prune(by: data.configuration.backup.keep, of: manifest.keys) {
            output.tell("按保留规则删除：\(name)", "taken away by the rule: \(name)")
        }
    }
}

/// One backup on its way (备份作业).
struct BackupJob: Sendable {
    let data: OpenData
    let folder: BackupFolder

    /// Makes the copy, proves it, and only then gives it its name.
    func run(
        at now: Instant,
        interruption: Interruption = Interruption(),
        progress: (String?) -> Void
    ) async throws -> (path: String, manifest: BackupManifest) {
        guard FileContents.createFolder(folder.path) else {
            throw CommandFailure.bilingual("无法建立文件夹 \(folder.path)", "the folder \(folder.path) can not be made")
        }
        let settings = data.configuration.backup
        let name = BackupFolder.name(at: now, in: data.configuration.time)
        let (partial, path) = ("\(folder.path)/\(name).partial", "\(folder.path)/\(name).db")
        guard !FileContents.exists(path), !FileContents.exists(partial) else {
            throw CommandFailure.bilingual("\(path) 已存在或正在生成", "\(path) is there already or is being made")
        }
        do {
            try await data.open.store.copy(
                to: partial,
                pagesPerStep: settings.pagesPerStep,
                pause: .milliseconds(settings.pauseMilliseconds)
            ) { done, total in
                guard !interruption.isAsked else {
                    throw CommandFailure.bilingual("已中断，副本已删除", "interrupted; the copy was taken away")
                }
                progress("复制页 copying pages \(done)/\(total)")
            }
            progress("核验副本 examining the copy")
            let (proven, files) = try await Self.prove(partial, name: name, at: data.configuration.time.rfc3339(now))
            var manifest = proven
            (manifest.attachments, manifest.missing) = try BackupFiles(folder).bring(
                files,
                from: FileTree(root: data.configuration.filesFolder)
            ) { done in
                guard !interruption.isAsked else {
                    throw CommandFailure.bilingual("已中断，副本已删除", "interrupted; the copy was taken away")
                }
                progress("复制文件 copying files \(done)/\(files.count)")
            }
            guard FileContents.sync(partial), FileContents.rename(partial, to: path),
                FileContents.create("\(folder.path)/\(name).json", manifest.text), FileContents.sync(folder.path)
            else {
                throw CommandFailure.bilingual(
                    "副本无法写入磁盘，\(folder.path) 是否已满？",
                    "the copy can not be brought to the disk; is \(folder.path) full?"
                )
            }
            return (path, manifest)
        } catch {
            FileContents.remove(partial)
            throw (error as? SQLiteError).flatMap(refusal) ?? error
        }
    }

    /// What the place of the copy refuses is no fault of the database, which runs well.
    private func refusal(_ error: SQLiteError) -> CommandFailure? {
        guard error.isFull || error.isCannotOpen || error.isReadOnly else { return nil }
        return .bilingual(
            "副本无法写入 \(folder.path)：请确认它是可以写入的文件夹，且磁盘未满；数据库未受影响（\(error.summary)）",
            "the copy can not be written to \(folder.path): see that it is a folder that may be written and that its disk is not full; the database is as it was (\(error.summary))"
        )
    }

    /// Counts and examines the copy on a thread that may block.
    private static func prove(
        _ path: String,
        name: String,
        at time: String
    ) async throws -> (BackupManifest, files: [AttachedFile]) {
        try await withCheckedThrowingContinuation { continuation in
            DispatchQueue.global(qos: .utility).async {
                continuation.resume(
                    with: Result {
                        let check = try BackupCheck(of: path)
                        guard check.problems.isEmpty else {
                            throw CommandFailure.bilingual(
                                "副本未通过核验：\(check.problems.prefix(3).joined(separator: "；"))",
                                "the copy is not sound: \(check.problems.prefix(3).joined(separator: "; "))"
                            )
                        }
                        guard let print = FileContents.digest(path) else {
                            throw CommandFailure.bilingual("无法读取副本", "the copy can not be read")
                        }
                        let manifest = BackupManifest(
                            program: LinliServer.version,
                            createdAt: time,
                            file: "\(name).db",
                            bytes: print.bytes,
                            sha256: print.sha256,
                            check: check
                        )
                        return (manifest, check.files)
                    }
                )
            }
        }
    }
}
