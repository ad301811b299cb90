import App
import ArgumentParser

/// Copies the database while the server serves (备份).
struct Backup: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Copy the database, prove the copy, and keep as many as the rule says.",
        discussion: """
            A running server is asked to do it between its writes; `serve` also does it by itself every day at \
            --backup-at. The keys are not in it: see `linli keys export`.
            """
    )

    @OptionGroup var settings: SettingFlags

    @Option(help: "The folder; the one of the settings where it is absent.", completion: .directory)
    var to: String?

    func run() async throws {
        try await BackupCommand(folder: to.map(Terminal.absolutePath)).run(
            try settings.configuration(),
            output: Terminal.output
        )
    }
}

/// Puts a backup in place (恢复).
struct Restore: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Put a proven backup in the place of the database, or only prove it.",
        discussion:
            "What was there keeps a name of its own. The server must not be running, unless only --verify is asked."
    )

    @OptionGroup var settings: SettingFlags

    @Argument(help: "The .db file of the backup; its manifest lies beside it.", completion: .file())
    var backup: String

    @Flag(help: "A drill: open it, count its rows, examine it, and change nothing.")
    var verify = false

    @Option(help: "The key file that belongs to it, where it is not the one in the data folder.", completion: .file())
    var keys: String?

    func run() async throws {
        let command = RestoreCommand(backup: backup, onlyVerifies: verify, keys: keys)
        try await command.run(try settings.configuration(), output: Terminal.output)
    }
}
