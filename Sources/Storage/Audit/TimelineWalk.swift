import SQLite

/// Rows of a timeline that are bound together (时间线的行).
package struct TimelineRows: Sendable, Hashable {
    package let timeline: Timeline
    /// The numbers of the first and the last of them.
    package let numbers: ClosedRange<Int64>
    /// Whose timeline the first that is there belongs to: a case or a topic.
    package let owner: Int64?
}

/// A walk along both timelines beside the chain that binds them (时间线核对), each row read once, in its order.
struct TimelineWalk: ~Copyable {
    /// How far one timeline was walked.
    private struct Place {
        /// Whether its statement stands on a row that is not taken yet.
        var isAhead: Bool
        var until: Int64 = 0
    }

    private var cases: Place
    private var issues: Place
    private var hasBegun = false
    private let readsWords: Bool

    /// Opens the timelines for a walk; the statements stand on the first row of each.
    static func beside<Result>(
        _ connection: Connection,
        readsWords: Bool,
        _ body: (inout Statement, inout Statement, inout TimelineWalk) throws -> Result
    ) throws -> Result {
        let all = { (timeline: Timeline) in timeline.rows(where: "TRUE", hasWords: readsWords) }
        return try connection.withStatement(all(.cases)) { cases in
            try connection.withStatement(all(.issues)) { issues in
                var walk = TimelineWalk(
                    cases: Place(isAhead: try cases.step()),
                    issues: Place(isAhead: try issues.step()),
                    readsWords: readsWords
                )
                return try body(&cases, &issues, &walk)
            }
        }
    }

    private init(cases: Place, issues: Place, readsWords: Bool) {
        self.cases = cases
        self.issues = issues
        self.readsWords = readsWords
    }

    /// What is wrong with the rows that an entry binds: those behind the entry that bound some before it.
    mutating func fault(
        against seal: TimelineSeal,
        of entry: Int64,
        _ caseRows: inout Statement,
        _ issueRows: inout Statement
    ) throws -> AuditChain.Fault? {
        hasBegun = true
        var digest = TimelineDigest()
        var words: TimelineRows?
        let readsWords = readsWords
        let (endOfCases, endOfIssues) = (seal.until.cases, seal.until.issues)
        let ofCases = try Self.take(.cases, &cases, &caseRows, until: endOfCases, readsWords, &digest, &words)
        let ofIssues = try Self.take(.issues, &issues, &issueRows, until: endOfIssues, readsWords, &digest, &words)
        guard digest.finish() == seal.digest else {
            return AuditChain.Fault(id: entry, kind: .timeline, rows: [ofCases, ofIssues].compactMap { $0 })
        }
        return words.map { AuditChain.Fault(id: entry, kind: .words, rows: [$0]) }
    }

    /// Rows that are there although no entry binds them; before the first that binds any, nothing is known of them.
    func rest(
        after entry: Int64,
        _ caseRows: borrowing Statement,
        _ issueRows: borrowing Statement
    ) -> AuditChain.Fault? {
        guard hasBegun, cases.isAhead || issues.isAhead else { return nil }
        let rows = [
            cases.isAhead ? Self.only(.cases, caseRows) : nil, issues.isAhead ? Self.only(.issues, issueRows) : nil,
        ]
        return AuditChain.Fault(id: entry, kind: .unbound, rows: rows.compactMap { $0 })
    }

    /// Adds the rows up to a mark to the digest, and says which they are to be; nothing where none are.
    private static func take(
        _ timeline: Timeline,
        _ place: inout Place,
        _ rows: inout Statement,
        until mark: Int64,
        _ readsWords: Bool,
        _ digest: inout TimelineDigest,
        _ words: inout TimelineRows?
    ) throws -> TimelineRows? {
        let first = place.until + 1
        var owner: Int64?
        while place.isAhead, rows.integer(0) <= mark {
            owner = owner ?? rows.integer(1)
            digest.add(timeline, rows)
            if readsWords, words == nil, TimelineWords.fault(rows) != nil { words = only(timeline, rows) }
            place.isAhead = try rows.step()
        }
        place.until = max(place.until, mark)
        return first <= mark ? TimelineRows(timeline: timeline, numbers: first...mark, owner: owner) : nil
    }

    private static func only(_ timeline: Timeline, _ row: borrowing Statement) -> TimelineRows {
        TimelineRows(timeline: timeline, numbers: row.integer(0)...row.integer(0), owner: row.integer(1))
    }
}

extension AuditChain {
    /// Whether the chain of this database binds timelines: one of an earlier program has no place for it.
    static func bindsTimelines(_ connection: Connection) throws -> Bool {
        let sql = "SELECT 1 FROM pragma_table_info('audit') WHERE name = 'timeline_digest'"
        return try connection.first(sql) { _ in true } ?? false
    }

    /// What is wrong with the chain and the timelines that it binds, a sentence; of words all are told apart.
    static func differences(_ connection: Connection) throws -> [String] {
        guard try bindsTimelines(connection), let fault = try verify(connection, readsWords: false).fault else {
            return []
        }
        let parts = ["entry \(fault.id) of the audit: \(fault.kind.rawValue)"] + fault.rows.map(\.title)
        return [parts.joined(separator: ", ")]
    }
}

extension TimelineRows {
    /// Where they stand, for people.
    package var title: String {
        let owner = owner.map { " \($0)" } ?? ""
        let kind = timeline == .cases ? "case" : "issue"
        let rows =
            numbers.count == 1
            ? "row \(numbers.lowerBound)" : "a row from \(numbers.lowerBound) to \(numbers.upperBound)"
        return "\(rows) of the timeline of \(kind)\(owner)"
    }
}
