import App
import SQLite

/// 测量: the scratch database, the server as a process of its own, each workload in turn, and the verdict.
@MainActor
struct RunCommand {
    let options: RunOptions

    /// Connections that creates are measured at: alone, and ever more that can share a commit.
    private static let createConnections = [1, 16, 64, 256]
    /// As many reports as the server counts at once; more would only wait.
    private static let reportConnections = 2

    /// Whether all ratios kept their limits and all answers were 2xx.
    func run() async throws -> Bool {
        let limits = try Limits.found()
        let program = try ServerProcess.program(options.server)
        let folder = try options.keep ?? Interruption.makeScratchFolder()
        defer { if options.keep == nil { Interruption.removeScratchFolder() } }
        let token = try await ScratchDatabase(folder: folder, territory: options.territory).fill(cases: options.cases)

        var results = Results(options: options, isPinned: Affinity.isUseful)
        if Affinity.isUseful { Affinity.bindThisProcess(to: Affinity.loadCore) }
        let server = try ServerProcess(program: program, data: folder, loops: options.loops)
        do {
            results.startMilliseconds = try server.waitForFirstAnswer()
            results.memoryAtStart = try server.gauge.memory()
            for workload in options.only {
                for connections in connections(of: workload) {
                    results.rows.append(
                        try measure(workload, connections, server: server, folder: folder, token: token)
                    )
                }
            }
        } catch {
            Interruption.waitIfInterrupted()
            server.stop()
            throw error
        }
        server.stop()
        let bench = SituationBench(program: program, folder: folder, token: token, options: options)
        for situation in options.situations { results.rows += try bench.run(situation) }
        // Only now: while the server ran, it alone was allowed to write.
        for workload in options.only where workload.isWrite {
            Terminal.progress("\(workload.rawValue): its statements bare")
            let bare = try BareWrites(folder: folder, territory: options.territory)
            results.addBare(try bare.run(workload, seconds: options.seconds), for: workload)
        }
        Terminal.clearProgress()
        return try report(results, limits)
    }

    private func connections(of workload: Workload) -> [Int] {
        if workload.isWrite { return Self.createConnections }
        return [workload.isReport ? min(Self.reportConnections, options.connections) : options.connections]
    }

    private func measure(
        _ workload: Workload,
        _ connections: Int,
        server: ServerProcess,
        folder: String,
        token: String
    ) throws -> Measurement {
        Terminal.progress("\(workload.rawValue) at \(connections) connections, \(options.seconds) s")
        let requests = RequestBook(
            workload,
            token: token,
            cases: options.cases,
            territory: options.territory,
            waiting: workload == .move ? try waiting(folder) : []
        )
        let load = try LoadGenerator(port: server.port, connections: connections, requests: requests)
        // Caches, prepared statements and the branch predictor are warm in the figures, as they are in service.
        _ = try load.drive(seconds: 0.5)
        var spent = Spent()
        try spent.add(server) { try load.drive(seconds: Double(options.seconds)) }
        return Measurement(
            workload: workload,
            connections: connections,
            spent: spent,
            memory: try server.gauge.memory()
        )
    }

    /// More than the server moves in the time, so that none is moved twice.
    private func waiting(_ folder: String) throws -> [Int64] {
        var configuration = Configuration()
        configuration.dataDirectory = folder
        let connection = try Connection(path: configuration.databasePath, access: .readOnly, settings: .reader)
        return try BareWrites.waiting(connection, most: (options.seconds + 1) * 12_000)
    }

    private func report(_ results: Results, _ limits: Limits?) throws -> Bool {
        if options.json != "-" { Terminal.say(results.table) }
        if let path = options.json {
            if path == "-" { Terminal.say(results.json) } else { try TextFile.write("\(results.json)\n", to: path) }
        }
        let refused = results.rows.filter { $0.tally.errors > 0 }
        for row in refused {
            Terminal.complain("ERRORS: \(row.name) had \(row.tally.errors) answers that were not 2xx")
        }
        let broken = limits?.broken(by: results) ?? []
        for line in broken { Terminal.complain("LIMIT BROKEN: \(line)") }
        if limits != nil, broken.isEmpty, options.json != "-" { Terminal.say("all limits kept") }
        return refused.isEmpty && broken.isEmpty
    }
}
