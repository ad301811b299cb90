import App
import ArgumentParser

/// The description of the surface (接口文档).
struct OpenAPIDocument: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "openapi",
        abstract: "Print the description of the HTTP surface (OpenAPI 3.1)."
    )

    func run() async throws {
        Terminal.output.say(try OpenAPICommand.document())
    }
}
