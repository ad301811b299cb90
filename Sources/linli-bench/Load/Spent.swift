/// What some stretches of load came to (用量): answers, and the server's CPU time for them.
struct Spent {
    private(set) var tally = Tally()
    private(set) var processorNanoseconds: UInt64 = 0

    /// CPU time of the server's process for one request.
    var microseconds: Double {
        tally.requests == 0 ? 0 : Double(processorNanoseconds) / Double(tally.requests) / 1000
    }

    mutating func add(_ server: ServerProcess, _ drive: () throws -> Tally) throws {
        let before = try server.gauge.processorNanoseconds()
        tally.add(try drive())
        processorNanoseconds += try server.gauge.processorNanoseconds() - before
    }
}
