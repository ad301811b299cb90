import CLinux
import Glibc
package import HTTPWire

/// How the server listens, how patient it is and how much it takes on.
package struct ServerSettings: Sendable {
    /// Where to listen.
    package var addresses: [ListenAddress]
    /// The certificate of those addresses where clients speak TLS.
    package var tls: TLSSettings?
    /// How many loops serve: one for each core that the process may use, because a loop never waits for another.
    package var loops: Int
    /// What a client may send.
    package var wire: WireLimits
    /// How long a head may take from its first byte, and a new connection until its first request is read: an attacker
    /// who sends one byte a minute (slowloris) holds a connection no longer than this.
    package var headerTimeout: Duration
    /// How long a body may take, beside the time that what arrived may have taken at the least rate.
    package var bodyTimeout: Duration
    /// The least rate of a body in bytes a second, beyond the patience above: slow phones finish, drips do not.
    package var bodyBytesPerSecond: Int
    /// How long a connection may rest between requests; longer than the 50 s that mobile networks keep a mapping.
    package var idleTimeout: Duration
    /// How long a client may take none of an answer that waits for it.
    package var writeTimeout: Duration
    /// How long a request may be worked on before its client is told to come back: longer than any transaction or
    /// report takes, so that it only ever ends what hangs.
    package var handlerTimeout: Duration
    /// How long a stopping server waits for what runs; supervisors kill after 30 s or more.
    package var graceTimeout: Duration
    /// How many connections may wait for acceptance; the kernel caps it with net.core.somaxconn.
    package var backlog: Int32
    /// How many connections the server holds; more are told 503 and closed.
    package var maximumConnections: Int
    /// How many connections one address holds; more are told 429 and closed.
    ///
    /// A school or an office behind one address needs some hundred; one attacker is to need many addresses.
    package var maximumConnectionsPerAddress: Int
    /// Whether clients on this machine and trusted proxies are free of the limit per address: they carry all clients.
    package var exemptsLocalClients: Bool
    /// How many requests are worked on at once, reads that are answered at once aside; more are told 503.
    package var maximumRequestsInFlight: Int
    /// Who is believed about the clients behind it.
    package var trustedProxies: [AddressRange]

    /// Settings with defaults that suit a community's server.
    package init(
        addresses: [ListenAddress],
        tls: TLSSettings? = nil,
        loops: Int = ServerSettings.availableCores,
        wire: WireLimits = WireLimits(),
        headerTimeout: Duration = .seconds(10),
        bodyTimeout: Duration = .seconds(30),
        bodyBytesPerSecond: Int = 16_384,
        idleTimeout: Duration = .seconds(60),
        writeTimeout: Duration = .seconds(30),
        handlerTimeout: Duration = .seconds(60),
        graceTimeout: Duration = .seconds(10),
        backlog: Int32 = 4_096,
        maximumConnections: Int = 16_384,
        maximumConnectionsPerAddress: Int = 256,
        exemptsLocalClients: Bool = true,
        maximumRequestsInFlight: Int = 4_096,
        trustedProxies: [AddressRange] = []
    ) {
        self.addresses = addresses
        self.tls = tls
        self.loops = max(loops, 1)
        self.wire = wire
        self.headerTimeout = headerTimeout
        self.bodyTimeout = bodyTimeout
        self.bodyBytesPerSecond = max(bodyBytesPerSecond, 1)
        self.idleTimeout = idleTimeout
        self.writeTimeout = writeTimeout
        self.handlerTimeout = handlerTimeout
        self.graceTimeout = graceTimeout
        self.backlog = backlog
        self.maximumConnections = max(maximumConnections, 1)
        self.maximumConnectionsPerAddress = max(maximumConnectionsPerAddress, 1)
        self.exemptsLocalClients = exemptsLocalClients
        self.maximumRequestsInFlight = max(maximumRequestsInFlight, 1)
        self.trustedProxies = trustedProxies
    }

    /// The number of cores in the affinity mask of the process; containers and `taskset` narrow it.
    package static var availableCores: Int {
        var mask = cpu_set_t()
        guard sched_getaffinity(0, MemoryLayout<cpu_set_t>.size, &mask) == 0 else { return 1 }
        return max(1, withUnsafeBytes(of: &mask) { bytes in bytes.reduce(0) { $0 + $1.nonzeroBitCount } })
    }
}
