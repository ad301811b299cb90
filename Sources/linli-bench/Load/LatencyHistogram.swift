/// How long answers took (时延分布): 64 buckets for each doubling, so that a percentile is right within 1.6 %.
struct LatencyHistogram {
    private var counts = [Int](repeating: 0, count: 64 * 40)
    private(set) var count = 0

    mutating func add(nanoseconds: UInt64) {
        counts[min(Self.bucket(nanoseconds), counts.count - 1)] += 1
        count += 1
    }

    mutating func add(_ other: LatencyHistogram) {
        for (bucket, amount) in other.counts.enumerated() { counts[bucket] += amount }
        count += other.count
    }

    /// The time that so many of a hundred answers did not exceed, in microseconds.
    func microseconds(percent: Double) -> Double {
        let wanted = Int((Double(count) * percent / 100).rounded(.up))
        var seen = 0
        for (bucket, amount) in counts.enumerated() {
            seen += amount
            if seen >= wanted, amount > 0 { return Self.middle(bucket) / 1000 }
        }
        return 0
    }

    /// Below 64 one bucket a nanosecond; above, the six bits after the highest one choose within the doubling.
    private static func bucket(_ value: UInt64) -> Int {
        if value < 64 { return Int(value) }
        let exponent = 63 - value.leadingZeroBitCount
        let fraction = Int(value >> UInt64(exponent - 6)) & 63
        return (exponent - 5) * 64 + fraction
    }

    private static func middle(_ bucket: Int) -> Double {
        if bucket < 64 { return Double(bucket) }
        let width = UInt64(1) << UInt64(bucket / 64 - 1)
        return Double((UInt64(64 + bucket % 64)) * width) + Double(width) / 2
    }
}

/// What came of one measured stretch of load (计数).
struct Tally {
    var latency = LatencyHistogram()
    /// Answers that were not 2xx.
    var errors = 0
    var nanoseconds: UInt64 = 0

    /// Adds a stretch that was not at the same time.
    mutating func add(_ other: Tally) {
        latency.add(other.latency)
        errors += other.errors
        nanoseconds += other.nanoseconds
    }

    var requests: Int { latency.count }
    var perSecond: Double { nanoseconds == 0 ? 0 : Double(requests) / Double(nanoseconds) * 1e9 }
}
