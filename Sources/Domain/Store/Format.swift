/// The forms that a resource or a report is answered in (输出格式).
package enum Format: String, Sendable, CaseIterable {
    case json
    case ndjson
    case csv
    case table
}
