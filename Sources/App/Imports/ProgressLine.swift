import Synchronization

/// The line that says how far a long command has come (进度): rows, rows in a second, and how long it will take.
final class ProgressLine: Sendable {
    private let start = ContinuousClock.now
    private let shown: Mutex<ContinuousClock.Instant>
    private let show: @Sendable (String?) -> Void

    /// Ten times in a second looks smooth; writing to a terminal oftener costs more than the rows.
    private static let pause = Duration.milliseconds(100)

    init(_ output: CommandOutput) {
        shown = Mutex(start)
        show = output.progress
    }

    func update(rows: Int, fraction: Double, problems: Int = 0) {
        let now = ContinuousClock.now
        let isDue = shown.withLock { shown in
            guard now - shown >= Self.pause else { return false }
            shown = now
            return true
        }
        guard isDue else { return }
        let seconds = max((now - start) / .seconds(1), 0.001)
        var line = "\(rows) 行 rows · \(Int(fraction * 100)) % · \(Int(Double(rows) / seconds)) 行/秒 rows/s"
        if fraction > 0.01 { line += " · 剩余 left \(Int((seconds / fraction - seconds).rounded(.up))) s" }
        if problems > 0 { line += " · 问题 problems \(problems)" }
        show(line)
    }

    func end() { show(nil) }
}
