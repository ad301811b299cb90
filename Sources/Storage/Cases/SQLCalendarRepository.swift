import Domain
import SQLite

/// Where working calendars and settings lie (工作日历与设置的存储).
struct SQLCalendarRepository: CalendarRepository {
    let transaction: SQLTransaction

    private var connection: Connection { transaction.connection }

    func calendar(community: Int64) throws -> WorkingCalendar {
        try transaction.reader.rules(community: community, time: transaction.time).calendar
    }

    func settings(community: Int64) throws -> CommunitySettings {
        try transaction.reader.rules(community: community, time: transaction.time).settings
    }

    func save(_ settings: CommunitySettings, community: Int64) throws {
        let before = try self.settings(community: community)
        var changes: [String] = []
        for number in RuleNumber.allCases where settings.chosen(number) != before.chosen(number) {
            try put(number.rawValue, settings.chosen(number), unit: nil, community)
            changes.append("\(number.rawValue) \(before[number]) → \(settings[number])")
        }
        for limit in RuleLimit.allCases where settings.chosen(limit) != before.chosen(limit) {
            let chosen = settings.chosen(limit)
            try put(limit.rawValue, chosen?.amount, unit: chosen?.unit.rawValue, community)
            changes.append("\(limit.rawValue) \(before[limit]) → \(settings[limit])")
        }
        for word in RuleWord.allCases where settings.chosen(word) != before.chosen(word) {
            try put(word, settings.chosen(word), community)
            changes.append("\(word.rawValue) \(before[word]) → \(settings[word])")
        }
        guard !changes.isEmpty else { return }
        try connection.run(
            "UPDATE rule_state SET version = version + 1, mark = random() WHERE community_id = ?",
            [.integer(community)]
        )
        transaction.acts.append(
            ActDone(
                action: "update_settings",
                object: "settings/\(community)",
                account: nil,
                community: community,
                words: changes.joined(separator: "; ")
            )
        )
    }

    private func put(_ word: RuleWord, _ text: String?, _ community: Int64) throws {
        guard let text else {
            try connection.run(
                "DELETE FROM community_word WHERE community_id = ? AND key = ?",
                [.integer(community), .text(word.rawValue)]
            )
            return
        }
        try connection.run(
            """
            INSERT INTO community_word (community_id, key, word) VALUES (?, ?, ?)
            ON CONFLICT (community_id, key) DO UPDATE SET word = excluded.word
            """,
            [.integer(community), .text(word.rawValue), .text(text)]
        )
    }

    /// Keeps a setting, or the standard of the rules where there is no amount.
    private func put(_ key: String, _ amount: Int64?, unit: String?, _ community: Int64) throws {
        guard let amount else {
            try connection.run(
                "DELETE FROM community_setting WHERE community_id = ? AND key = ?",
                [.integer(community), .text(key)]
            )
            return
        }
        try connection.run(
            """
            INSERT INTO community_setting (community_id, key, amount, unit) VALUES (?, ?, ?, ?)
            ON CONFLICT (community_id, key) DO UPDATE SET amount = excluded.amount, unit = excluded.unit
            """,
            [.integer(community), .text(key), .integer(amount), .optional(unit)]
        )
    }
}
