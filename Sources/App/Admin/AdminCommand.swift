import JSON

/// A command that works on the data itself (管理命令): by itself where no server runs, else inside the server that does.
///
/// What it is given travels as texts, so that the running server can be asked by its admin socket.
package protocol AdminCommand: Sendable {
    /// What the command line calls it.
    static var name: String { get }

    /// Whether it may make the database that it works on.
    static var mayCreate: Bool { get }

    /// Whether it only says what would be done, and so may not bring an older database up to this program either.
    var isDryRun: Bool { get }

    init(arguments: [String: String]) throws

    var arguments: [String: String] { get }

    /// Does the work; where it is long, it ends and undoes itself when it is interrupted.
    func perform(on data: OpenData, interruption: Interruption, output: CommandOutput) async throws
}

extension AdminCommand {
    package static var mayCreate: Bool { false }
    package var isDryRun: Bool { false }
}

/// What a command works on (已打开的数据): the store with its configuration, in whichever process holds it.
package struct OpenData: Sendable {
    package let configuration: Configuration
    package let open: OpenStore

    package init(configuration: Configuration, open: OpenStore) {
        self.configuration = configuration
        self.open = open
    }
}

/// All commands that a running server carries out for others.
enum AdminCommands {
    static let all: [any AdminCommand.Type] = [
        AccountCommand.self, AccountResetCommand.self, BackupCommand.self, ExportEntry.self, ImportCommand.self,
        RetentionCommand.self, RotateKeysCommand.self,
    ]

    static func named(_ name: String) -> (any AdminCommand.Type)? { all.first { $0.name == name } }
}

/// One line of the conversation on the admin socket, as JSON (管理通道的消息).
enum AdminMessage: Sendable, Equatable {
    case run(name: String, arguments: [String: String])
    case say(String)
    case progress(String?)
    case failed(String)
    case done

    /// More than any command has to say at once.
    static let longest = 1 << 20

    var line: [UInt8] {
        var out = ByteWriter(capacity: 256)
        out.openObject()
        switch self {
        case .run(let name, let arguments):
            out.member("run", name)
            out.key("arguments")
            out.openObject()
            for (name, value) in arguments.sorted(by: { $0.key < $1.key }) {
                out.key(name)
                out.value(value)
            }
            out.closeObject()
        case .say(let text): out.member("say", text)
        case .progress(let text): out.member("progress", text ?? "")
        case .failed(let text): out.member("failed", text)
        case .done: out.member("done", 1)
        }
        out.closeObject()
        return out.array() + [UInt8(ascii: "\n")]
    }

    init?(line: [UInt8]) {
        guard let root = try? JSONDocument(parsing: line).root else { return nil }
        if let name = root["run"]?.string {
            var arguments: [String: String] = [:]
            if let members = root["arguments"]?.members {
                for (key, value) in members { arguments[key] = value.string }
            }
            self = .run(name: name, arguments: arguments)
        } else if let text = root["say"]?.string {
            self = .say(text)
        } else if let text = root["progress"]?.string {
            self = .progress(text.isEmpty ? nil : text)
        } else if let text = root["failed"]?.string {
            self = .failed(text)
        } else if root["done"] != nil {
            self = .done
        } else {
            return nil
        }
    }
}
