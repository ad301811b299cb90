package import Domain

/// What can be set about a server (配置): from flags, the environment and a file, in this order.
package struct Configuration: Sendable {
    /// Where the database, its keys and its lock lie.
    package var dataDirectory = "data"
    package var host = "127.0.0.1"
    package var port: UInt16 = 8080
    /// Loops; nothing means one for each processor that the process may use.
    package var loops: Int?
    /// Minutes east of Greenwich that the community's clocks show.
    package var utcOffsetMinutes = 480
    /// How long a session holds: a working day, so that staff sign in once.
    package var sessionHours = 12
    /// Writes that may wait before more are refused.
    package var writeQueue = 10_000
    /// Seconds that a report may take.
    package var reportSeconds = 20
    package var transactionSeconds = 10
    /// Hours that the answer to a request with an idempotency key is kept for a repeat.
    package var idempotencyHours = 24
    /// Seconds for which the answer to whether the server is ready holds, before a write proves it again.
    package var readinessSeconds = 5
    /// Rows of an import that are worked out on the writer itself.
    package var importDirectRows = 1_000
    /// Steps of one statement on a loop before its read moves to the pool.
    package var loopSteps = 100_000
    /// A body beyond this is refused.
    package var bodyKiB = 1024
    /// The engine.
    package var engine = EngineConfiguration()
    /// Who is let in, and how often.
    package var access = AccessConfiguration()

    /// The mini-program.
    package var weChat = WeChatConfiguration()
    /// Backups.
    package var backup = BackupConfiguration()
    /// Files that people send.
    package var files = FilesConfiguration()
    /// Retention.
    package var retention = RetentionConfiguration()
    /// The file that the heads of the audit chain are published to; nil for one in the data folder.
    package var auditHeads: String?
    /// Where they are posted.
    package var auditWebhook = AuditWebhookConfiguration()
    /// How each request is logged.
    package var accessLog = AccessLog.Form.text

    /// The file system of SQLite (VFS) on which the database lies; nothing means the library's own.
    ///
    /// Not for operators: tests give one that fails.
    package var fileSystem: String?

    /// What was set, by the name of the setting; the rest has its default.
    var given: [String: String] = [:]

    package init() {}

    package var databasePath: String { "\(dataDirectory)/linli.db" }
    package var keyPath: String { "\(dataDirectory)/linli.keys" }
    package var adminSocketPath: String { "\(dataDirectory)/linli.sock" }
    package var lockPath: String { "\(dataDirectory)/linli.lock" }
    package var time: CommunityTime { CommunityTime(offsetMinutes: utcOffsetMinutes) }
}

/// One thing that can be set (配置项): how it is called, what it takes and why one would change it.
package struct Setting: Sendable {
    package let name: String
    package let explanation: String
    let apply: @Sendable (String, inout Configuration) -> Bool

    package var environmentName: String { "LINLI_\(name.uppercased().replacing("-", with: "_"))" }

    package static let all: [Setting] =
        [
            Setting(name: "data", explanation: "folder of the database, its keys and its lock (default: data)") {
                $1.dataDirectory = $0
                return !$0.isEmpty
            },
            Setting(name: "host", explanation: "address to listen on (default: 127.0.0.1)") {
                $1.host = $0
                return !$0.isEmpty
            },
            number("port", "port to listen on, 0 for any free one (default: 8080)", 0...65_535) {
                $1.port = UInt16($0)
            },
            number("loops", "event loops (default: one for each processor)", 1...256) { $1.loops = $0 },
            number("utc-offset", "minutes east of Greenwich (default: 480)", -840...840) { $1.utcOffsetMinutes = $0 },
            number("session-hours", "hours that a session holds (default: 12)", 1...720) { $1.sessionHours = $0 },
            number("write-queue", "writes that may wait (default: 10000)", 1...1_000_000) { $1.writeQueue = $0 },
            number("transaction-seconds", "seconds that one write may take (default: 10)", 1...3600) {
                $1.transactionSeconds = $0
            },
            number("report-seconds", "seconds that a report may take (default: 20)", 1...3600) {
                $1.reportSeconds = $0
            },
            number(
                "loop-steps",
                "steps of SQLite after which a read leaves its loop for the pool (default: 100000)",
                1_000...1_000_000_000
            ) { $1.loopSteps = $0 },
            number(
                "idempotency-hours",
                "hours that the answer to an idempotency key is kept (default: 24)",
                1...720
            ) { $1.idempotencyHours = $0 },
            number(
                "readiness-seconds",
                "seconds between two small writes that prove the server ready (default: 5)",
                0...3600
            ) { $1.readinessSeconds = $0 },
            number(
                "import-direct-rows",
                "rows of an import that others wait for; a longer file is worked out beside them first (default: 1000)",
                0...1_000_000
            ) { $1.importDirectRows = $0 },
            number("body-kib", "largest body of a request in KiB (default: 1024)", 1...1_048_576) { $1.bodyKiB = $0 },
            Setting(name: "access-log", explanation: "how each request is logged: text, json or off (default: text)") {
                guard let form = AccessLog.Form(rawValue: $0) else { return false }
                $1.accessLog = form
                return true
            },
        ] + engine + access + audit + weChat + backup + retention + files

    static func number(
        _ name: String,
        _ explanation: String,
        _ range: ClosedRange<Int>,
        _ set: @escaping @Sendable (Int, inout Configuration) -> Void
    ) -> Setting {
        Setting(name: name, explanation: "\(explanation), \(range.lowerBound) to \(range.upperBound)") {
            text,
            configuration in
            guard let value = Int(text), range.contains(value) else { return false }
            set(value, &configuration)
            return true
        }
    }
}

/// A setting that can not be taken: where it stood and what is wrong.
package struct ConfigurationError: Error, Sendable, CustomStringConvertible {
    package let description: String

    package init(_ description: String) { self.description = description }

    /// The sentence in both languages, one below the other.
    init(_ chinese: String, _ english: String) { self.init("\(chinese)\n\(english)") }
}
