extension Configuration {
    /// All settings with their reasons, as a file that `--config` takes (配置清单); what has its default is a comment.
    package var listing: String {
        Setting.all.map { setting in
            let line =
                given[setting.name].map { "\(setting.name) = \($0)" } ?? "# \(setting.name) = \(setting.defaultText)"
            return "# \(setting.explanation)\n\(line)\n"
        }.joined(separator: "\n")
    }
}

extension Setting {
    /// The default as the explanation gives it.
    fileprivate var defaultText: String {
        let mark = "(default: "
        guard let start = explanation.firstRange(of: mark) else { return "" }
        return String(explanation[start.upperBound...].prefix { $0 != ")" })
    }
}
