import Domain
import JSON
import Storage

/// 导出全部数据 as open files: one for each register, all of one moment, with a manifest that describes them.
package struct ExportCommand: Sendable {
    package var folder: String
    package var format = "csv"
    package var isUnmasked = false
    package var reason: String?
    package var json = false

    package init(folder: String) { self.folder = folder }

    package func run(
        _ configuration: Configuration,
        interruption: Interruption,
        output: CommandOutput
    ) async throws {
        try await CommandFailure.explaining {
            let format = try checkedFormat()
            guard FileContents.exists(configuration.databasePath) else {
                throw CommandFailure.bilingual(
                    "\(configuration.databasePath) 不存在",
                    "There is no database at \(configuration.databasePath)"
                )
            }
            let folder = try ExportFolder(folder)
            guard !interruption.isAsked else { throw ExportEntry.interrupted }
            // A database of another version is refused as it is: to write the entry down would bring it to this one.
            _ = try opened(configuration)
            let taking = Taking(operator: ExportEntry.userName, reason: isUnmasked ? reason : nil)
            try await ExportEntry(taking).run(configuration, output: output)
            let snapshot = try opened(configuration)
            let manifest = try await interruption.listening {
                try write(snapshot, as: format, into: folder, configuration, interruption, output)
            }
            try folder.finish()
            output.say(json ? String(decoding: manifest.bytes, as: UTF8.self) : text(manifest))
        }
    }

    private func opened(_ configuration: Configuration) throws -> Snapshot {
        try Snapshot(
            path: configuration.databasePath,
            vault: try KeyFile.load(configuration.keyPath),
            now: SystemClock().now()
        )
    }

    private func checkedFormat() throws -> Format {
        guard let format = Format(rawValue: format), format == .csv || format == .ndjson else {
            throw CommandFailure.bilingual("格式应为 csv 或 ndjson", "The format is to be csv or ndjson")
        }
        let length = reason?.unicodeScalars.count ?? 0
        guard !isUnmasked || (1...Self.reasonLength).contains(length) else {
            throw CommandFailure.bilingual(
                "导出完整的个人信息须用 --reason 写明理由（不超过 \(Self.reasonLength) 字），理由会被记录",
                "To take personal values out whole, give a reason by --reason (at most \(Self.reasonLength) characters); it is kept"
            )
        }
        return format
    }

    /// As long as the ledger holds.
    private static let reasonLength = 200

    private func write(
        _ snapshot: Snapshot,
        as format: Format,
        into folder: ExportFolder,
        _ configuration: Configuration,
        _ interruption: Interruption,
        _ output: CommandOutput
    ) throws -> ExportManifest {
        let line = ProgressLine(output)
        defer { line.end() }
        let total = try Resource.all.reduce(0) { try $0 + snapshot.count($1.name) }
        var manifest = ExportManifest(
            exportedAt: SystemClock().now(),
            time: configuration.time,
            isDemo: try snapshot.isDemo(),
            reason: isUnmasked ? reason : nil
        )
        var done = 0
        for resource in Resource.all {
            let name = "\(resource.name.path).\(format.rawValue)"
            let file = try ExportFile(path: "\(folder.path)/\(name)")
            let rows = try snapshot.write(
                resource.name,
                as: format,
                isUnmasked: isUnmasked,
                time: configuration.time
            ) { bytes, rows in
                if interruption.isAsked { throw ExportEntry.interrupted }
                try file.write(bytes)
                line.update(rows: done + rows, fraction: Double(done + rows) / Double(max(total, 1)))
            }
            done += rows
            manifest.add(resource, file: name, rows: rows, bytes: file.count, sha256: try file.finish())
        }
        let file = try ExportFile(path: "\(folder.path)/manifest.json")
        try manifest.bytes.withUnsafeBytes { try file.write($0) }
        _ = try file.finish()
        return manifest
    }

    private func text(_ manifest: ExportManifest) -> String {
        let rows = manifest.rowCount
        let masked = isUnmasked ? "个人信息完整 whole personal values" : "已脱敏 masked"
        let demo = manifest.isDemo ? " · 演示数据 demonstration data" : ""
        return """
            已导出 \(manifest.files.count) 个文件、\(rows) 行到 \(folder)（\(masked)\(demo)）
            \(manifest.files.count) files with \(rows) rows exported to \(folder); manifest.json describes them
            """
    }
}
