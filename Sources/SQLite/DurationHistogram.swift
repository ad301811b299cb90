/// How often something took how long, in a few fixed steps.
package struct DurationHistogram: Sendable, Equatable {
    /// The upper bounds of the steps, in nanoseconds; what took longer is counted behind them.
    package static let bounds: [UInt64] = [
        100_000, 300_000, 1_000_000, 3_000_000, 10_000_000, 30_000_000, 100_000_000, 300_000_000, 1_000_000_000,
    ]

    /// One count for each step, and one for what is above them.
    package private(set) var counts = [UInt64](repeating: 0, count: DurationHistogram.bounds.count + 1)
    /// All of them together, in nanoseconds.
    package private(set) var sum: UInt64 = 0

    mutating func add(_ nanoseconds: UInt64) {
        counts[Self.bounds.firstIndex { nanoseconds <= $0 } ?? Self.bounds.count] += 1
        sum &+= nanoseconds
    }
}
