import App
import ArgumentParser

/// Brings a register in from a CSV file (导入台账).
struct Import: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Import a register from a CSV file: all of it or nothing. 导入台账：全部成功，或一行也不导入。",
        discussion: """
            The first line names the columns, in Chinese or English, in any order; the file may be UTF-8 or GB18030. \
            Importing a file again changes nothing; a corrected file changes what differs. An empty cell leaves what is \
            there. A running server is asked to do it; other writes wait meanwhile.
            """
    )

    @OptionGroup var settings: SettingFlags

    @Argument(help: "One of \(ImportCommand.kinds).")
    var kind: String

    @Argument(help: "The CSV file.", completion: .file(extensions: ["csv", "txt"]))
    var file: String

    @Flag(help: "Find out what would happen, and change nothing.")
    var dryRun = false

    @Option(help: "The community, by its name, code or id; needed where there are several.")
    var community: String?

    @Option(help: "How the file is written: utf-8 or gb18030; found out by itself.")
    var encoding: String?

    @Flag(help: "Pass over columns that are not known.")
    var ignoreUnknown = false

    @Option(help: "Write all problems into this new CSV file.", completion: .file())
    var report: String?

    @Flag(help: "Print the result as JSON.")
    var json = false

    func run() async throws {
        var command = ImportCommand(kind: kind, file: Terminal.absolutePath(file))
        command.isDryRun = dryRun
        command.community = community
        command.encoding = encoding
        command.ignoresUnknown = ignoreUnknown
        command.reportFile = report.map(Terminal.absolutePath)
        command.json = json
        let isClean = try await command.run(
            try settings.configuration(),
            interruption: Interruption(),
            output: Terminal.output
        )
        if !isClean { throw ExitCode(1) }
    }
}
