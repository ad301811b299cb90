import App
import ArgumentParser

/// The settings of letting people in as flags (准入参数).
struct AccessFlags: ParsableArguments {
    @Option(help: SettingFlags.help("session-idle-minutes"))
    var sessionIdleMinutes: String?

    @Option(help: SettingFlags.help("code-hours"))
    var codeHours: String?

    @Option(help: SettingFlags.help("page-ticket-seconds"))
    var pageTicketSeconds: String?

    @Option(help: SettingFlags.help("page-minutes"))
    var pageMinutes: String?

    @Option(help: SettingFlags.help("password-length"))
    var passwordLength: String?

    @Option(help: SettingFlags.help("account-tries"))
    var accountTries: String?

    @Option(help: SettingFlags.help("address-tries"))
    var addressTries: String?

    @Option(help: SettingFlags.help("lock-seconds"))
    var lockSeconds: String?

    @Option(help: SettingFlags.help("rate-reads"))
    var rateReads: String?

    @Option(help: SettingFlags.help("rate-writes"))
    var rateWrites: String?

    @Option(help: SettingFlags.help("rate-reports"))
    var rateReports: String?

    @Option(help: SettingFlags.help("rate-sign-ins"))
    var rateSignIns: String?

    @Option(help: SettingFlags.help("rate-unmaskings"))
    var rateUnmaskings: String?

    @Option(help: SettingFlags.help("rate-sign-ups"))
    var rateSignUps: String?

    @Option(help: SettingFlags.help("rate-own-data"))
    var rateOwnData: String?

    @Option(name: [.long, .customLong("cors-origin")], help: SettingFlags.help("cors-origins"))
    var corsOrigins: String?

    @Option(help: SettingFlags.help("audit-heads"), completion: .file())
    var auditHeads: String?

    @Option(help: SettingFlags.help("audit-webhook-url"))
    var auditWebhookUrl: String?

    @Option(help: SettingFlags.help("audit-webhook-secret-file"), completion: .file())
    var auditWebhookSecretFile: String?
    @Option(name: .customLong("wechat-app-id"), help: SettingFlags.help("wechat-app-id"))
    var wechatAppID: String?

    @Option(help: SettingFlags.help("wechat-secret-file"))
    var wechatSecretFile: String?

    @Option(name: .customLong("wechat-base-url"), help: SettingFlags.help("wechat-base-url"))
    var wechatBaseURL: String?

    /// The flags by the names of their settings.
    var values: [String: String?] {
        [
            "page-ticket-seconds": pageTicketSeconds, "page-minutes": pageMinutes,
            "session-idle-minutes": sessionIdleMinutes, "code-hours": codeHours, "password-length": passwordLength,
            "account-tries": accountTries, "address-tries": addressTries, "lock-seconds": lockSeconds,
            "rate-reads": rateReads, "rate-writes": rateWrites, "rate-reports": rateReports,
            "rate-sign-ins": rateSignIns, "rate-unmaskings": rateUnmaskings, "rate-sign-ups": rateSignUps,
            "rate-own-data": rateOwnData,
            "cors-origins": corsOrigins, "audit-heads": auditHeads, "audit-webhook-url": auditWebhookUrl,
            "audit-webhook-secret-file": auditWebhookSecretFile,
            "wechat-app-id": wechatAppID, "wechat-secret-file": wechatSecretFile,
            "wechat-base-url": wechatBaseURL,
        ]
    }
}
