import Domain
import SQLite

/// Which columns make a case as its rules see it (诉求字段), and the same from the note of how it stood before a move.
enum CaseColumns {
    private static let ofCase = [
        "id", "community_id", "kind", "reporter_id", "created_at", "second_of_id", "category_id", "grid_id", "status",
        "priority", "version", "answerable_id", "handler_id", "handler_organization_id", "handler_name", "handed_at",
        "round", "returns", "rework", "ruled", "supervised", "sampled", "external_number", "resume_status", "answer",
        "closing_reason", "declining_reason", "duplicate_of_id", "told", "closed_at", "due_at", "warning_level",
        "look_at", "handling_due", "household_id", "owed_at", "told_at_close", "answered_with_at",
    ]
    /// Of a second handling `t`: who answered for the first, worked on it or ended it, separated by commas; the secretary, to
    /// whom it goes where nobody else qualifies, is left out.
    static let formerPeople = """
        CASE WHEN t.second_of_id IS NOT NULL THEN (SELECT group_concat(a.id) FROM case_file f, account a
            WHERE f.id = t.second_of_id AND a.role <> 'secretary' AND a.id IN (
                SELECT f.answerable_id UNION SELECT f.handler_id
                UNION SELECT h.account_id FROM case_co_handler h WHERE h.case_id = f.id
                UNION SELECT e.actor_id FROM case_event e WHERE e.case_id = f.id
                    AND e.move IN ('start', 'answer', 'report_done', 'send_back', 'close'))) END
        """

    /// Of a case `t` that waits for its check: who did the work, or said for whoever did it that it is done, and who helps with it or
    /// is called to it; separated by commas.
    ///
    /// Where the check is to be independent, that is everybody who ever worked on it; elsewhere who reported it done last; what was
    /// undone nobody did. Who entered a partner's word stands for the partner: two people take part in every check.
    static func workers(isIndependent: String) -> String {
        """
        CASE WHEN t.status = 'checking' THEN coalesce((SELECT group_concat(e.actor_id) FROM case_event e
            WHERE e.case_id = t.id AND e.move IN ('report_done', 'answer', 'start') AND e.actor_id IS NOT NULL
                AND CASE WHEN \(isIndependent) THEN e.move <> 'start' OR e.on_behalf_of_id IS NULL
                    ELSE e.id = (SELECT max(l.id) FROM case_event l
                        WHERE l.case_id = t.id AND l.move IN ('report_done', 'answer')) END
                AND NOT \(TimelineSQL.undone("e"))) || ',', '')
            || coalesce(\(helpers), '') END
        """
    }

    /// Who helps with a case `t` now or is called to it, separated by commas.
    static let helpers = """
        (SELECT group_concat(b.account_id) FROM (
            SELECT h.account_id FROM case_co_handler h WHERE h.case_id = t.id AND h.until IS NULL
            UNION ALL SELECT s.account_id FROM case_summons s WHERE s.case_id = t.id AND s.answer IS NOT 'declined') b)
        """

    /// Whether a photo counts for what was done: none that was rejected, nor what was taken of work that did not stand.
    static func counts(_ photo: String) -> String { "\(photo).status <> 'rejected' AND \(stands(photo))" }

    /// Whether a photo shows what is so: none that came with a move that was undone, and of after the work none of before it was
    /// sent back or opened again.
    static func stands(_ photo: String) -> String {
        """
        NOT \(TimelineSQL.undone("\(photo).event_id", ofCase: "\(photo).case_id"))
            AND (\(photo).moment <> 'after' OR NOT EXISTS (
                SELECT 1 FROM case_event r WHERE r.case_id = \(photo).case_id AND r.move IN ('send_back', 'reopen')
                    AND CASE WHEN \(photo).event_id IS NULL THEN r.at > \(photo).created_at ELSE r.id > \(photo).event_id END
                    AND NOT \(TimelineSQL.undone("r"))))
        """
    }

    /// Whether a photo is for everybody once it was approved: what was taken after the work is its result, and waits for the answer
    /// that says so.
    static func isResult(_ photo: String) -> String {
        """
        \(stands(photo)) AND (\(photo).moment <> 'after'
            OR (SELECT f.answer FROM case_file f WHERE f.id = \(photo).case_id) IS NOT NULL)
        """
    }

    /// Whether photos of before and after lie with a case `t` that somebody works on; both sides of an AND would be computed.
    static let hasPhotos = """
        CASE WHEN t.status IN ('dispatched', 'handling') THEN (SELECT max(p.moment = 'before') + max(p.moment = 'after')
            FROM attachment p WHERE p.case_id = t.id AND p.moment IN ('before', 'after') AND \(counts("p"))) IS 2 ELSE 0 END
        """

    static func people(_ list: String?) -> Set<Int64> {
        guard let list, !list.isEmpty else { return [] }
        return Set(list.split(separator: ",").compactMap { Int64($0) })
    }

