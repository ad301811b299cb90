import Domain

/// The source of every choice of the demonstration (随机数): the same seed makes the same community.
///
/// SplitMix64, with an arithmetic of its own for ranges: the standard library does not promise to keep its own.
struct SeededGenerator: RandomNumberGenerator, Sendable {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// A generator of its own for one part, so that a change in one part leaves the others as they were.
    mutating func fork() -> SeededGenerator { SeededGenerator(seed: next()) }
}

extension SeededGenerator {
    mutating func integer(_ range: ClosedRange<Int>) -> Int {
        let width = UInt64(range.upperBound - range.lowerBound + 1)
        return range.lowerBound + Int(next().multipliedFullWidth(by: width).high)
    }

    /// True in so many of a hundred cases.
    mutating func happens(_ percent: Int) -> Bool { integer(1...100) <= percent }

    /// One of the choices, of which there is at least one.
    mutating func pick<Choice>(_ choices: [Choice]) -> Choice { choices[integer(0...choices.count - 1)] }

    /// The place of one of the weights, the heavier the likelier.
    mutating func index(weighted weights: [Int]) -> Int {
        var rest = integer(1...weights.reduce(0, +))
        for (index, weight) in weights.enumerated() {
            rest -= weight
            if rest <= 0 { return index }
        }
        return weights.count - 1
    }

    /// So many different ones, or all where there are fewer, in a random order.
    mutating func sample<Choice>(_ count: Int, of choices: [Choice]) -> [Choice] {
        var pool = choices
        for index in 0..<min(count, pool.count) { pool.swapAt(index, integer(index...pool.count - 1)) }
        return Array(pool.prefix(count))
    }

    mutating func day(_ range: ClosedRange<CivilDate>) -> CivilDate {
        CivilDate(daysSince1970: integer(range.lowerBound.daysSince1970...range.upperBound.daysSince1970))
    }
}
