package import HTTPServer
import HTTPWire

/// What can be set about the engine (引擎配置): where it listens, whom it believes, what it takes on, how patient it is.
package struct EngineConfiguration: Sendable {
    /// Addresses in place of host and port.
    var listen: [ListenAddress] = []
    var certificatePath: String?
    var keyPath: String?
    var strictTransportSeconds = 31_536_000
    package var trustedProxies: [AddressRange] = []
    var maximumConnections = 16_384
    var maximumConnectionsPerAddress = 256
    var exemptsLocalClients = true
    var maximumRequestsInFlight = 4_096
    var handshakeSeconds = 10
    package var headerSeconds = 10
    package var bodySeconds = 30
    var bodyBytesPerSecond = 16_384
    package var idleSeconds = 60
    package var writeSeconds = 30
    package var handlerSeconds = 60
    var graceSeconds = 10
    var smallBodyKiB = 64
}

extension Configuration {
    /// The settings of the engine; a certificate without its key, or a key without its certificate, is a clear error.
    func serverSettings() throws(ConfigurationError) -> ServerSettings {
        let tls = try tlsSettings()
        var settings = ServerSettings(
            addresses: engine.listen.isEmpty
                ? [ListenAddress(host: host, port: port, isTLS: tls != nil)] : engine.listen,
            tls: tls,
            loops: loops ?? ServerSettings.availableCores,
            headerTimeout: .seconds(engine.headerSeconds),
            bodyTimeout: .seconds(engine.bodySeconds),
            bodyBytesPerSecond: engine.bodyBytesPerSecond,
            idleTimeout: .seconds(engine.idleSeconds),
            writeTimeout: .seconds(engine.writeSeconds),
            handlerTimeout: .seconds(engine.handlerSeconds),
            graceTimeout: .seconds(engine.graceSeconds),
            maximumConnections: engine.maximumConnections,
            maximumConnectionsPerAddress: engine.maximumConnectionsPerAddress,
            exemptsLocalClients: engine.exemptsLocalClients,
            maximumRequestsInFlight: engine.maximumRequestsInFlight,
            trustedProxies: engine.trustedProxies
        )
        settings.wire.bodyBytes = bodyKiB * 1024
        return settings
    }

    /// What every endpoint takes without being asked, in bytes.
    var smallBodyBytes: Int { min(engine.smallBodyKiB, bodyKiB) * 1_024 }

    private func tlsSettings() throws(ConfigurationError) -> TLSSettings? {
        switch (engine.certificatePath, engine.keyPath) {
        case (nil, nil):
            guard let address = engine.listen.first(where: \.isTLS) else { return nil }
            throw ConfigurationError(
                "https://\(address) 需要同时设置 tls-cert 和 tls-key",
                "https://\(address) needs tls-cert and tls-key"
            )
        case (let certificate?, let key?):
            return TLSSettings(
                certificatePath: certificate,
                keyPath: key,
                handshakeTimeout: .seconds(engine.handshakeSeconds),
                strictTransportSeconds: engine.strictTransportSeconds
            )
        case (nil, _?): throw ConfigurationError("设置 tls-key 时也须设置 tls-cert", "tls-key needs tls-cert beside it")
        case (_?, nil): throw ConfigurationError("设置 tls-cert 时也须设置 tls-key", "tls-cert needs tls-key beside it")
        }
    }
}
