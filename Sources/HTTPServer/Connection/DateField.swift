/// The Date field line, written once a second instead of once an answer (RFC 9110, section 6.6.1).
struct DateField {
    private var second = Int.min
    private(set) var line: [UInt8] = []
    /// The line with what answers over TLS have beside it.
    private(set) var secureLine: [UInt8] = []
    private let security: [UInt8]

    /// Over TLS, browsers are told to use nothing else for so many seconds (RFC 6797, section 6.1); 0 says nothing.
    init(strictTransportSeconds: Int = 0) {
        security =
            strictTransportSeconds > 0
            ? Array("Strict-Transport-Security: max-age=\(strictTransportSeconds)\r\n".utf8) : []
    }

    /// Makes the line say the given second since 1970.
    mutating func set(_ second: Int) {
        guard second != self.second else { return }
        self.second = second
        line = Array("Date: \(Self.format(second))\r\n".utf8)
        secureLine = line + security
    }

    /// The fixed format of RFC 9110, section 5.6.7: `Sun, 06 Nov 1994 08:49:37 GMT`.
    static func format(_ second: Int) -> String {
        let weekdays = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]
        let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        let days = second / 86_400
        let time = second % 86_400
        // Counting years from March puts the leap day last, so that months follow from days by one division.
        let shifted = days + 719_468
        let era = shifted / 146_097
        let dayOfEra = shifted % 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let marchMonth = (5 * dayOfYear + 2) / 153
        let day = dayOfYear - (153 * marchMonth + 2) / 5 + 1
        let month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        let clock = "\(two(time / 3_600)):\(two(time / 60 % 60)):\(two(time % 60))"
        return "\(weekdays[days % 7]), \(two(day)) \(months[month - 1]) \(year) \(clock) GMT"
    }

    private static func two(_ number: Int) -> String {
        number < 10 ? "0\(number)" : "\(number)"
    }
}
