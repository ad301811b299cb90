import App
import ArgumentParser

/// The record of who changed or saw what (审计).
struct Audit: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "The record of who changed or saw what, chained so that no change of it stays unseen.",
        subcommands: [Verify.self, Head.self]
    )

    /// Proves the chain (校验).
    struct Verify: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract:
                "Walk the chain and the timelines beside it; name the first entry or row that is not as it was written.",
            discussion: """
                It is held against the heads that `serve` adds to a file beside the database every midnight; against a copy \
                of that file that lay elsewhere it also finds a chain that was rewritten as a whole, and its heads with it. \
                A running server need not be stopped.
                """
        )

        @OptionGroup var settings: SettingFlags

        @Option(
            help: "A file of heads that were published before, in place of the one beside the database.",
            completion: .file()
        )
        var head: String?

        @Flag(help: "Look at the chain alone, and compare it with no head.")
        var alone = false

        @Flag(help: "Print the verdict as JSON.")
        var json = false

        func run() async throws {
            let file = head.map { AuditCommand.Heads.file(Terminal.absolutePath($0)) }
            let command = AuditCommand(heads: file ?? (alone ? .none : .own), json: json)
            if try await !command.verify(try settings.configuration(), output: Terminal.output) { throw ExitCode(1) }
        }
    }

    /// Says the present head (链头).
    struct Head: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Print the present head of the chain.")

        @OptionGroup var settings: SettingFlags

        func run() async throws {
            try await AuditCommand.head(try settings.configuration(), output: Terminal.output)
        }
    }
}
