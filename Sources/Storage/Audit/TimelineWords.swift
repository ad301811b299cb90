import Crypto
import SQLite

/// The words of timelines (时间线文字), which may be erased, held against the digests that stay in their rows.
enum TimelineWords {
    /// What is wrong with the words of a row.
    enum Fault: String {
        case changed = "are not those that were written"
        case gone = "are gone, and nothing erased them"
    }

    /// What is wrong with the words of the row that a statement stands on; nothing where they hold or were erased.
    static func fault(_ row: borrowing Statement) -> Fault? {
        let digest = row.optionalBlob(Timeline.remarkDigest)
        guard let words = row.optionalText(Timeline.remark) else {
            return digest == nil || row.boolean(Timeline.isErased) ? nil : .gone
        }
        if let digest, SHA256.digest(of: words) == digest { return nil }
        return words == SQLRetentionRepository.erased && row.boolean(Timeline.isErased) ? nil : .changed
    }

    /// Which words are not those that were written, or are gone though nothing erased them; a sentence each.
    static func differences(_ connection: Connection) throws -> [String] {
        var found: [String] = []
        for timeline in Timeline.allCases {
            // Of a topic only what is bound: before the first start of a program that binds it, no row has a digest.
            let condition =
                switch timeline {
                case .cases: "e.remark_digest IS NOT NULL OR x.event_id IS NOT NULL"
                case .issues: "e.id <= (SELECT max(issue_event_until) FROM audit WHERE timeline_digest IS NOT NULL)"
                }
            try connection.withStatement(timeline.rows(where: condition, hasWords: true)) { row in
                while try row.step() {
                    guard let fault = fault(row) else { continue }
                    found.append("the words of \(timeline.title(row.integer(0), of: row.integer(1))) \(fault.rawValue)")
                }
            }
        }
        return found
    }
}
