import App
import SQLite

/// 万人抢报: many sign up at once for few places; nobody gets an error, no place is given twice, and none is left.
@MainActor
struct HerdCommand {
    let options: HerdOptions

    /// The part of a plain durable create that a sign-up is to reach, which looks at a queue and its places besides.
    private static let leastPart = 0.6
    /// Nobody waits longer at the moment when all come.
    private static let mostMilliseconds = 1_000.0
    /// Creates are measured for so long, at as many connections as the herd has.
    private static let createSeconds = 3.0

    /// Whether the herd was served as promised.
    func run() async throws -> Bool {
        let program = try ServerProcess.program(options.server)
        let folder = try Interruption.makeScratchFolder()
        defer { Interruption.removeScratchFolder() }
        let token = try await ScratchDatabase(folder: folder).fill(cases: Self.cases)
        let first = try addResidents(folder)
        if Affinity.isUseful { Affinity.bindThisProcess(to: Affinity.loadCore) }
        let server = try ServerProcess(program: program, data: folder, loops: options.loops)
        do {
            let faults = try stampede(server, token: token, firstResident: first)
            server.stop()
            for fault in faults { Terminal.complain("FAULT: \(fault)") }
            if faults.isEmpty { Terminal.say("every place was given once, and nobody was refused: the herd is served") }
            return faults.isEmpty
        } catch {
            Interruption.waitIfInterrupted()
            server.stop()
            throw error
        }
    }

    /// As few as the scratch database takes: what is measured is not the cases.
    private static let cases = 1_000

    private func stampede(_ server: ServerProcess, token: String, firstResident: Int64) throws -> [String] {
        let desk = HerdDesk(port: server.port, token: token)
        Terminal.progress("plain creates at \(options.connections) connections")
        let creates = RequestBook(.create, token: token, cases: Self.cases)
        let plain = try LoadGenerator(port: server.port, connections: options.connections, requests: creates)
            .drive(seconds: Self.createSeconds)
        let activity = try desk.openActivity(places: options.places)
        Terminal.progress("\(options.people) people for \(options.places) places")
        let signUps = (0..<options.people).map { number in
            #"{"activity_id": \#(activity), "resident_id": \#(firstResident + Int64(number))}"#
        }
        let herd = try LoadGenerator(
            port: server.port,
            connections: options.connections,
            requests: RequestBook(posts: signUps, to: "/api/v1/sign-ups", token: token)
        ).exhaust(options.people)
        let (confirmed, waiting) = try desk.places(of: activity)
        let part = herd.perSecond / plain.perSecond
        let slowest = herd.latency.microseconds(percent: 99) / 1_000
        Terminal.clearProgress()
        Terminal.say(
            """
            plain creates    \(Results.text(plain.perSecond, 0)) a second at \(options.connections) connections
            sign-ups         \(Results.text(herd.perSecond, 0)) a second, \(Results.text(part, 2)) of it
            latency          p50 \(Results.text(herd.latency.microseconds(percent: 50) / 1_000, 1)) ms, \
            p99 \(Results.text(slowest, 1)) ms
            places           \(confirmed) of \(options.places) given, \(waiting) people wait
            """
        )
        var faults: [String] = []
        if herd.errors > 0 { faults.append("\(herd.errors) answers were not 2xx") }
        if confirmed != Int64(options.places) { faults.append("\(confirmed) places are given, not \(options.places)") }
        if waiting != Int64(options.people - options.places) { faults.append("\(waiting) wait") }
        if slowest > Self.mostMilliseconds { faults.append("one of a hundred waited longer than a second") }
        if part < Self.leastPart { faults.append("a sign-up reaches less than \(Self.leastPart) of a plain create") }
        return faults
    }

    /// People of age, more than the territory of the bench has.
    private func addResidents(_ folder: String) throws -> Int64 {
        var configuration = Configuration()
        configuration.dataDirectory = folder
        let connection = try Connection(path: configuration.databasePath, access: .readWrite, settings: .writer)
        let last = try connection.first("SELECT max(id) FROM resident") { $0.integer(0) } ?? 0
        try connection.execute("BEGIN")
        for number in 1...options.people {
            try connection.run(
                """
                INSERT INTO resident (community_id, name, sex, birth_date, created_at, updated_at)
                VALUES (1, ?, 'female', '1980-06-15', 0, 0)
                """,
                [.text("居民\(number)")]
            )
        }
        try connection.execute("COMMIT")
        return last + 1
    }
}
