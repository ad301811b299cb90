/// What can be set about retention (保存期限配置): when it runs, and where records are laid aside before they go.
package struct RetentionConfiguration: Sendable {
    /// Minutes after midnight in the community's time, an hour before the backup; nil for never by itself.
    var minuteOfDay: Int? = 150
    /// The folder; nil for `retention` in the data folder.
    var folder: String?
    /// Whether records are laid aside at all.
    var isLaidAside = true
}

extension Configuration {
    /// Where records are laid aside before they go; nothing where they are not.
    package var retentionFolder: String? {
        retention.isLaidAside ? retention.folder ?? "\(dataDirectory)/retention" : nil
    }
}

extension Setting {
    /// What can be set about retention.
    static let retention: [Setting] = [
        Setting(
            name: "retention-at",
            explanation: "time at which records are ended that were kept long enough, as HH:MM, or off (default: 02:30)"
        ) {
            guard let minute = minuteOfDay($0) else { return false }
            $1.retention.minuteOfDay = minute
            return true
        },
        Setting(
            name: "retention-folder",
            explanation:
                "where records go, masked, before they are ended, or off (default: retention in the data folder)"
        ) {
            $1.retention.isLaidAside = $0 != "off"
            $1.retention.folder = $0
            return !$0.isEmpty
        },
    ]

    /// A time of day as minutes after midnight, `off` as nil; nothing for what is neither.
    static func minuteOfDay(_ text: String) -> Int?? {
        if text == "off" { return .some(nil) }
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, parts[0].count == 2, parts[1].count == 2, let hour = Int(parts[0]),
            let minute = Int(parts[1]), 0..<24 ~= hour, 0..<60 ~= minute
        else { return nil }
        return hour * 60 + minute
    }
}
