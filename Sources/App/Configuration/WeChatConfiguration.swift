package import Domain

/// What can be set about the mini-program (微信小程序配置); without an app id there is none.
package struct WeChatConfiguration: Sendable {
    /// Where WeChat answers; another place is for tests and for networks that reach it through a relay.
    package var base = WebAddress("https://api.weixin.qq.com")
    package var appID: String?
    /// The secret lies in a file, as flags and environments are seen by other processes.
    package var secretFile: String?

    package init() {}

    /// The secret, without the line end behind it.
    func secret() throws(ConfigurationError) -> String {
        guard let secretFile else {
            throw ConfigurationError(
                "设置了 wechat-app-id，还须设置 wechat-secret-file",
                "wechat-app-id needs wechat-secret-file"
            )
        }
        let text = FileContents.read(secretFile).map { String(decoding: $0, as: UTF8.self) } ?? ""
        let secret = text.filter { !$0.isWhitespace }
        guard !secret.isEmpty else {
            throw ConfigurationError(
                "无法读取微信密钥文件 \(secretFile)",
                "the file of the WeChat secret \(secretFile) can not be read"
            )
        }
        return secret
    }
}

extension Setting {
    /// What can be set about the mini-program.
    static let weChat: [Setting] = [
        Setting(
            name: "wechat-base-url",
            explanation: "where WeChat's server answers, http or https (default: https://api.weixin.qq.com)"
        ) {
            $1.weChat.base = WebAddress($0)
            return $1.weChat.base != nil
        },
        Setting(name: "wechat-app-id", explanation: "app id of the mini-program; turns signing in with WeChat on") {
            $1.weChat.appID = $0
            return !$0.isEmpty
        },
        Setting(name: "wechat-secret-file", explanation: "file with the secret of the mini-program and nothing else") {
            $1.weChat.secretFile = $0
            return !$0.isEmpty
        },
    ]
}
