import App
import ArgumentParser

/// How long records are kept (保存期限).
struct Retention: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "How long records are kept. 保存期限。",
        subcommands: [Run.self]
    )

    /// Ends what was kept long enough (执行).
    struct Run: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Anonymise and delete what was kept long enough. 匿名并删除到期的记录。",
            discussion: """
                A running server is asked to do it and goes on serving; it also does it by itself every night. Records are laid \
                aside, masked, before they go. Interrupted, the next run goes on. The rules are at /api/v1/retention-rules.
                """
        )

        @OptionGroup var settings: SettingFlags

        @Flag(help: "Only say what would be done.")
        var dryRun = false

        @Flag(help: "Print the result as JSON.")
        var json = false

        func run() async throws {
            try await RetentionCommand(isDryRun: dryRun, json: json)
                .run(try settings.configuration(), output: Terminal.output)
        }
    }
}
