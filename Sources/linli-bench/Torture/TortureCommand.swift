import App
import Glibc
import SQLite
import Torture

/// 中断测试: the server is killed at random moments, started again, and its database is held against what it had
/// acknowledged.
@MainActor
struct TortureCommand {
    let options: TortureOptions

    /// Rounds with one database: its log and its pages go through many kills, and yet a full check stays short.
    private static let roundsOfDatabase = 25
    /// Cases beside those of the torture: enough for pages of every kind, few enough to be checked each round.
    private static let cases = 1_000

    /// Whether nothing was lost.
    func run() async throws -> Bool {
        let program = try ServerProcess.program(options.server)
        let folder = try Interruption.makeScratchFolder()
        var isKept = false
        defer { if !isKept { Interruption.removeScratchFolder() } }
        var report = TortureReport(seed: options.seed, sendsKeys: options.sendsKeys)
        Terminal.progress("torture: making the database")
        let token = try await ScratchDatabase(folder: folder).fill(cases: Self.cases)
        let template = try ScratchCopy(folder: folder)
        var chance = SeededGenerator(seed: UInt64(options.seed))
        while report.rounds < options.rounds, report.faults.isEmpty {
            try template.restore()
            let ledger = Ledger(run: "t\(report.rounds)")
            let before = report.tally
            for _ in 0..<min(Self.roundsOfDatabase, options.rounds - report.rounds) where report.faults.isEmpty {
                do {
                    try await round(program, folder, token, ledger, &report, &chance)
                } catch {
                    Interruption.waitIfInterrupted()
                    // A server that does not start again is the worst of faults.
                    report.faults.append("\(error)")
                }
                report.rounds += 1
                report.tally = before
                report.tally += ledger.tally
                Terminal.progress(
                    "torture: round \(report.rounds) of \(options.rounds), \(report.tally.acknowledged) writes acknowledged"
                )
            }
            if report.faults.isEmpty { report.faults += try await end(program, folder, token, ledger) }
            report.tally = before
            report.tally += ledger.tally
        }
        Terminal.clearProgress()
        for fault in report.faults.prefix(20) { Terminal.complain("FAULT: \(fault)") }
        if !report.faults.isEmpty {
            isKept = true
            Terminal.complain("the database as it was found is kept in \(folder)")
        }
        Terminal.say(options.isJSON ? report.json : report.table)
        return report.faults.isEmpty
    }

    /// Starts, checks what the last kill left, repeats what was left in doubt, loads, kills.
    private func round(
        _ program: String,
        _ folder: String,
        _ token: String,
        _ ledger: Ledger,
        _ report: inout TortureReport,
        _ chance: inout SeededGenerator
    ) async throws {
        let phase = KillPhase.choose(&chance)
        let delay = UInt32(chance.integer(phase.microseconds))
        let seed = chance.next()
        if phase == .starting {
            try ServerProcess.killStarting(program: program, data: folder, after: delay)
        } else {
            let server = try ServerProcess(program: program, data: folder, loops: options.loops)
            report.faults += try await check(folder, token, ledger, port: server.port)
            let load = try TortureLoad(
                port: server.port,
                token: token,
                ledger: ledger,
                sendsKeys: options.sendsKeys,
                seed: seed
            )
            if phase == .stopping {
                usleep(UInt32(chance.integer(KillPhase.working.microseconds)))
                kill(server.child, SIGTERM)
            }
            usleep(delay)
            server.kill()
            load.wait()
        }
        report.kills[phase, default: 0] += 1
    }

    /// The last start of a database, and an end in peace.
    private func end(_ program: String, _ folder: String, _ token: String, _ ledger: Ledger) async throws -> [String] {
        let server = try ServerProcess(program: program, data: folder, loops: options.loops)
        var faults = try await check(folder, token, ledger, port: server.port)
        // What was just repeated.
        faults += try await check(folder, token, ledger, port: server.port)
        let code = server.stop()
        if code != 0 { faults.append("it ended with \(code), not with 0") }
        return faults
    }

    private func check(_ folder: String, _ token: String, _ ledger: Ledger, port: UInt16) async throws -> [String] {
        var configuration = Configuration()
        configuration.dataDirectory = folder
        let connection = try Connection(path: configuration.databasePath, access: .readOnly, settings: .reader)
        let settlement = try ledger.settle(with: connection)
        var faults = settlement.faults
        let isWhole = try await CheckCommand.run(
            configuration,
            json: false,
            output: CommandOutput(say: { _ in }, progress: { _ in })
        )
        if !isWhole { faults.append("linli check finds faults in the database") }
        guard faults.isEmpty else { return faults }
        return ledger.repeatDoubts(of: settlement, on: try TortureClient(port: port, token: token))
    }
}
