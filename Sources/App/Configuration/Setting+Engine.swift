import HTTPServer

extension Setting {
    /// What can be set about the engine; each explanation says why one would.
    static let engine: [Setting] = [
        Setting(
            name: "listen",
            explanation:
                "addresses in place of host and port, separated by commas: http://127.0.0.1:8080, https://[::]:8443, unix:/run/linli.sock"
        ) { list($0, ListenAddress.init, into: &$1.engine.listen) },
        Setting(name: "tls-cert", explanation: "PEM file with the certificate and those above it; turns TLS on") {
            $1.engine.certificatePath = $0
            return !$0.isEmpty
        },
        Setting(name: "tls-key", explanation: "PEM file with the key of the certificate, without passphrase") {
            $1.engine.keyPath = $0
            return !$0.isEmpty
        },
        number(
            "hsts-seconds",
            "how long browsers shall use TLS only, 0 for no word (default: 31536000)",
            0...63_072_000
        ) {
            $1.engine.strictTransportSeconds = $0
        },
        Setting(
            name: "trusted-proxies",
            explanation:
                "addresses and blocks, separated by commas, whose Forwarded and X-Forwarded-* are believed: 10.0.0.0/8, unix (default: none)"
        ) { list($0, AddressRange.init, into: &$1.engine.trustedProxies) },
        number("connections", "connections in all; more are told 503 (default: 16384)", 1...1_000_000) {
            $1.engine.maximumConnections = $0
        },
        number(
            "connections-per-address",
            "connections of one address; more are told 429 and closed (default: 256)",
            1...1_000_000
        ) {
            $1.engine.maximumConnectionsPerAddress = $0
        },
        number("exempt-local", "1 frees this machine and trusted proxies of that limit (default: 1)", 0...1) {
            $1.engine.exemptsLocalClients = $0 == 1
        },
        number("requests-in-flight", "requests worked on at once; more are told 503 (default: 4096)", 1...1_000_000) {
            $1.engine.maximumRequestsInFlight = $0
        },
        number("handshake-seconds", "patience with a TLS handshake (default: 10)", 1...3600) {
            $1.engine.handshakeSeconds = $0
        },
        number("header-seconds", "patience with the head of a request, against slow attackers (default: 10)", 1...3600)
        {
            $1.engine.headerSeconds = $0
        },
        number("body-seconds", "patience with a body, beside the time of the least rate (default: 30)", 1...3600) {
            $1.engine.bodySeconds = $0
        },
        number("body-rate", "least rate of a body in bytes a second beyond that (default: 16384)", 1...1_073_741_824) {
            $1.engine.bodyBytesPerSecond = $0
        },
        number("idle-seconds", "rest between requests; mobile networks forget after 50 s (default: 60)", 1...86_400) {
            $1.engine.idleSeconds = $0
        },
        number("write-seconds", "patience with a client that takes nothing of its answer (default: 30)", 1...3600) {
            $1.engine.writeSeconds = $0
        },
        number("handler-seconds", "work on one request before its client is told 503 (default: 60)", 1...3600) {
            $1.engine.handlerSeconds = $0
        },
        number(
            "small-body-kib",
            "largest body of what sends no resource; larger ones are first checked for path and rights (default: 64)",
            1...1_048_576
        ) {
            $1.engine.smallBodyKiB = $0
        },
        number("grace-seconds", "time to finish what runs when stopping (default: 10)", 1...3600) {
            $1.engine.graceSeconds = $0
        },
    ]

    private static func list<Value>(_ text: String, _ read: (String) -> Value?, into values: inout [Value]) -> Bool {
        let parts = text.split(separator: ",").map { part in
            String(part.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
        }
        let all = parts.compactMap(read)
        guard !all.isEmpty, all.count == parts.count else { return false }
        values = all
        return true
    }
}
