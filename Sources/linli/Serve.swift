import App
import ArgumentParser

/// Serves (启动服务).
struct Serve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Serve until SIGTERM or SIGINT.")

    @OptionGroup var settings: SettingFlags

    @Option(help: "Sign this account in for two hours and print curl lines to try.")
    var tour: String?

    @Flag(help: "Print all settings with their reasons, and end.")
    var printConfig = false

    func run() async throws {
        if printConfig {
            Terminal.output.say(try settings.configuration().listing)
            return
        }
        try await ServeCommand.run(try settings.configuration(), tour: tour, output: Terminal.output)
    }
}
