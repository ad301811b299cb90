import App
import ArgumentParser

/// The command line (命令行).
@main
struct Linli: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "linli",
        abstract: "Linli 邻里: the case server of an urban community.",
        discussion: """
            Settings come from flags, then from the environment (LINLI_DATA, LINLI_PORT, …), then from the file named by \
            --config or LINLI_CONFIG, which holds lines of name = value.
            """,
        version: LinliServer.version,
        subcommands: [
            Serve.self, Migrate.self, Demo.self, Check.self, AccountCommands.self, Import.self, Export.self,
            Search.self,
            Backup.self, Restore.self, Keys.self, Audit.self, Retention.self, Roles.self, Certificates.self,
            OpenAPIDocument.self,
        ]
    )

    static func main() async {
        ProcessMemory.share()
        await main(nil)
    }
}
