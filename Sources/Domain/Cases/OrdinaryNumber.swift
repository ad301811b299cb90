/// A long number in a title of which its form says that it is nobody's (寻常数字): a day, a sum, a list of counts, or the number of a
/// case or topic.
struct OrdinaryNumber {
    private let number: Substring
    private let parts: [Substring]

    /// Of digits, with separators between them and behind.
    init(_ number: Substring, _ isSeparator: (Character) -> Bool) {
        var bare = number
        while let last = bare.last, isSeparator(last) { bare.removeLast() }
        self.number = bare
        parts = bare.split(omittingEmptySubsequences: false, whereSeparator: isSeparator)
    }

    var isKnown: Bool { isDay || isSum || isOfAffair || isOfCounts }

    private static let years = 1900...2100
    /// A list has at least so many members; fewer groups are a telephone number in pairs.
    private static let leastCounts = 5

    /// 20261127.
    private var isDay: Bool {
        guard parts.count == 1, number.count == 8, let year = Int(number.prefix(4)), Self.years.contains(year),
            let month = Int(number.dropFirst(4).prefix(2)), let day = Int(number.suffix(2))
        else { return false }
        return CivilDate(year: year, month: month, day: day) != nil
    }

    /// 1234567.89元: what is behind it says so.
    private var isSum: Bool {
        let behind = number.base[number.endIndex...]
        guard ["元", "万元", "亿元"].contains(where: behind.hasPrefix) else { return false }
        return parts.count == 1 || parts.count == 2 && parts[1].count <= 2 && number.contains(".")
    }

    /// GB-2021-001817, YT2026-0002: letters, a year, and a number of that year.
    private var isOfAffair: Bool {
        guard parts.count == 2, number.contains("-"), parts[0].count == 4, let year = Int(parts[0]),
            Self.years.contains(year), (4...6).contains(parts[1].count)
        else { return false }
        let before = number.base[..<number.startIndex]
        return (before.last == "-" ? before.dropLast() : before).last.map { $0.isASCII && $0.isLetter } ?? false
    }

    /// 15 13 18 20 22 30: how many came each time.
    private var isOfCounts: Bool {
        parts.count >= Self.leastCounts && parts.contains { $0.count > 1 }
            && parts.allSatisfy { (1...3).contains($0.count) && ($0.count == 1 || $0.first != "0") }
    }
}
