import Glibc

/// Puts a configuration together (读取配置): the file first, the environment over it, the flags over both.
package struct ConfigurationReader {
    private let environment: (String) -> String?

    package init(environment: @escaping (String) -> String? = Self.processEnvironment) {
        self.environment = environment
    }

    package func read(file: String?, flags: [String: String]) throws(ConfigurationError) -> Configuration {
        var configuration = Configuration()
        if let path = file ?? environment("LINLI_CONFIG") { try readFile(path, &configuration) }
        for setting in Setting.all {
            guard let text = environment(setting.environmentName) else { continue }
            try apply(setting, text, from: "the environment variable \(setting.environmentName)", &configuration)
        }
        for setting in Setting.all {
            guard let text = flags[setting.name] else { continue }
            try apply(setting, text, from: "the flag --\(setting.name)", &configuration)
        }
        // What does not go together is told before anything is opened.
        _ = try configuration.serverSettings()
        return configuration
    }

    /// Lines of `name = value`; `#` begins a comment.
    private func readFile(_ path: String, _ configuration: inout Configuration) throws(ConfigurationError) {
        guard let bytes = FileContents.read(path) else {
            throw ConfigurationError("无法读取配置文件 \(path)", "the configuration file \(path) can not be read")
        }
        let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
        for (index, line) in lines.enumerated() {
            let content = Self.trimmed(line.prefix { $0 != "#" })
            if content.isEmpty { continue }
            let parts = content.split(separator: "=", maxSplits: 1)
            guard parts.count == 2, let setting = Setting.all.first(where: { $0.name == Self.trimmed(parts[0]) }) else {
                let names = Setting.all.map(\.name).joined(separator: ", ")
                throw ConfigurationError(
                    "\(path) 第 \(index + 1) 行：应为“名称 = 值”，名称为下列之一：\(names)",
                    "\(path), line \(index + 1): is to be name = value with one of \(names)"
                )
            }
            try apply(setting, String(Self.trimmed(parts[1])), from: "\(path), line \(index + 1),", &configuration)
        }
    }

    private func apply(
        _ setting: Setting,
        _ text: String,
        from source: String,
        _ configuration: inout Configuration
    ) throws(ConfigurationError) {
        configuration.given[setting.name] = text
        guard setting.apply(text, &configuration) else {
            throw ConfigurationError(
                "\(source) 的值“\(text)”不能用作 \(setting.name)",
                "\(source) says “\(text)”, which is no \(setting.name): \(setting.explanation)"
            )
        }
    }

    private static func trimmed(_ text: Substring) -> Substring {
        var text = text
        while let first = text.first, first.isWhitespace { text.removeFirst() }
        while let last = text.last, last.isWhitespace { text.removeLast() }
        return text
    }

    package static func processEnvironment(_ name: String) -> String? {
        getenv(name).map { String(cString: $0) }
    }
}
