import App
import ArgumentParser

/// Takes everything out as open files (导出全部数据).
struct Export: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Export everything as open files. 导出全部数据为开放格式的文件。",
        discussion: """
            One file for each register, all of the same moment, with manifest.json that has their rows, digests and columns. \
            Personal values are masked, and mobile and ID numbers in what people wrote starred, unless a reason is given, which \
            is written down. Every export leaves its entries in the audit first, by the running server where there is one.
            """
    )

    @OptionGroup var settings: SettingFlags

    @Option(help: "The folder to make; it must not be there, or be empty.", completion: .directory)
    var to: String

    @Option(help: "csv or ndjson.")
    var format = "csv"

    @Flag(help: "Show ID numbers, mobile numbers and birth dates whole; needs a reason.")
    var unmasked = false

    @Option(help: "Why personal values are taken out whole.")
    var reason: String?

    @Flag(help: "Print the manifest.")
    var json = false

    func run() async throws {
        var command = ExportCommand(folder: to)
        command.format = format
        command.isUnmasked = unmasked
        command.reason = reason
        command.json = json
        try await command.run(
            try settings.configuration(),
            interruption: Interruption(),
            output: Terminal.output
        )
    }
}
