import App
import ArgumentParser

/// The search index (检索索引).
struct Search: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "The search index.", subcommands: [Rebuild.self])

    /// Makes the index anew (重建检索索引).
    struct Rebuild: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Make the search index anew, or finish one that was interrupted; the server must not run.",
            discussion: """
                For after an erasure, which leaves words in the old index until it is made anew, and after damage. It may be \
                interrupted: what is done stays, and the server or the next run goes on from there.
                """
        )

        @OptionGroup var settings: SettingFlags

        @Flag(help: "Print the result as JSON.")
        var json = false

        func run() async throws {
            try await SearchCommand.rebuild(try settings.configuration(), json: json, output: Terminal.output)
        }
    }
}
