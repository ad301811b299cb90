/// On which days something takes place again (重复规则): a recurrence rule of RFC 5545 section 3.3.10, by days.
///
/// A community keeps no daylight saving, so the time of day of a series stays what it is and only days are worked out. Parts
/// that the RFC forbids together are refused.
package struct RecurrenceRule: Sendable, Hashable {
    package enum Frequency: String, Sendable, CaseIterable {
        case daily = "DAILY"
        case weekly = "WEEKLY"
        case monthly = "MONTHLY"
        case yearly = "YEARLY"
    }

    /// A day of the week, or the n-th one of a month or year; from its end where the number is negative.
    struct Weekday: Sendable, Hashable {
        let number: Int?
        /// 1 is Monday.
        let day: Int
    }

    let frequency: Frequency
    var interval = 1
    var count: Int?
    /// The last day on which it may take place.
    var until: CivilDate?
    /// The time of that day after which nothing may begin, where the rule says one.
    var untilTime: UntilTime?
    var weekdays: [Weekday] = []
    var monthDays: [Int] = []
    var months: [Int] = []
    /// Which ones of a month or year, counted from either end.
    var positions: [Int] = []
    var weekStart = 1

    init(_ frequency: Frequency) { self.frequency = frequency }
}

/// Why a text is no rule (规则错误).
package struct RecurrenceFault: Error, Sendable, Hashable {
    /// The part that can not be read or does not go with the others.
    package let part: String

    package init(part: String) { self.part = part }
}

extension RecurrenceRule {
    /// Reads `FREQ=MONTHLY;BYDAY=1SA,2SA,3SA`.
    package init(parsing text: String) throws(RecurrenceFault) {
        var parts: [(name: String, value: String)] = []
        for part in text.split(separator: ";", omittingEmptySubsequences: false) {
            let sides = part.split(separator: "=", omittingEmptySubsequences: false).map(String.init)
            guard sides.count == 2, !sides[1].isEmpty, !parts.contains(where: { $0.name == sides[0] }) else {
                throw RecurrenceFault(part: String(part))
            }
            parts.append((sides[0], sides[1]))
        }
        guard let word = parts.first(where: { $0.name == "FREQ" })?.value, let frequency = Frequency(rawValue: word)
        else {
            throw RecurrenceFault(part: "FREQ")
        }
        self.init(frequency)
        for (name, value) in parts where name != "FREQ" { try read(name, value) }
        try check()
    }

    private mutating func read(_ name: String, _ value: String) throws(RecurrenceFault) {
        switch name {
        case "INTERVAL": interval = try Self.number(value, 1...400, name)
        case "COUNT": count = try Self.number(value, 1...1_000, name)
        case "UNTIL": (until, untilTime) = try Self.end(value)
        case "BYDAY": weekdays = try Self.list(value) { word throws(RecurrenceFault) in try Self.weekday(word) }
        case "BYMONTHDAY":
            monthDays = try Self.list(value) { word throws(RecurrenceFault) in try Self.signed(word, 31, name) }
        case "BYMONTH":
            months = try Self.list(value) { word throws(RecurrenceFault) in try Self.number(word, 1...12, name) }
        case "BYSETPOS":
            positions = try Self.list(value) { word throws(RecurrenceFault) in try Self.signed(word, 366, name) }
        case "WKST":
            guard let day = Self.days.firstIndex(of: value) else { throw RecurrenceFault(part: name) }
            weekStart = day + 1
        default: throw RecurrenceFault(part: name)
        }
    }

    /// What the RFC does not allow together.
    private func check() throws(RecurrenceFault) {
        let isLong = frequency == .monthly || frequency == .yearly
        if count != nil, until != nil { throw RecurrenceFault(part: "UNTIL") }
        if !isLong, weekdays.contains(where: { $0.number != nil }) { throw RecurrenceFault(part: "BYDAY") }
        if frequency == .weekly, !monthDays.isEmpty { throw RecurrenceFault(part: "BYMONTHDAY") }
        let selects = !weekdays.isEmpty || !monthDays.isEmpty || !months.isEmpty
        if !positions.isEmpty, !isLong || !selects { throw RecurrenceFault(part: "BYSETPOS") }
        let most = frequency == .monthly || !months.isEmpty ? 5 : 53
        if weekdays.contains(where: { abs($0.number ?? 1) > most }) { throw RecurrenceFault(part: "BYDAY") }
    }

    private static let days = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]

    private static func list<Item>(
        _ text: String,
        _ read: (String) throws(RecurrenceFault) -> Item
    ) throws(RecurrenceFault) -> [Item] {
        var items: [Item] = []
        for word in text.split(separator: ",", omittingEmptySubsequences: false) {
            items.append(try read(String(word)))
        }
        return items
    }

    static func number(_ text: String, _ range: ClosedRange<Int>, _ name: String) throws(RecurrenceFault) -> Int {
        guard text.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }), let number = Int(text),
            range.contains(number)
        else { throw RecurrenceFault(part: name) }
        return number
    }

    /// A number from either end, never nothing.
    private static func signed(_ text: String, _ most: Int, _ name: String) throws(RecurrenceFault) -> Int {
        guard let number = Int(text), number != 0, abs(number) <= most else { throw RecurrenceFault(part: name) }
        return number
    }

    private static func weekday(_ text: String) throws(RecurrenceFault) -> Weekday {
        guard let day = days.firstIndex(of: String(text.suffix(2))) else { throw RecurrenceFault(part: "BYDAY") }
        let prefix = String(text.dropLast(2))
        return Weekday(number: prefix.isEmpty ? nil : try signed(prefix, 53, "BYDAY"), day: day + 1)
    }
}
