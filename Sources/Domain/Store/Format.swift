/// The forms that a resource or a report is answered in (输出格式).
package enum Format: String, Sendable, CaseIterable {
    case json
    case ndjson
    case csv
    case xlsx
    case table

    /// Whether it leaves as something to keep, and not as what a program shows on a screen: an aligned table is copied as it is.
    package var isTakenAway: Bool { self != .json }

    /// Whether a list is answered whole unless a limit is asked for: what is saved as a file, not read page by page.
    package var holdsAll: Bool {
        switch self {
        case .ndjson, .csv, .xlsx: true
        case .json, .table: false
        }
    }
}
