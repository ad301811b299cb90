import Testing

@testable import Domain

@Suite("The calendar file")
struct CalendarFileTests {
    private func event(_ title: String, summary: String? = nil, url: String? = nil) -> CalendarFile.Event {
        CalendarFile.Event(
            activity: 7,
            community: 1,
            title: title,
            summary: summary,
            place: "社区书屋",
            url: url,
            startsAt: CommunityTime().instant(.init(daysSince1970: 18_936), hour: 19),
            endsAt: CommunityTime().instant(.init(daysSince1970: 18_936), hour: 20, minute: 30),
            isCancelled: false,
            sequence: 2,
            changedAt: Instant(milliseconds: 0)
        )
    }

    @Test("An activity is one event with a stable name, its times in UTC and the count of its changes")
    func event() {
        let lines = CalendarFile(name: "邻里", events: [event("茶艺", url: "https://a.example/1")]).text
            .split(separator: "\r\n").map(String.init)
        #expect(lines.first == "BEGIN:VCALENDAR" && lines.last == "END:VCALENDAR")
        #expect(lines.contains("UID:activity-7.community-1@linli") && lines.contains("SEQUENCE:2"))
        #expect(lines.contains("DTSTART:20211105T110000Z") && lines.contains("DTEND:20211105T123000Z"))
        #expect(lines.contains("DTSTAMP:19700101T000000Z") && lines.contains("STATUS:CONFIRMED"))
        #expect(lines.contains("URL:https://a.example/1") && lines.contains("LOCATION:社区书屋"))
    }

    @Test("Text can not end its line: separators are escaped, control characters left out, a broken link dropped")
    func escaping() {
        let text = CalendarFile(
            name: "a",
            events: [event("茶,艺;课\\\r\nBEGIN:VEVENT", summary: "一\n二", url: "https://a.example/1\r\nX:1")]
        ).text
        #expect(text.contains("SUMMARY:茶\\,艺\\;课\\\\\\nBEGIN:VEVENT\r\n"))
        #expect(text.contains("DESCRIPTION:一\\n二\r\n") && !text.contains("URL:"))
        #expect(text.split(separator: "\r\nBEGIN:VEVENT\r\n").count == 2)
    }

    @Test("Lines are folded at 75 octets and never within a character", arguments: [24, 25, 26, 74, 75, 76, 300])
    func folding(count: Int) {
        let line = "SUMMARY:" + String(repeating: "茶", count: count) + "é"
        let parts = CalendarFile.folded(line).split(separator: "\r\n", omittingEmptySubsequences: false)
        #expect(parts.allSatisfy { $0.utf8.count <= 75 })
        #expect(parts.dropFirst().allSatisfy { $0.first == " " })
        let whole = (parts.prefix(1) + parts.dropFirst().map { $0.dropFirst() }).joined()
        #expect(whole == line)
    }
}
