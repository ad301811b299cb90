/// How the server proves who it is, and how patient it is about it.
package struct TLSSettings: Sendable, Hashable {
    /// A PEM file with the certificate, followed by those that lead to a known authority.
    package var certificatePath: String
    /// A PEM file with the certificate's private key, without a passphrase.
    package var keyPath: String
    /// How long a handshake may take: three round trips of a bad mobile network, with lost packets.
    package var handshakeTimeout: Duration
    /// For how long browsers shall use nothing but TLS (RFC 6797); 0 says nothing about it.
    package var strictTransportSeconds: Int

    /// Settings with defaults that suit a public server.
    package init(
        certificatePath: String,
        keyPath: String,
        handshakeTimeout: Duration = .seconds(10),
        strictTransportSeconds: Int = 31_536_000
    ) {
        self.certificatePath = certificatePath
        self.keyPath = keyPath
        self.handshakeTimeout = handshakeTimeout
        self.strictTransportSeconds = max(0, strictTransportSeconds)
    }
}
