import App
import ArgumentParser
import Glibc

/// Accounts (账号).
struct AccountCommands: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "account",
        abstract: "Accounts.",
        subcommands: [Add.self, Reset.self]
    )

    /// Adds an account (新增账号).
    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Add an account.",
            discussion: """
                The password is read from standard input where that is not a terminal; else a one-time code is made and \
                printed once, with which the holder chooses a password. A running server is asked to do it.
                """
        )

        @OptionGroup var settings: SettingFlags

        @Argument(help: "The name to sign in with.")
        var login: String

        @Option(help: "What people call the holder.")
        var name: String?

        @Option(help: "One of \(AccountCommand.roles).")
        var role: String

        @Option(help: "The sub-district of the scope.")
        var subdistrict: Int64?

        @Option(help: "The community of the scope.")
        var community: Int64?

        @Option(help: "The grid of the scope.")
        var grid: Int64?

        @Option(help: "The Party branch of the scope.")
        var branch: Int64?

        @Option(help: "The organization of the scope.")
        var organization: Int64?

        @Option(help: "The resident of the scope.")
        var resident: Int64?

        func run() async throws {
            let command = AccountCommand(
                login: login,
                name: name,
                role: role,
                subdistrict: subdistrict,
                community: community,
                grid: grid,
                branch: branch,
                organization: organization,
                resident: resident,
                password: isatty(STDIN_FILENO) == 1 ? nil : readLine()
            )
            try await command.run(try settings.configuration(), output: Terminal.output)
        }
    }

    /// Makes a one-time code for a new password (重设密码).
    struct Reset: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Make a one-time code with which the holder of an account chooses a new password."
        )

        @OptionGroup var settings: SettingFlags

        @Argument(help: "The name to sign in with.")
        var login: String

        func run() async throws {
            try await AccountResetCommand(login: login).run(try settings.configuration(), output: Terminal.output)
        }
    }
}
