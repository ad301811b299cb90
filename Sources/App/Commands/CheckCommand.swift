import JSON
import SQLite
import Storage

/// 检查数据库: the file, its references, and the invariants that no single row can show.
package enum CheckCommand {
    /// Whether all is well.
    package static func run(_ configuration: Configuration, json: Bool, output: CommandOutput) async throws -> Bool {
        let findings = try await CommandFailure.explaining {
            try DatabaseProblem.checkFile(configuration.databasePath)
            guard FileContents.exists(configuration.databasePath) else {
                throw CommandFailure.noDatabase(at: configuration.databasePath)
            }
            try OpenStore.recognize(configuration)
            return try DatabaseProblem.explaining(configuration.databasePath) {
                try Checkup.examine(
                    try Connection(
                        path: configuration.databasePath,
                        access: .readOnly,
                        settings: .reader.on(configuration.fileSystem)
                    )
                )
            }
        }
        output.say(json ? document(findings) : findings.map(lines).joined(separator: "\n"))
        return findings.allSatisfy(\.problems.isEmpty)
    }

    private static func lines(_ finding: Checkup.Finding) -> String {
        let verdict = finding.problems.isEmpty ? "正常 ok   " : "有误 WRONG"
        return (["\(verdict)  \(finding.name)"] + finding.problems.prefix(20).map { "             \($0)" })
            .joined(separator: "\n")
    }

    private static func document(_ findings: [Checkup.Finding]) -> String {
        let tree = JSONTree.array(
            findings.map { finding in
                [
                    "name": .string(finding.name), "ok": .bool(finding.problems.isEmpty),
                    "problems": .array(finding.problems.map { .string($0) }),
                ]
            }
        )
        var out = ByteWriter()
        tree.write(to: &out, indent: true)
        return String(decoding: out.array(), as: UTF8.self)
    }
}
