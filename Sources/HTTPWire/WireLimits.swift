/// How much a client may send before it is refused; every bound keeps one client from costing the others.
package struct WireLimits: Sendable, Hashable {
    /// The longest request target: RFC 9112, section 3, asks for at least 8,000 bytes, our longest filters for 3,000.
    package var target: Int
    /// The most field lines: browsers behind two proxies send about 30, and each line costs a comparison of names.
    package var fieldCount: Int
    /// The longest head: what fits one read buffer, so that a head is never collected in pieces.
    package var headBytes: Int
    /// The largest body: the longest form of this product has some 20 kB, an import file some hundred.
    package var bodyBytes: Int
    /// All chunk extensions of one body together: nobody uses them, and they are free padding for an attacker.
    package var chunkExtensionBytes: Int
    /// All trailer lines of one body together: they are checked and dropped.
    package var trailerBytes: Int

    /// The limits, with defaults that suit every client we know.
    ///
    /// The head is capped at 65,535 bytes because fields are kept as 16-bit offsets.
    package init(
        target: Int = 8_192,
        fieldCount: Int = 64,
        headBytes: Int = 16_384,
        bodyBytes: Int = 1_048_576,
        chunkExtensionBytes: Int = 1_024,
        trailerBytes: Int = 4_096
    ) {
        self.target = target
        self.fieldCount = fieldCount
        self.headBytes = min(headBytes, 65_535)
        self.bodyBytes = bodyBytes
        self.chunkExtensionBytes = chunkExtensionBytes
        self.trailerBytes = trailerBytes
    }
}
