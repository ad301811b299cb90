import App
import ArgumentParser

/// The keys of sealed fields (密钥).
struct Keys: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "The keys that personal fields are sealed with.",
        subcommands: [Rotate.self, Export.self]
    )

    /// Seals everything with a new key (轮换).
    struct Rotate: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Add a new key and seal everything anew with it.",
            discussion:
                "A running server is asked to do it and goes on serving. Interrupted, it goes on where it stood."
        )

        @OptionGroup var settings: SettingFlags

        func run() async throws {
            try await RotateKeysCommand().run(try settings.configuration(), output: Terminal.output)
        }
    }

    /// Copies the key file (导出).
    struct Export: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Copy the key file to a place of its own, apart from the backups."
        )

        @OptionGroup var settings: SettingFlags

        @Option(help: "The new file.", completion: .file())
        var to: String

        func run() async throws {
            try await ExportKeysCommand(path: to).run(try settings.configuration(), output: Terminal.output)
        }
    }
}
