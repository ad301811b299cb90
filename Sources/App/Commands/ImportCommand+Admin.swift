/// An import inside the server that holds the data: its problems are told as its failure.
extension ImportCommand: AdminCommand {
    package static let name = "import"

    package init(arguments: [String: String]) throws {
        guard let kind = arguments["kind"], let file = arguments["file"] else {
            throw CommandFailure("an import needs a kind and a file")
        }
        self.init(kind: kind, file: file)
        community = arguments["community"]
        encoding = arguments["encoding"]
        reportFile = arguments["report"]
        isDryRun = arguments["dry-run"] != nil
        ignoresUnknown = arguments["ignore-unknown"] != nil
        json = arguments["json"] != nil
    }

    package var arguments: [String: String] {
        var arguments = ["kind": kind, "file": file]
        arguments["community"] = community
        arguments["encoding"] = encoding
        arguments["report"] = reportFile
        arguments["dry-run"] = isDryRun ? "1" : nil
        arguments["ignore-unknown"] = ignoresUnknown ? "1" : nil
        arguments["json"] = json ? "1" : nil
        return arguments
    }

    package func perform(on data: OpenData, interruption: Interruption, output: CommandOutput) async throws {
        let isClean = try await run(in: data.open.store, interruption: interruption, output: output)
        guard isClean else { throw CommandFailure.bilingual("未导入任何内容", "Nothing was imported") }
    }
}
