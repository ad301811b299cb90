package import Domain
import SQLite

extension SQLReader {
    package func settings(community: Int64) throws -> StoredSettings? {
        let sql = "SELECT version FROM rule_state WHERE community_id = ?"
        guard let version = try connection.first(sql, [.integer(community)], { $0.integer(0) }) else { return nil }
        return StoredSettings(settings: try chosenSettings(community), version: version)
    }

    /// What the community has set; a key that this program does not know is one of a newer program, and says nothing.
    private func chosenSettings(_ community: Int64) throws -> CommunitySettings {
        var settings = CommunitySettings()
        let sql = "SELECT key, amount, unit FROM community_setting WHERE community_id = ?"
        let rows = try connection.query(sql, [.integer(community)]) {
            (key: $0.text(0), amount: $0.integer(1), unit: $0.optionalText(2))
        }
        for row in rows {
            if let limit = RuleLimit(rawValue: row.key), let unit = row.unit.flatMap({ LimitUnit(rawValue: $0) }) {
                settings[limit] = TimeLimit(row.amount, unit)
            } else if let number = RuleNumber(rawValue: row.key), row.unit == nil {
                settings[number] = row.amount
            }
        }
        let words = try connection.query(
            "SELECT key, word FROM community_word WHERE community_id = ?",
            [.integer(community)]
        ) { (key: $0.text(0), text: $0.text(1)) }
        for word in words {
            if let rule = RuleWord(rawValue: word.key) { settings[rule] = word.text }
        }
        return settings
    }

    package func workingCalendar(community: Int64, time: CommunityTime) throws -> WorkingCalendar {
        try rules(community: community, time: time).calendar
    }

    /// The settings and the calendar, from memory where nothing has changed.
    func rules(
        community: Int64,
        time: CommunityTime
    ) throws -> (settings: CommunitySettings, calendar: WorkingCalendar) {
        let sql = "SELECT mark FROM rule_state WHERE community_id = ?"
        guard let mark = try connection.first(sql, [.integer(community)], { $0.integer(0) }) else {
            throw DomainError.notFound
        }
        if let known = calendars.find(community, mark: mark), known.calendar.time == time { return known }
        let settings = try chosenSettings(community)
        let calendar = settings.calendar(time, exceptions: try exceptions(community))
        calendars.keep(community, mark: mark, settings, calendar)
        return (settings, calendar)
    }

    private func exceptions(_ community: Int64) throws -> [CivilDate: WorkingDayKind] {
        let sql = "SELECT date, kind FROM working_day WHERE community_id = ?"
        let days = try connection.query(sql, [.integer(community)]) { row in
            (CivilDate(row.text(0)), WorkingDayKind(rawValue: row.text(1)))
        }
        return days.reduce(into: [:]) { days, day in
            if let date = day.0 { days[date] = day.1 }
        }
    }
}
