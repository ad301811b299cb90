import Crypto
import SQLite

/// A timeline whose rows the audit chain binds (时间线): that of cases or that of topics.
package enum Timeline: String, Sendable, CaseIterable {
    case cases, issues

    /// Its rows with what is bound of each, and with their words where these are asked for, which may be erased and are not bound.
    func rows(where condition: String, hasWords: Bool = false) -> String {
        let words =
            switch (self, hasWords) {
            case (_, false): ""
            case (.cases, true): ", x.remark, c.erased_at IS NOT NULL"
            case (.issues, true): ", e.remark, r.anonymised_at IS NOT NULL"
            }
        return switch self {
        case .cases:
            """
            SELECT e.id, e.case_id, e.at, e.actor_id, e.move, e.from_status, e.to_status, e.visibility, e.on_behalf_of_id,
                e.channel, e.remark_digest\(words)
            FROM case_event e LEFT JOIN case_file c ON c.id = e.case_id LEFT JOIN case_event_text x ON x.event_id = e.id
            WHERE \(condition) ORDER BY e.id
            """
        case .issues:
            """
            SELECT e.id, e.issue_id, e.at, e.actor_id, e.move, e.from_status, e.to_status, NULL, NULL, NULL, e.remark_digest\(words)
            FROM issue_event e LEFT JOIN issue i ON i.id = e.issue_id LEFT JOIN resident r ON r.id = i.proposer_resident_id
            WHERE \(condition) ORDER BY e.id
            """
        }
    }

    /// What the words of a row are held against, behind all that is bound.
    static let (remarkDigest, remark, isErased): (Int32, Int32, Int32) = (10, 11, 12)

    /// Where a row stands, for people.
    func title(_ row: Int64, of owner: Int64) -> String {
        switch self {
        case .cases: "row \(row) of the timeline of case \(owner)"
        case .issues: "row \(row) of the timeline of issue \(owner)"
        }
    }
}

/// How far the timelines have come (时间线进度): the number of the last row of each.
package struct TimelineMarks: Sendable, Hashable {
    package var cases: Int64 = 0
    package var issues: Int64 = 0

    subscript(timeline: Timeline) -> Int64 {
        get {
            switch timeline {
            case .cases: cases
            case .issues: issues
            }
        }
        set {
            switch timeline {
            case .cases: cases = newValue
            case .issues: issues = newValue
            }
        }
    }
}

/// The digest of rows of timelines (时间线摘要), those of cases first, each timeline in the order of its rows.
struct TimelineDigest: ~Copyable {
    private var state = SHA256State()
    private var bytes: [UInt8] = []

    /// Adds a row: a letter for its timeline, then each value behind its length, so that no two rows look alike.
    mutating func add(_ timeline: Timeline, _ row: borrowing Statement) {
        bytes.removeAll(keepingCapacity: true)
        bytes.append(timeline == .cases ? UInt8(ascii: "c") : UInt8(ascii: "i"))
        for column in 0...Timeline.remarkDigest {
            // Nothing is told from an empty text by a length that no value has.
            guard !row.isNull(column) else {
                bytes.append(contentsOf: [255, 255, 255, 255])
                continue
            }
            row.withTextBytes(column) { value in
                withUnsafeBytes(of: UInt32(truncatingIfNeeded: value.count).littleEndian) {
                    bytes.append(contentsOf: $0)
                }
                bytes.append(contentsOf: value)
            }
        }
        state.add(bytes)
    }

    consuming func finish() -> [UInt8] { state.finish().bytes }
}
