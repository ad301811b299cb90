/// Measures good requests in a situation (情境测量), each on a server of its own, so that none inherits memory.
@MainActor
struct SituationBench {
    let program: String
    let folder: String
    let token: String
    let options: RunOptions

    /// Time-outs that outlast every measurement: here slow clients are to stay, in the soak they are cut off.
    private static let flags = [
        "--header-seconds", "3600", "--idle-seconds", "3600", "--write-seconds", "3600", "--body-seconds", "3600",
    ]
    /// Connections of the good requests: enough to keep the server busy.
    private static let connections = 8
    private static let depth = 16

    func run(_ situation: Situation) throws -> [Measurement] {
        IdleCrowd.raiseDescriptorLimit()
        let server = try ServerProcess(
            program: program,
            data: folder,
            loops: options.loops,
            certificate: try Certificate(folder: folder),
            flags: Self.flags
        )
        defer { server.stop() }
        // Buffers, caches and statements are there before memory is compared.
        _ = try good(.one, server).drive(seconds: 0.5)
        switch situation {
        case .connections: return try connections(server)
        case .slowClients: return try slowClients(server)
        case .slowReaders: return try [1, 100].map { try slowReaders($0, server) }
        case .tls: return try [.livez, .one].map { try encrypted($0, server) }
        case .pipelining: return try [.livez, .one].map { try pipelined($0, server) }
        }
    }

    private func connections(_ server: ServerProcess) throws -> [Measurement] {
        let start = try Footprint(of: server.child).anonymousKiB
        let crowd = IdleCrowd()
        var rows = try [10, 1_000, 10_000].map { count in
            try crowd.grow(to: count, port: server.port)
            let grown = try Footprint(of: server.child).anonymousKiB - start
            var row = try measure("idle_\(count)", server)
            // Ten are lost among the pages that the allocator takes anyway.
            if count > 10 { row.figures.insert(("bytes_each", Self.bytes(grown, count)), at: 0) }
            return row
        }
        let before = try Footprint(of: server.child).anonymousKiB
        let encrypted = IdleCrowd()
        try encrypted.grow(to: 1_000, port: server.encryptedPort ?? 0, isEncrypted: true)
        let grown = try Footprint(of: server.child).anonymousKiB - before
        var row = try measure("idle_tls_1000", server)
        row.figures.insert(("bytes_each", Self.bytes(grown, encrypted.count)), at: 0)
        rows.append(row)
        return rows
    }

    private func slowClients(_ server: ServerProcess) throws -> [Measurement] {
        let start = try Footprint(of: server.child).anonymousKiB
        let clients = try SlowClients(2_000, port: server.port)
        var row = try measure("slow_clients_2000", server) { try clients.act(at: $0) }
        let grown = try Footprint(of: server.child).anonymousKiB - start
        row.figures.insert(("bytes_each", Self.bytes(grown, 2_000)), at: 0)
        return [row]
    }

    private func slowReaders(_ count: Int, _ server: ServerProcess) throws -> Measurement {
        // The first export fills caches and prepares statements, whoever reads it.
        let first = try SlowReaders(1, port: server.port, token: token)
        _ = try good(.livez, server).drive(seconds: 1) { try first.act(at: $0) }
        let start = try Footprint(of: server.child).anonymousKiB
        let readers = try SlowReaders(count, port: server.port, token: token)
        let kernelStart = SocketMemory.bytes
        var (peak, kernelPeak) = (start, kernelStart)
        var nextLook: UInt64 = 0
        var row = try measure("slow_readers_\(count)", server) { moment in
            try readers.act(at: moment)
            guard moment > nextLook else { return }
            // Rarely, because the kernel walks all pages of the server for it.
            nextLook = moment + 500_000_000
            peak = max(peak, try Footprint(of: server.child).anonymousKiB)
            kernelPeak = max(kernelPeak, SocketMemory.bytes)
        }
        guard readers.received > 0 else { throw BenchFailure("the slow readers got nothing") }
        // One is lost among the sockets of other processes on the machine.
        if count > 1 {
            let kernel = Double(kernelPeak - kernelStart) / 1_048_576 / Double(count)
            row.figures.insert(("kernel_megabytes_each", kernel), at: 0)
        }
        row.figures.insert(("megabytes_each", Double(peak - start) / 1_024 / Double(count)), at: 0)
        return row
    }

    private func encrypted(_ workload: Workload, _ server: ServerProcess) throws -> Measurement {
        var wire = Wire.Options()
        wire.isEncrypted = true
        let load = try good(workload, server, port: server.encryptedPort, wire: wire)
        return try compare(workload, load, "tls_\(workload.rawValue)", "share_of_plain", server)
    }

    private func pipelined(_ workload: Workload, _ server: ServerProcess) throws -> Measurement {
        let load = try good(workload, server, depth: Self.depth)
        return try compare(workload, load, "pipelined_\(workload.rawValue)", "gain", server)
    }

    /// CPU time of a request on plain connections, one at a time, by that of the other way; both in turn, twice.
    private func compare(
        _ workload: Workload,
        _ load: LoadGenerator,
        _ name: String,
        _ ratio: String,
        _ server: ServerProcess
    ) throws -> Measurement {
        let plain = try good(workload, server)
        let seconds = max(0.5, Double(options.seconds) / 2)
        _ = try load.drive(seconds: 0.5)
        var (alone, other) = (Spent(), Spent())
        for _ in 0..<2 {
            try alone.add(server) { try plain.drive(seconds: seconds) }
            try other.add(server) { try load.drive(seconds: seconds) }
        }
        var row = Measurement(
            workload: workload,
            connections: Self.connections,
            spent: other,
            memory: try server.gauge.memory()
        )
        row.label = name
        row.figures = [
            (ratio, alone.microseconds / other.microseconds),
            ("rate_to_plain", other.tally.perSecond / alone.tally.perSecond),
        ]
        return row
    }

    /// Good requests alone, and then with others beside them.
    private func measure(
        _ name: String,
        _ server: ServerProcess,
        beside: (UInt64) throws -> Void = { _ in }
    ) throws -> Measurement {
        Terminal.progress("\(name), \(options.seconds) s")
        let load = try good(.one, server)
        var spent = Spent()
        try spent.add(server) { try load.drive(seconds: Double(options.seconds), beside: beside) }
        var row = Measurement(
            workload: .one,
            connections: Self.connections,
            spent: spent,
            memory: try server.gauge.memory()
        )
        row.label = name
        row.figures = [99, 100].map { percent in
            (percent == 100 ? "longest_ms" : "p99_ms", spent.tally.latency.microseconds(percent: percent) / 1_000)
        }
        return row
    }

    private func good(
        _ workload: Workload,
        _ server: ServerProcess,
        port: UInt16? = nil,
        depth: Int = 1,
        wire: Wire.Options = Wire.Options()
    ) throws -> LoadGenerator {
        try LoadGenerator(
            port: port ?? server.port,
            connections: Self.connections,
            requests: RequestBook(workload, token: token, cases: options.cases, territory: options.territory),
            depth: depth,
            wire: wire
        )
    }

    private static func bytes(_ kibibytes: Int, _ count: Int) -> Double { Double(kibibytes) * 1_024 / Double(count) }
}
