/// The ratios that a change must not worsen (限值), from a file of lines `row ratio >= value` or `row ratio <= value`.
///
/// Only ratios within one run stand there: what a machine gives in requests a second says nothing on another.
struct Limits {
    static let path = "Tests/Thresholds/limits.txt"

    private struct Limit {
        let row: String
        let ratio: String
        let isFloor: Bool
        let value: Double
    }

    private let limits: [Limit]

    /// The limits of the project, when the bench is run in its folder.
    static func found() throws -> Limits? { try TextFile.read(path).map { try Limits($0) } }

    init(_ text: String) throws {
        var limits: [Limit] = []
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            let words = line.prefix { $0 != "#" }.split { $0 == " " || $0 == "\t" }.map(String.init)
            if words.isEmpty { continue }
            guard words.count == 4, words[2] == ">=" || words[2] == "<=", let value = Double(words[3]) else {
                throw BenchFailure("\(Self.path), line \(index + 1): is to be a row, a ratio, >= or <=, and a number")
            }
            limits.append(Limit(row: words[0], ratio: words[1], isFloor: words[2] == ">=", value: value))
        }
        self.limits = limits
    }

    /// One line for each limit that the figures break.
    ///
    /// What was not measured in this run is passed over.
    func broken(by results: Results) -> [String] {
        limits.compactMap { limit in
            guard let row = results.rows.first(where: { $0.name == limit.row }),
                let ratio = results.ratios(of: row).first(where: { $0.name == limit.ratio })
            else { return nil }
            let isKept = limit.isFloor ? ratio.value >= limit.value : ratio.value <= limit.value
            guard !isKept else { return nil }
            let side = limit.isFloor ? "at least" : "at most"
            return "\(limit.row) \(limit.ratio) is \(Results.text(ratio.value, 3)) and is to be \(side) \(limit.value)"
        }
    }
}
