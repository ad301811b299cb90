/// Names of sheets (工作表名), which Excel takes only short, without some signs, and once each.
enum SheetNames {
    /// Units of UTF-16.
    static let limit = 31

    /// The name as it may stand, with a number behind it where it is taken; upper and lower case are the same to Excel.
    static func unique(_ name: String, among taken: [String]) -> String {
        var plain = String(name.map { "[]:*?/\\".contains($0) ? " " : $0 })
        while plain.hasPrefix("'") || plain.hasPrefix(" ") { plain.removeFirst() }
        while plain.hasSuffix("'") || plain.hasSuffix(" ") { plain.removeLast() }
        if plain.isEmpty { plain = "1" }
        let used = Set(taken.map { $0.lowercased() })
        for number in 1... {
            let mark = number == 1 ? "" : " (\(number))"
            var short = plain
            while short.utf16.count + mark.utf16.count > limit { short.removeLast() }
            if !used.contains((short + mark).lowercased()) { return short + mark }
        }
        return plain
    }
}
