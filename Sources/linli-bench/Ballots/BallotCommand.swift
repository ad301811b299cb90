import App
import Dispatch
import Glibc
import SQLite
import Synchronization
import Torture

/// 表决测量: everybody votes in the same moments and changes their mind; each is to be counted once, by the last word.
@MainActor
struct BallotCommand {
    let options: BallotOptions

    /// Cases beside the votes: a database is never empty.
    private static let cases = 1_000
    /// What the tally of twenty thousand ballots may take.
    private static let tallyBudget = 50.0
    private static let tallies = 21
    /// Every so many stay against it.
    nonisolated private static let stubborn = 10

    /// Whether the votes were counted right and in time.
    func run() async throws -> Bool {
        let program = try ServerProcess.program(options.server)
        let folder = try Interruption.makeScratchFolder()
        defer { Interruption.removeScratchFolder() }
        Terminal.progress("ballots: making the votes")
        let token = try await ScratchDatabase(folder: folder).fill(cases: Self.cases)
        let made = try makeVotes(in: folder)
        Terminal.progress("ballots: \(options.voters) vote")
        let server = try ServerProcess(program: program, data: folder, loops: options.loops)
        defer { server.stop() }
        let (seconds, refused) = try castAll(made.tokens, on: made.race.issue, port: server.port)
        let desk = try TortureClient(port: server.port, token: token)
        let closed = desk.ask(Ask("/api/v1/issues/\(made.race.issue)/close-vote", "{}")).map(Self.text) ?? ""
        let against = (options.voters + Self.stubborn - 1) / Self.stubborn
        let expected = [
            #""cast":\#(options.voters)"#, #""for":\#(options.voters - against)"#, #""against":\#(against)"#,
        ]
        var faults = expected.filter { !closed.contains($0) }.map { "the count lacks \($0): \(closed)" }
        if refused > 0 { faults.append("\(refused) ballots were refused") }
        let open = try tally(of: made.open.issue, desk)
        let secret = try tally(of: made.closed.issue, desk)
        for (name, time) in [("open", open), ("closed", secret)] where time > Self.tallyBudget {
            faults.append("the tally of the \(name) vote takes \(Results.text(time, 1)) ms")
        }
        Terminal.clearProgress()
        let sent = options.voters * 2 - against
        Terminal.say(
            """
            \(options.voters) voters, \(sent) ballots over \(options.connections) connections in \
            \(Results.text(seconds, 2)) s: \(Results.text(Double(sent) / seconds, 0)) durable ballots a second
            tally of \(options.ballots) ballots: \(Results.text(open, 1)) ms, of a closed vote \(Results.text(secret, 1)) ms
            """
        )
        for fault in faults { Terminal.complain("FAULT: \(fault)") }
        return faults.isEmpty
    }

    /// The votes and who votes in the first (表决).
    private struct Votes {
        let race: BallotScratch.Made
        let tokens: [String]
        let open: BallotScratch.Made
        let closed: BallotScratch.Made
    }

    private func makeVotes(in folder: String) throws -> Votes {
        var configuration = Configuration()
        configuration.dataDirectory = folder
        let connection = try Connection(path: configuration.databasePath, access: .readWrite, settings: .writer)
        let scratch = BallotScratch(connection: connection)
        return try connection.transaction {
            try scratch.closeEarly()
            let race = try scratch.open()
            let tokens = try scratch.enroll(options.voters, in: race)
            let (open, closed) = (try scratch.open(), try scratch.open(isClosed: true))
            try scratch.fill(options.ballots, in: open, isClosed: false)
            try scratch.fill(options.ballots, in: closed, isClosed: true)
            return Votes(race: race, tokens: tokens, open: open, closed: closed)
        }
    }

    /// First everybody is against it, then all but every tenth agree; each person's two ballots are in their order.
    private func castAll(_ tokens: [String], on issue: Int64, port: UInt16) throws -> (seconds: Double, refused: Int) {
        let (connections, path) = (options.connections, "/api/v1/issues/\(issue)/ballots")
        let refused = Atomic<Int>(0)
        let start = LoadGenerator.now()
        DispatchQueue.concurrentPerform(iterations: connections) { client in
            guard let wire = try? TortureClient(port: port, token: "") else {
                refused.add(1, ordering: .relaxed)
                return
            }
            for choice in ["against", "for"] {
                for place in stride(from: client, to: tokens.count, by: connections) {
                    if choice == "for", place.isMultiple(of: Self.stubborn) { continue }
                    wire.token = tokens[place]
                    let told = wire.ask(Ask(path, #"{"choice": "\#(choice)"}"#))
                    if told?.status != 200 { refused.add(1, ordering: .relaxed) }
                }
            }
        }
        return (Double(LoadGenerator.now() - start) / 1e9, refused.load(ordering: .relaxed))
    }

    /// The middle one of several, in milliseconds.
    private func tally(of issue: Int64, _ desk: TortureClient) throws -> Double {
        let times = try (0..<Self.tallies).map { _ in
            let start = LoadGenerator.now()
            guard let told = desk.read("/api/v1/issues/\(issue)/tally"), told.status == 200,
                Self.text(told).contains(#""cast":\#(options.ballots)"#)
            else { throw BenchFailure("the tally was not answered") }
            return Double(LoadGenerator.now() - start) / 1e6
        }
        return times.sorted()[Self.tallies / 2]
    }

    private static func text(_ told: Told) -> String { String(decoding: told.body, as: UTF8.self) }
}
