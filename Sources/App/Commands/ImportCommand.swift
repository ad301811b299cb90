package import Domain
import Formats
import JSON
import SQLite
import Services
import Storage

/// 导入台账 from a CSV file: all of it or nothing, with a report of every cell that can not be taken.
package struct ImportCommand: Sendable {
    package var kind: String
    package var file: String
    package var community: String?
    package var encoding: String?
    package var isDryRun = false
    package var ignoresUnknown = false
    /// Where the problems are written as a table.
    package var reportFile: String?
    package var json = false

    /// So many problems fit on a screen; all of them are in the report file and in JSON.
    private static let shownProblems = 50

    /// The registers that can be imported, for help and errors.
    package static let kinds = ImportKind.allCases.map { "\($0.rawValue) (\($0.title.chinese))" }.joined(
        separator: ", "
    )

    package init(kind: String, file: String) {
        self.kind = kind
        self.file = file
    }

    /// Imports beside a server that does not run; whether all went well.
    package func run(
        _ configuration: Configuration,
        interruption: Interruption,
        output: CommandOutput
    ) async throws -> Bool {
        try await CommandFailure.explaining {
            // What is wrong with the words of the command is said before a database is opened or made.
            let (request, table) = (try request(), try table())
            guard FileContents.exists(configuration.databasePath) else {
                throw CommandFailure.bilingual(
                    "\(configuration.databasePath) 不存在，请先建立数据库和社区",
                    "There is no database at \(configuration.databasePath); make it and a community first"
                )
            }
            do {
                return try await interruption.listening {
                    let open = try OpenStore(configuration, clock: SystemClock(), mayUpgrade: !isDryRun)
                    defer { open.store.stop() }
                    return try await run(in: open.store, request, table, interruption: interruption, output: output)
                }
            } catch let error as FileLockError {
                // Ctrl-C now ends this process; the server notices and takes the import back.
                guard case .held = error, let socket = LocalSocket(path: configuration.adminSocketPath) else {
                    throw error
                }
                try ask(socket, output: output)
                return true
            }
        }
    }

    /// Imports into a store that is open, as a running server has one.
    package func run(in store: any Store, interruption: Interruption, output: CommandOutput) async throws -> Bool {
        try await CommandFailure.explaining {
            try await run(in: store, try request(), try table(), interruption: interruption, output: output)
        }
    }

    private func request() throws -> ImportRequest {
        guard let kind = ImportKind(rawValue: kind) else {
            throw CommandFailure.bilingual(
                "不能导入“\(kind)”；可以导入：\(Self.kinds)",
                "“\(kind)” can not be imported; these can: \(Self.kinds)"
            )
        }
        if let reportFile, FileContents.exists(reportFile) {
            throw CommandFailure.bilingual("\(reportFile) 已存在，未覆盖", "\(reportFile) is there already and was kept")
        }
        var request = ImportRequest(kind)
        request.community = community
        request.isDryRun = isDryRun
        request.ignoresUnknown = ignoresUnknown
        return request
    }

    private func table() throws -> CSVFile {
        let known = encoding.map { TextEncoding(name: $0) }
        if let known, known == nil {
            throw CommandFailure.bilingual(
                "不认识编码“\(encoding ?? "")”，可用：utf-8、gb18030（含 GBK）",
                "“\(encoding ?? "")” is no known encoding; use utf-8 or gb18030 (which includes GBK)"
            )
        }
        return try CSVFile(path: file, encoding: known ?? nil)
    }

    private func run(
        in store: any Store,
        _ request: ImportRequest,
        _ table: CSVFile,
        interruption: Interruption,
        output: CommandOutput
    ) async throws -> Bool {
        let line = ProgressLine(output)
        defer { line.end() }
        let report: ImportReport
        do {
            report = try await Origin.$current.withValue(Origin(action: "command import", object: kind)) {
                try await ImportService(store: store).run(
                    request,
                    table,
                    progress: { line.update(rows: $0.rows, fraction: $0.fraction, problems: $0.problems) },
                    isInterrupted: { interruption.isAsked }
                )
            }
        } catch is ImportInterruption {
            line.end()
            throw CommandFailure.bilingual("已中断，未做任何更改", "Interrupted; nothing was changed")
        }
        line.end()
        if let reportFile, !report.isClean { try write(report, to: reportFile) }
        output.say(json ? document(report, table) : text(report, table))
        return report.isClean
    }

    private func document(_ report: ImportReport, _ table: CSVFile) -> String {
        let document = report.document(encoding: table.encoding.rawValue, forPeople: false, shown: .max)
        return rendered(document, as: .json)
    }

    private func text(_ report: ImportReport, _ table: CSVFile) -> String {
        let document = report.document(
            encoding: table.encoding.rawValue,
            forPeople: true,
            shown: Self.shownProblems
        )
        return rendered(document, as: .table) + report.explanations(shown: Self.shownProblems) + verdict(report)
    }

    private func verdict(_ report: ImportReport) -> String {
        if !report.isClean {
            return """

                有 \(report.problemCount) 处问题，未导入任何内容；请改正后重新导入。
                \(report.problemCount) problem(s); nothing was imported. Mend them and import again.
                """
        }
        return report.isDryRun
            ? "\n试运行：可以导入，未做任何更改。\nDry run: it can be imported; nothing was changed."
            : "\n已导入。\nImported."
    }

    private func rendered(_ document: ReportDocument, as format: Format) -> String {
        var out = ByteWriter()
        render(document, as: format, style: RenderingStyle(language: .chinese), into: &out)
        return String(decoding: out.array(), as: UTF8.self)
    }

    private func write(_ report: ImportReport, to path: String) throws {
        var out = ByteWriter()
        report.writeProblems(into: &out)
        guard FileContents.create(path, out.array()) else {
            throw CommandFailure.bilingual("无法写入 \(path)", "\(path) can not be written")
        }
    }
}
