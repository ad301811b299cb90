import App
import ArgumentParser

/// What each role may do (权限表).
struct Roles: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Print what each role may do.")

    @Flag(help: "Print JSON.")
    var json = false

    @Flag(help: "Titles in English instead of Chinese.")
    var english = false

    func run() async throws {
        Terminal.output.say(RolesCommand.table(json: json, inEnglish: english))
    }
}
