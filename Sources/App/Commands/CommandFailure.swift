import Domain
import Formats
import HTTPServer
import SQLite

/// A command that failed, as one clear sentence (命令失败) that is shown without a usage text.
package struct CommandFailure: Error, Sendable, CustomStringConvertible {
    package let description: String

    package init(_ description: String) { self.description = description }

    /// The sentence in both languages, one below the other.
    static func bilingual(_ chinese: String, _ english: String) -> CommandFailure {
        CommandFailure("\(chinese)\n\(english)")
    }

    /// A command that needs a database found none.
    static func noDatabase(at path: String) -> CommandFailure {
        bilingual(
            "\(path) 处没有数据库；请用 --data 指定数据文件夹",
            "there is no database at \(path); name the data folder with --data"
        )
    }

    /// Runs work and says its errors in words that people can act on.
    static func explaining<Result>(_ work: () async throws -> Result) async throws -> Result {
        do {
            return try await work()
        } catch {
            throw sentence(error)
        }
    }

    private static func sentence(_ error: any Error) -> any Error {
        switch error {
        case let error as ConfigurationError: CommandFailure(error.description)
        case let error as FileLockError: bilingual(error.chinese, error.description)
        case let error as CSVFault: bilingual(error.message.chinese, error.message.english)
        case let error as MigrationError: bilingual(error.chinese, error.description)
        case let error as ServerError: bilingual(error.chinese, error.description)
        case let error as DatabaseProblem: CommandFailure(error.description)
        case let error as SQLiteError: CommandFailure(DatabaseProblem(error).description)
        case let error as DomainError:
            bilingual(
                ([error.message.chinese] + error.fields.map(\.detail.chinese)).joined(separator: "："),
                ([error.message.english] + error.fields.map(\.detail.english)).joined(separator: ": ")
            )
        default: error
        }
    }
}

/// Where a command says what it has to say (输出): results, and progress that the next line replaces.
package struct CommandOutput: Sendable {
    package let say: @Sendable (String) -> Void
    package let progress: @Sendable (String?) -> Void

    package init(say: @escaping @Sendable (String) -> Void, progress: @escaping @Sendable (String?) -> Void) {
        self.say = say
        self.progress = progress
    }

    /// Says a sentence in both languages, one below the other.
    func tell(_ chinese: String, _ english: String) { say("\(chinese)\n\(english)") }
}
