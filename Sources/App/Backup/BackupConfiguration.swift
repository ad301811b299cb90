/// What can be set about backups (备份配置): when, where, how gently, and how long they are kept.
package struct BackupConfiguration: Sendable {
    /// The folder; nil for `backups` in the data folder.
    var folder: String?
    /// Minutes after midnight in the community's time; nil for no backups by themselves.
    var minuteOfDay: Int? = 210
    /// Pages of 4 KiB that the writer copies in one step: about two milliseconds.
    var pagesPerStep = 256
    /// Milliseconds that the writer is left alone between two steps.
    var pauseMilliseconds = 10
    var keep = RetentionRule(days: 7, weeks: 4, months: 12)
}

extension Configuration {
    package var backupFolder: String { backup.folder ?? "\(dataDirectory)/backups" }
}

extension Setting {
    /// What can be set about backups.
    static let backup: [Setting] = [
        Setting(name: "backup-folder", explanation: "where backups go (default: backups in the data folder)") {
            $1.backup.folder = $0
            return !$0.isEmpty
        },
        Setting(name: "backup-at", explanation: "time of the daily backup as HH:MM, or off (default: 03:30)") {
            guard let minute = minuteOfDay($0) else { return false }
            $1.backup.minuteOfDay = minute
            return true
        },
        number("backup-pages", "pages that one step of a backup copies (default: 256)", 1...1_000_000) {
            $1.backup.pagesPerStep = $0
        },
        number("backup-pause", "milliseconds between two steps of a backup (default: 10)", 0...10_000) {
            $1.backup.pauseMilliseconds = $0
        },
        number("backup-days", "days of which a backup is kept (default: 7)", 1...3_650) { $1.backup.keep.days = $0 },
        number("backup-weeks", "weeks of which a backup is kept (default: 4)", 0...520) { $1.backup.keep.weeks = $0 },
        number("backup-months", "months of which a backup is kept (default: 12)", 0...120) {
            $1.backup.keep.months = $0
        },
    ]
}
