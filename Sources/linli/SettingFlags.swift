import App
import ArgumentParser

/// The settings as flags, the same for every command (公共参数).
struct SettingFlags: ParsableArguments {
    @Option(help: "A file of settings.", completion: .file())
    var config: String?

    @Option(help: help("data"), completion: .directory)
    var data: String?

    @Option(help: help("host"))
    var host: String?

    @Option(help: help("port"))
    var port: String?

    @Option(help: help("loops"))
    var loops: String?

    @Option(help: help("utc-offset"))
    var utcOffset: String?

    @Option(help: help("session-hours"))
    var sessionHours: String?

    @Option(help: help("write-queue"))
    var writeQueue: String?

    @Option(help: help("transaction-seconds"))
    var transactionSeconds: String?

    @Option(help: help("report-seconds"))
    var reportSeconds: String?

    @Option(help: help("loop-steps"))
    var loopSteps: String?

    @Option(help: help("idempotency-hours"))
    var idempotencyHours: String?

    @Option(help: help("readiness-seconds"))
    var readinessSeconds: String?

    @Option(help: help("import-direct-rows"))
    var importDirectRows: String?

    @Option(help: help("body-kib"))
    var bodyKib: String?

    @Option(help: help("access-log"))
    var accessLog: String?

    @Option(help: help("backup-folder"), completion: .directory)
    var backupFolder: String?

    @Option(help: help("backup-at"))
    var backupAt: String?

    @Option(help: help("backup-pages"))
    var backupPages: String?

    @Option(help: help("backup-pause"))
    var backupPause: String?

    @Option(help: help("backup-days"))
    var backupDays: String?

    @Option(help: help("backup-weeks"))
    var backupWeeks: String?

    @Option(help: help("backup-months"))
    var backupMonths: String?

    @Option(help: help("retention-at"))
    var retentionAt: String?

    @Option(help: help("retention-folder"), completion: .directory)
    var retentionFolder: String?

    @Option(help: help("upload-mib"))
    var uploadMib: String?

    @Option(help: help("upload-hours"))
    var uploadHours: String?

    @OptionGroup(title: "Access")
    var access: AccessFlags

    @OptionGroup(title: "Engine")
    var engine: EngineFlags

    /// The configuration that flags, environment and file make together; a wrong value is a clear error.
    func configuration() throws -> Configuration {
        let own = [
            "data": data, "host": host, "port": port, "loops": loops, "utc-offset": utcOffset,
            "session-hours": sessionHours, "write-queue": writeQueue, "transaction-seconds": transactionSeconds,
            "report-seconds": reportSeconds,
            "loop-steps": loopSteps, "import-direct-rows": importDirectRows, "idempotency-hours": idempotencyHours,
            "readiness-seconds": readinessSeconds, "body-kib": bodyKib,
            "access-log": accessLog, "backup-folder": backupFolder, "backup-at": backupAt,
            "backup-pages": backupPages, "backup-pause": backupPause, "backup-days": backupDays,
            "backup-weeks": backupWeeks, "backup-months": backupMonths, "retention-at": retentionAt,
            "retention-folder": retentionFolder, "upload-mib": uploadMib, "upload-hours": uploadHours,
        ]
        let flags = own.merging(engine.values) { $1 }.merging(access.values) { $1 }
        do {
            return try ConfigurationReader().read(file: config, flags: flags.compactMapValues { $0 })
        } catch {
            throw ValidationError(error.description)
        }
    }

    static func help(_ name: String) -> ArgumentHelp {
        let words = Setting.all.first { $0.name == name }?.explanation ?? ""
        return ArgumentHelp(words.isEmpty ? "" : "\(words.prefix(1).uppercased())\(words.dropFirst()).")
    }
}
