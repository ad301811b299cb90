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
            abstract: "Walk the chain and name the first entry that was altered, removed, inserted or cut off.",
            discussion: """
                Against a file of heads that was copied elsewhere it also finds a chain that was rewritten as a whole. \
                `serve` adds a head to that file every midnight. A running server need not be stopped.
                """
        )

        @OptionGroup var settings: SettingFlags

        @Option(help: "A file of heads that were published before.", completion: .file())
        var head: String?

        @Flag(help: "Print the verdict as JSON.")
        var json = false

        func run() async throws {
            let command = AuditCommand(heads: head.map(Terminal.absolutePath), json: json)
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
