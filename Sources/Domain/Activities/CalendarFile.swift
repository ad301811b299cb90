/// Activities as calendar programs read them (日历文件): iCalendar, RFC 5545.
package struct CalendarFile: Sendable {
    /// What the calendar is called in the program that follows it.
    package let name: String
    package let events: [Event]

    /// One activity of a calendar (日历事件).
    package struct Event: Sendable, Hashable {
        package let activity: Int64
        package let community: Int64
        package let title: String
        package let summary: String?
        package let place: String?
        package let url: String?
        package let startsAt: Instant
        package let endsAt: Instant
        package let isCancelled: Bool
        /// Whether whose calendar it is waits for a place or an approval.
        package var isTentative = false
        /// Rises with each change of time or place (section 3.8.7.4).
        package let sequence: Int64
        package let changedAt: Instant

        package init(
            activity: Int64,
            community: Int64,
            title: String,
            summary: String?,
            place: String?,
            url: String?,
            startsAt: Instant,
            endsAt: Instant,
            isCancelled: Bool,
            sequence: Int64,
            changedAt: Instant
        ) {
            self.activity = activity
            self.community = community
            self.title = title
            self.summary = summary
            self.place = place
            self.url = url
            self.startsAt = startsAt
            self.endsAt = endsAt
            self.isCancelled = isCancelled
            self.sequence = sequence
            self.changedAt = changedAt
        }
    }

    package init(name: String, events: [Event]) {
        self.name = name
        self.events = events
    }

    /// The file; lines end with CRLF and are folded (section 3.1).
    package var text: String {
        var lines = [
            "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Linli//Activities//ZH", "CALSCALE:GREGORIAN", "METHOD:PUBLISH",
            // Programs that follow it look again a few times a day (RFC 7986 section 5.7).
            "REFRESH-INTERVAL;VALUE=DURATION:PT6H", "X-WR-CALNAME:\(Self.escaped(name))",
        ]
        for event in events { lines += event.lines }
        lines.append("END:VCALENDAR")
        return lines.map { Self.folded($0) + "\r\n" }.joined()
    }

    /// A value of type TEXT (section 3.3.11); a control character would end the line or the file.
    static func escaped(_ text: String) -> String {
        var escaped = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\\", ";", ",": escaped += "\\\(scalar)"
            case "\n": escaped += "\\n"
            case _ where scalar.value < 0x20 || scalar.value == 0x7F: continue
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }

    /// Lines of 75 octets at most, never cut within a character.
    static func folded(_ line: String) -> String {
        var (folded, octets) = ("", 0)
        for scalar in line.unicodeScalars {
            let width = UTF8.width(scalar)
            if octets + width > 75 {
                folded += "\r\n "
                octets = 1
            }
            folded.unicodeScalars.append(scalar)
            octets += width
        }
        return folded
    }

    /// `20211105T110000Z` (section 3.3.5, form 2).
    static func utc(_ instant: Instant) -> String {
        let text = CommunityTime(offsetMinutes: 0).rfc3339(instant)
        return String(text.prefix(19).filter { $0 != "-" && $0 != ":" }) + "Z"
    }
}

extension CalendarFile.Event {
    fileprivate var lines: [String] {
        var lines = [
            "BEGIN:VEVENT", "UID:activity-\(activity).community-\(community)@linli",
            "DTSTAMP:\(CalendarFile.utc(changedAt))", "LAST-MODIFIED:\(CalendarFile.utc(changedAt))",
            "DTSTART:\(CalendarFile.utc(startsAt))", "DTEND:\(CalendarFile.utc(endsAt))",
            "SUMMARY:\(CalendarFile.escaped(title))",
        ]
        if let place { lines.append("LOCATION:\(CalendarFile.escaped(place))") }
        if let summary { lines.append("DESCRIPTION:\(CalendarFile.escaped(summary))") }
        // A URI is no text: what does not belong into one is left out with the line.
        if let url, url.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) { lines.append("URL:\(url)") }
        lines += [
            "STATUS:\(isCancelled ? "CANCELLED" : isTentative ? "TENTATIVE" : "CONFIRMED")", "SEQUENCE:\(sequence)",
            "END:VEVENT",
        ]
        return lines
    }
}

/// Which activities a calendar holds (日历范围).
package struct CalendarQuestion: Sendable, Hashable {
    package var community: Int64?
    package var grid: Int64?
    package var organizer: Int64?
    package var activity: Int64?
    /// Whose own sign-ups it holds.
    package var resident: Int64?
    package let from: Instant
    package let until: Instant

    /// Whether nothing says of which community it is.
    package var isWide: Bool {
        community == nil && grid == nil && organizer == nil && activity == nil && resident == nil
    }

    /// A season back, so that what was missed can be looked up, and somewhat more than a year ahead.
    private static let days: (back: Int64, ahead: Int64) = (90, 400)
    /// A calendar of a year with several activities a day.
    package static let limit = 2_000

    package init(now: Instant) {
        from = now.advanced(bySeconds: -Self.days.back * 86_400)
        until = now.advanced(bySeconds: Self.days.ahead * 86_400)
    }
}
