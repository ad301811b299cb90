import App
import ArgumentParser

/// Makes the demonstration community (创建演示社区).
struct Demo: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Create the demonstration community.",
        discussion: "The passwords of its accounts are random and are printed once."
    )

    @OptionGroup var settings: SettingFlags

    @Option(help: "The same seed gives the same community.")
    var seed: UInt64 = 2021

    @Flag(help: "Do nothing where there is a database already.")
    var ifMissing = false

    func run() async throws {
        try await DemoCommand.run(
            try settings.configuration(),
            seed: seed,
            onlyIfMissing: ifMissing,
            output: Terminal.output
        )
    }
}
