import App
import Glibc

/// 浸泡测试: mixed load with clients that die, dawdle and cheat; afterwards the server holds what it held at the start.
@MainActor
struct SoakCommand {
    let options: SoakOptions

    /// What the allocator may keep of a busy time, and what the page caches still take after the warming up: 16 MiB of the
    /// writer's and 4 of each reader's are filled by what is written meanwhile.
    private static let memoryToleranceKiB = 12_288
    /// The server lets go of the last connection within its time-outs, and of idle threads soon after.
    private static let settlingSeconds = 30

    /// Whether the server passed.
    func run() async throws -> Bool {
        let program = try ServerProcess.program(options.server)
        let folder = try Interruption.makeScratchFolder()
        defer { Interruption.removeScratchFolder() }
        let token = try await ScratchDatabase(folder: folder).fill(cases: options.cases)
        let server = try ServerProcess(
            program: program,
            data: folder,
            loops: options.loops,
            certificate: try Certificate(folder: folder),
            flags: SoakTarget.flags
        )
        var faults: [String]
        do {
            faults = try soak(server, token: token)
        } catch {
            Interruption.waitIfInterrupted()
            server.stop()
            throw error
        }
        let code = server.stop()
        if code != 0 { faults.append("it ended with \(code), not with 0") }
        if try await !isWhole(folder) { faults.append("linli check finds faults in the database") }
        Terminal.clearProgress()
        for fault in faults.prefix(20) { Terminal.complain("FAULT: \(fault)") }
        if faults.isEmpty { Terminal.say("stopped with 0, the database is whole: the soak is passed") }
        return faults.isEmpty
    }

    private func soak(_ server: ServerProcess, token: String) throws -> [String] {
        let cases = options.cases
        let (port, encryptedPort) = (server.port, server.encryptedPort ?? 0)
        let target = { @Sendable thread in
            SoakTarget(port: port, encryptedPort: encryptedPort, token: token, cases: cases, thread: thread)
        }
        // Every cache and every pool is filled once by all that will come, before it counts.
        let warm = SoakLoad()
        warm.run(seconds: min(options.seconds / 5, 30), rounds: 1, target: target) {
            Terminal.progress("warm-up: \(warm.result.acts) acts")
        }
        let before = try settled(server, at: nil)
        Terminal.say("before:    \(before) after \(warm.result.acts) acts of warming up")
        let load = SoakLoad()
        var peak = before.anonymousKiB
        load.run(seconds: options.seconds, rounds: 0, target: target) {
            peak = max(peak, (try? Footprint(of: server.child).anonymousKiB) ?? 0)
            Terminal.progress("soak: \(load.result.acts) acts, \(load.result.faults.count) faults")
        }
        let after = try settled(server, at: before)
        Terminal.say(
            """
            after:     \(after), at most \(Results.text(Double(peak) / 1024, 1)) MB meanwhile
            \(load.result.acts) acts of \(SoakLoad.threads) clients in \(options.seconds) s; the longest in ms:
            \(Self.longest(load.result))
            """
        )
        var faults = warm.result.faults + load.result.faults
        if after.descriptors != before.descriptors { faults.append("descriptors are not what they were") }
        if after.threads > before.threads { faults.append("there are more threads than before") }
        if after.anonymousKiB > before.anonymousKiB + Self.memoryToleranceKiB { faults.append("memory has grown") }
        let client = target(SoakLoad.threads)
        if let fault = try Mischief.reads.act(on: client) { faults.append("afterwards: \(fault)") }
        if let fault = try Mischief.encrypts.act(on: client) { faults.append("afterwards: \(fault)") }
        return faults
    }

    /// The footprint once all connections are gone: it has not changed for a second, and is what it was, if that comes.
    private func settled(_ server: ServerProcess, at goal: Footprint?) throws -> Footprint {
        var last = try Footprint(of: server.child)
        var calmTenths = 0
        for _ in 0..<Self.settlingSeconds * 10 {
            // A tenth of a second between two looks; nothing here tells when the server closed its last connection.
            usleep(100_000)
            let next = try Footprint(of: server.child)
            calmTenths = next.descriptors == last.descriptors && next.threads == last.threads ? calmTenths + 1 : 0
            last = next
            let isThere = goal.map { next.descriptors == $0.descriptors && next.threads <= $0.threads }
            // Without a goal: longer than the longest time-out.
            if isThere ?? (calmTenths >= SoakTarget.patienceSeconds * 10) { break }
        }
        return last
    }

    private static func longest(_ record: SoakLoad.Record) -> String {
        record.longest.sorted { $0.value > $1.value }
            .map { "\($0.key) \($0.value / 1_000_000)" }
            .joined(separator: ", ")
    }

    private func isWhole(_ folder: String) async throws -> Bool {
        var configuration = Configuration()
        configuration.dataDirectory = folder
        return try await CheckCommand.run(
            configuration,
            json: false,
            output: CommandOutput(say: { _ in }, progress: { _ in })
        )
    }
}
