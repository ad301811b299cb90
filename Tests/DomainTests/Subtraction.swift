/// Somebody who wants to know the hidden counts and calculates with the shown ones (相减推算).
///
/// It knows nothing of how they were chosen: only which counts stand there, and which of them are the sum of which.
struct Subtraction {
    /// Each count as it is shown; nothing for a hidden one.
    private(set) var shown: [Int64?] = []
    private var sums: [(parts: [Int], sum: Int)] = []

    mutating func add(_ count: Int64?) -> Int {
        shown.append(count)
        return shown.count - 1
    }

    mutating func add(_ parts: [Int], sum: Int) { sums.append((parts, sum)) }

    /// The hidden counts that the sums give exactly, whatever is subtracted from whatever: by elimination modulo a prime,
    /// which is far larger than any count.
    func solved() -> Set<Int> {
        let hidden = shown.indices.filter { shown[$0] == nil }
        let column = Dictionary(uniqueKeysWithValues: zip(hidden, 0...))
        var rows = sums.map { parts, sum in
            var row = [Int64](repeating: 0, count: hidden.count)
            for part in parts { if let place = column[part] { row[place] += 1 } }
            if let place = column[sum] { row[place] -= 1 }
            return row.map { ($0 + Self.prime) % Self.prime }
        }
        var pivot = 0
        for place in hidden.indices {
            guard let found = (pivot..<rows.count).first(where: { rows[$0][place] != 0 }) else { continue }
            rows.swapAt(pivot, found)
            let inverse = Self.power(rows[pivot][place], Self.prime - 2)
            rows[pivot] = rows[pivot].map { $0 * inverse % Self.prime }
            for row in rows.indices where row != pivot && rows[row][place] != 0 {
                let factor = rows[row][place]
                rows[row] = zip(rows[row], rows[pivot]).map {
                    (($0 - factor * $1 % Self.prime) + Self.prime) % Self.prime
                }
            }
            pivot += 1
        }
        // A row with a single unknown gives it.
        return Set(
            rows.compactMap { row in
                let places = row.indices.filter { row[$0] != 0 }
                return places.count == 1 ? hidden[places[0]] : nil
            }
        )
    }

    /// The most that each count can be, narrowed again and again: no count is negative, and no part exceeds its sum.
    func limits() -> [Int64] {
        var low = shown.map { $0 ?? 0 }
        var high = shown.map { $0 ?? Self.unlimited }
        var isNarrower = true
        while isNarrower {
            let before = (low, high)
            for (parts, sum) in sums {
                low[sum] = max(low[sum], parts.reduce(0) { $0 + low[$1] })
                high[sum] = min(high[sum], parts.reduce(0) { min($0 + high[$1], Self.unlimited) })
                for part in parts {
                    let others = parts.filter { $0 != part }
                    high[part] = min(high[part], high[sum] - others.reduce(0) { $0 + low[$1] })
                    low[part] = max(low[part], low[sum] - others.reduce(0) { min($0 + high[$1], Self.unlimited) })
                }
            }
            isNarrower = before != (low, high)
        }
        return high
    }

    private static let prime: Int64 = 2_147_483_647
    private static let unlimited: Int64 = 1 << 40

    private static func power(_ base: Int64, _ exponent: Int64) -> Int64 {
        var (result, base, exponent) = (Int64(1), base, exponent)
        while exponent > 0 {
            if exponent & 1 == 1 { result = result * base % prime }
            base = base * base % prime
            exponent >>= 1
        }
        return result
    }
}

/// Chance that comes the same way each time (可重复的随机数).
struct Chance: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return (state ^ state >> 33) &* 0xFF51_AFD7_ED55_8CCD
    }
}
