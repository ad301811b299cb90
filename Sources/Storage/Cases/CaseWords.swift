import Crypto
import SQLite

/// The words beside the timelines of cases (时间线文字), which may be erased, held against the digests that stay in the timeline.
enum CaseWords {
    /// Which words are not those that were written, or are gone though nothing erased them; a sentence each.
    static func differences(_ connection: Connection) throws -> [String] {
        var found: [String] = []
        let sql = """
            SELECT e.id, e.case_id, e.remark_digest, x.remark, c.erased_at IS NOT NULL
            FROM case_event e JOIN case_file c ON c.id = e.case_id LEFT JOIN case_event_text x ON x.event_id = e.id
            WHERE e.remark_digest IS NOT NULL OR x.event_id IS NOT NULL
            """
        try connection.withStatement(sql) { row in
            while try row.step() {
                let place = "row \(row.integer(0)) of the timeline of case \(row.integer(1))"
                if let text = row.optionalText(3) {
                    guard SHA256.digest(of: text) != row.blob(2) else { continue }
                    found.append("the words of \(place) are not those that were written")
                } else if !row.boolean(4) {
                    found.append("the words of \(place) are gone, and nothing erased them")
                }
            }
        }
        return found
    }
}
