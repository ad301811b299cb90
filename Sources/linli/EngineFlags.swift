import App
import ArgumentParser

/// The settings of the engine as flags (引擎参数).
struct EngineFlags: ParsableArguments {
    @Option(help: SettingFlags.help("listen"))
    var listen: String?

    @Option(help: SettingFlags.help("tls-cert"), completion: .file())
    var tlsCert: String?

    @Option(help: SettingFlags.help("tls-key"), completion: .file())
    var tlsKey: String?

    @Option(help: SettingFlags.help("hsts-seconds"))
    var hstsSeconds: String?

    @Option(help: SettingFlags.help("trusted-proxies"))
    var trustedProxies: String?

    @Option(help: SettingFlags.help("connections"))
    var connections: String?

    @Option(help: SettingFlags.help("connections-per-address"))
    var connectionsPerAddress: String?

    @Option(help: SettingFlags.help("exempt-local"))
    var exemptLocal: String?

    @Option(help: SettingFlags.help("requests-in-flight"))
    var requestsInFlight: String?

    @Option(help: SettingFlags.help("handshake-seconds"))
    var handshakeSeconds: String?

    @Option(help: SettingFlags.help("header-seconds"))
    var headerSeconds: String?

    @Option(help: SettingFlags.help("body-seconds"))
    var bodySeconds: String?

    @Option(help: SettingFlags.help("body-rate"))
    var bodyRate: String?

    @Option(help: SettingFlags.help("idle-seconds"))
    var idleSeconds: String?

    @Option(help: SettingFlags.help("write-seconds"))
    var writeSeconds: String?

    @Option(help: SettingFlags.help("handler-seconds"))
    var handlerSeconds: String?

    @Option(help: SettingFlags.help("grace-seconds"))
    var graceSeconds: String?

    /// The flags by the names of their settings.
    var values: [String: String?] {
        [
            "listen": listen,
            "tls-cert": tlsCert,
            "tls-key": tlsKey,
            "hsts-seconds": hstsSeconds,
            "trusted-proxies": trustedProxies,
            "connections": connections,
            "connections-per-address": connectionsPerAddress,
            "exempt-local": exemptLocal,
            "requests-in-flight": requestsInFlight,
            "handshake-seconds": handshakeSeconds,
            "header-seconds": headerSeconds,
            "body-seconds": bodySeconds,
            "body-rate": bodyRate,
            "idle-seconds": idleSeconds,
            "write-seconds": writeSeconds,
            "handler-seconds": handlerSeconds,
            "grace-seconds": graceSeconds,
        ]
    }
}
