import App
import ArgumentParser

/// Certificates (证书).
struct Certificates: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cert",
        abstract: "Certificates.",
        subcommands: [SelfSignedCertificate.self]
    )

    /// A certificate for a first try (自签证书).
    struct SelfSignedCertificate: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "self-signed",
            abstract: "Make a certificate for a first try; clients have to be told to trust it."
        )

        @Option(name: .customLong("name"), help: "A host name or address that it is for; may be given several times.")
        var names: [String] = ["localhost", "127.0.0.1", "::1"]

        @Option(help: "How many days it is good for.")
        var days = 90

        @Option(help: "The file for the certificate.")
        var certificate = "linli.crt"

        @Option(help: "The file for its key.")
        var key = "linli.key"

        func run() async throws {
            try await CertificateCommand.run(
                names: names,
                days: days,
                certificate: certificate,
                key: key,
                output: Terminal.output
            )
        }
    }
}
