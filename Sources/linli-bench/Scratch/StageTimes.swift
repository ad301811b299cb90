/// How long each part of the filling took (分步用时), as one line.
struct StageTimes: CustomStringConvertible {
    private var stages: [(name: String, seconds: Double)] = []

    /// Says what is done now, does it, and keeps how long it took.
    mutating func take<R>(_ name: String, _ work: () throws -> R) rethrows -> R {
        Terminal.progress(name)
        let begun = LoadGenerator.now()
        defer { stages.append((name, Double(LoadGenerator.now() - begun) / 1e9)) }
        return try work()
    }

    var description: String {
        let parts = stages.map { "\($0.name) \(Results.text($0.seconds, 1)) s" }
        let total = Results.text(stages.map(\.seconds).reduce(0, +), 1)
        return "made in \(total) s: \(parts.joined(separator: ", "))"
    }
}