    private static let ofStep = ["id", "kind", "started_at", "time_limit", "due_at", "paused_at", "warned"]

    static let running = "LEFT JOIN case_step s ON s.case_id = c.id AND s.ended_at IS NULL"

    /// The case as it stands, of `case_file c`, its running step `s` and its last move `u`.
    static let current =
        (ofCase.map { "c.\($0)" } + ofStep.map { "s.\($0)" } + ["u.actor_id", "u.at", "u.move"]).joined(separator: ", ")

    /// What is kept of it before a move.
    ///
    /// Instants are written to the base of sixteen: thirteen decimal digits would hold what looks like a phone number.
    static let kept =
        "json_object(\((ofCase.map { "'\($0)', \(written("c", $0))" } + ofStep.map { "'s_\($0)', \(written("s", $0))" }).joined(separator: ", ")))"

    private static let instants: Set = [
        "created_at", "handed_at", "closed_at", "due_at", "look_at", "handling_due", "owed_at", "started_at",
        "paused_at", "answered_with_at",
    ]

    private static func written(_ table: String, _ column: String) -> String {
        let value = "\(table).\(column)"
        return instants.contains(column) ? "CASE WHEN \(value) IS NOT NULL THEN printf('%x', \(value)) END" : value
    }

    /// The case as it stood before the last move.
    static let earlier = (ofCase + ofStep.map { "s_\($0)" }).map { "json_extract(u.before, '$.\($0)')" }
        .joined(separator: ", ")

    static func read(_ row: borrowing Statement, withLastMove: Bool) -> CaseFile? {
        guard let kind = CaseKind(rawValue: row.text(2)), let status = CaseStatus(rawValue: row.text(8)),
            let priority = CasePriority(rawValue: row.text(9))
        else { return nil }
        var file = CaseFile(
            id: row.integer(0),
            community: row.integer(1),
            kind: kind,
            reporter: row.optionalInteger(3),
            createdAt: instant(row, 4) ?? Instant(milliseconds: 0),
            secondOf: row.optionalInteger(5),
            category: row.integer(6),
            grid: row.integer(7),
            status: status,
            priority: priority,
            version: row.integer(10),
            answerable: row.integer(11)
        )
        file.handler =
            row.optionalInteger(12).map(CaseHandler.person) ?? row.optionalInteger(13).map(CaseHandler.organization)
        file.handlerName = row.optionalText(14)
        file.handedAt = instant(row, 15)
        file.round = row.integer(16)
        file.returns = row.integer(17)
        file.rework = row.integer(18)
        file.isRuled = row.integer(19) == 1
        file.isSupervised = row.integer(20) == 1
        file.isSampled = row.integer(21) == 1
        file.externalNumber = row.optionalText(22)
        file.resume = row.optionalText(23).flatMap { CaseStatus(rawValue: $0) }
        file.answer = row.optionalText(24)
        file.closingReason = row.optionalText(25).flatMap { ClosingReason(rawValue: $0) }
        file.decliningReason = row.optionalText(26).flatMap { DecliningReason(rawValue: $0) }
        file.duplicateOf = row.optionalInteger(27)
        file.told = row.optionalText(28).flatMap { CaseTold(rawValue: $0) }
        file.closedAt = instant(row, 29)
        file.dueAt = instant(row, 30)
        file.warningLevel = row.integer(31)
        file.lookAt = instant(row, 32)
        file.handlingDue = instant(row, 33)
        file.hasHousehold = row.optionalInteger(34) != nil
        file.owedAt = instant(row, 35)
        file.toldAtClose = row.optionalText(36).flatMap { CaseTold(rawValue: $0) }
        file.answeredWithAt = instant(row, 37)
        file.step = step(row)
        if withLastMove, let at = instant(row, 46) {
            file.lastMove = CaseFile.LastMove(actor: row.optionalInteger(45), at: at, move: row.text(47))
        }
        return file
    }

    private static func step(_ row: borrowing Statement) -> CaseStep? {
        guard let id = row.optionalInteger(38), let kind = CaseStepKind(rawValue: row.text(39)),
            let started = instant(row, 40), let limit = TimeLimit(row.text(41)), let due = instant(row, 42)
        else { return nil }
        var step = CaseStep(kind: kind, startedAt: started, limit: limit, dueAt: due)
        step.id = id
        step.pausedAt = instant(row, 43)
        step.warned = row.integer(44)
        return step
    }

    private static func instant(_ row: borrowing Statement, _ column: Int32) -> Instant? {
        switch row.value(column) {
        case .integer(let number): Instant(milliseconds: number)
        case .text(let digits): Int64(digits, radix: 16).map { Instant(milliseconds: $0) }
        default: nil
        }
    }
}

extension CaseHandler {
    var person: Int64? {
        if case .person(let id) = self { id } else { nil }
    }

    var organization: Int64? {
        if case .organization(let id) = self { id } else { nil }
    }
}
