/// Whose turn it is (节奏), when each of many acts once in a period and they are spread over it evenly.
struct Pace {
    private let count: Int
    private let period: UInt64
    private var begin: UInt64 = 0
    private var done = 0

    init(count: Int, period: UInt64) {
        self.count = count
        self.period = period
    }

    /// Those whose turn has come since the last call; after a pause nobody has more than one turn to make up for.
    mutating func due(at moment: UInt64) -> [Int] {
        if begin == 0 { begin = moment }
        let target = Int(Double(moment - begin) / Double(period) * Double(count))
        defer { done = target }
        return (max(done, target - count)..<target).map { $0 % count }
    }
}
