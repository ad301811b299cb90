package import Domain

/// How answers are shown (呈现方式): for whom, in which zone, and what the client asked of CSV.
package struct RenderingStyle: Sendable, Hashable {
    /// The language of titles and words; codes and keys never follow it.
    package var language: Language
    /// Minutes east of Greenwich.
    package var offsetMinutes: Int
    /// What the first line of CSV holds, and with it whether values are words or codes.
    package var csvHeader: CSVHeader
    /// A mark in front of CSV, without which Excel does not take it for UTF-8.
    package var csvBOM: Bool
    /// Leaves CSV texts as they are, for machines; never the default, since a text may then run as a formula.
    package var raw: Bool

    /// What stands in the first line of CSV (表头).
    package enum CSVHeader: Sendable, Hashable {
        /// Titles for people; values are then shown by their titles too.
        case titles
        /// Keys for scripts; values are then their codes.
        case keys
    }

    package init(
        language: Language = .chinese,
        offsetMinutes: Int = 480,
        csvHeader: CSVHeader = .titles,
        csvBOM: Bool = true,
        raw: Bool = false
    ) {
        self.language = language
        self.offsetMinutes = offsetMinutes
        self.csvHeader = csvHeader
        self.csvBOM = csvBOM
        self.raw = raw
    }
}
