import Domain
import SQLite

/// What went into another case, and is answered with it (并案的存储).
extension SQLCaseRepository {
    /// The people and the timeline of the other case hear of what comes to it; where that was answered, this is, too.
    func join(_ turn: CaseTurn, to target: Int64) throws {
        guard let other = try find(target, scope: .everything) else { return }
        try moveFollowers(of: turn.file, to: target, at: turn.at)
        try noteArrival(of: turn, in: target, other.status)
        guard Self.isAnswered(other), let answer = other.answer else { return }
        try share(answer, of: other, insteadOf: nil, in: turn)
    }

    /// An end with an answer is one of everything that went into the case, and so it is where the case is opened again.
    func shareAnswer(of turn: CaseTurn) throws {
        let (before, file) = (turn.before, turn.file)
        if let target = before.duplicateOf {
            // It is a matter of its own again, which the people of the other one do not wait for.
            guard file.duplicateOf == nil else { return }
            try leave(target, file)
            if turn.move == CaseMove.undo.code { try noteDeparture(of: turn, from: target) }
            // What went into it is open with it.
            try share(nil, of: file, insteadOf: before.answer, in: turn)
        } else if Self.isAnswered(file), !Self.isAnswered(before), file.duplicateOf == nil {
            try share(file.answer ?? turn.remark, of: file, insteadOf: nil, in: turn)
        } else if Self.isAnswered(before), !Self.isAnswered(file) {
            try share(nil, of: file, insteadOf: try before.answer ?? declining(file.id), in: turn)
        }
    }

    /// What was said with declining a case is in its timeline.
    private func declining(_ id: Int64) throws -> String? {
        let sql = """
            SELECT x.remark FROM case_event e JOIN case_event_text x ON x.event_id = e.id
            WHERE e.case_id = ? AND e.move = 'decline' ORDER BY e.id DESC LIMIT 1
            """
        return try connection.first(sql, [.integer(id)]) { $0.optionalText(0) } ?? nil
    }

    /// Where it is not for the community to do, the answer says where to go instead.
    private static func isAnswered(_ file: CaseFile) -> Bool { file.status == .closed || file.status == .declined }

    /// Those whom the merger brought go with it, along the chain; who followed the other case before follows it as before.
    private func leave(_ target: Int64, _ file: CaseFile) throws {
        var (link, next): (Int64, Int64?) = (file.id, target)
        while let here = next {
            try release(link, from: here)
            (link, next) = (here, try duplicateOf(here))
        }
        guard let reporter = file.reporter, let other = try mergeTarget(target, scope: .everything) else { return }
        // Of mergers of earlier days it is not kept whom they brought.
        try connection.run(
            """
            DELETE FROM case_follower WHERE case_id = ?1 AND resident_id = ?2 AND via_id IS NULL AND reported AND since IN (
                SELECT e.at FROM case_event e WHERE e.case_id = ?3 AND e.move = 'merge')
            """,
            [.integer(other.id), .integer(reporter), .integer(file.id)]
        )
    }

    private func duplicateOf(_ id: Int64) throws -> Int64? {
        try connection.first("SELECT duplicate_of_id FROM case_file WHERE id = ?", [.integer(id)]) {
            $0.optionalInteger(0)
        } ?? nil
    }

    /// Whoever came to `target` by way of `link` and is not brought by it any more.
    private func release(_ link: Int64, from target: Int64) throws {
        let (from, to) = (Value.integer(link), Value.integer(target))
        let isBrought = """
            EXISTS (SELECT 1 FROM case_file d WHERE d.id = ?1 AND d.duplicate_of_id = ?2 AND (d.reporter_id = f.resident_id
                OR EXISTS (SELECT 1 FROM case_follower o WHERE o.case_id = d.id AND o.resident_id = f.resident_id)))
            """
        // Another duplicate of the same person keeps them there.
        try connection.run(
            """
            UPDATE case_follower AS f SET via_id = coalesce((
                SELECT d.id FROM case_file d WHERE d.duplicate_of_id = ?2 AND d.id <> ?1 AND d.reporter_id = f.resident_id LIMIT 1
            ), via_id) WHERE f.case_id = ?2 AND f.via_id = ?1 AND NOT \(isBrought)
            """,
            [from, to]
        )
        try connection.run(
            "UPDATE case_follower AS f SET reported = 0, via_id = NULL, followed = 0 WHERE f.case_id = ?2 AND f.via_id = ?1 AND f.followed AND NOT \(isBrought)",
            [from, to]
        )
        try connection.run(
            "DELETE FROM case_follower AS f WHERE f.case_id = ?2 AND f.via_id = ?1 AND NOT \(isBrought)",
            [from, to]
        )
    }

    /// Whoever works on the other case sees that one has gone from it.
    private func noteDeparture(of turn: CaseTurn, from target: Int64) throws {
        guard let other = try find(target, scope: .everything) else { return }
        _ = try append(
            CaseEvent(
                caseID: target,
                at: turn.at,
                actor: turn.actor,
                move: "let_go",
                from: other.status,
                to: other.status,
                visibility: .staff,
                remark: try number(of: turn.before.id)
            )
        )
    }

    func untoldDuplicates(of id: Int64) throws -> [Int64] {
        let sql = """
            WITH RECURSIVE below (id) AS (
                SELECT id FROM case_file WHERE duplicate_of_id = ?1
                UNION SELECT c.id FROM below b JOIN case_file c ON c.duplicate_of_id = b.id)
            SELECT c.id FROM below b JOIN case_file c ON c.id = b.id
            WHERE c.status = 'closed' AND c.answer IS NOT NULL AND c.told IS NULL
            """
        return try connection.query(sql, [.integer(id)]) { $0.integer(0) }.sorted()
    }

    func toldWith(_ file: CaseFile) throws -> [Int64] {
        guard let last = file.lastMove else { return [] }
        let sql = """
            WITH RECURSIVE below (id) AS (
                SELECT id FROM case_file WHERE duplicate_of_id = ?1
                UNION SELECT c.id FROM below b JOIN case_file c ON c.duplicate_of_id = b.id)
            SELECT b.id FROM below b JOIN case_undo u ON u.case_id = b.id
            WHERE u.move = 'tell' AND u.at = ?2 AND u.actor_id IS ?3
            """
        let values: [Value] = [.integer(file.id), .integer(last.at.milliseconds), .optional(last.actor)]
        return try connection.query(sql, values) { $0.integer(0) }.sorted()
    }

    private static let below = """
        WITH RECURSIVE below (id) AS (
            SELECT id FROM case_file WHERE duplicate_of_id = ?1
            UNION SELECT c.id FROM below b JOIN case_file c ON c.duplicate_of_id = b.id)
        SELECT c.id FROM below b JOIN case_file c ON c.id = b.id
        WHERE c.status = 'closed' AND c.answer IS NOT ?2 AND (c.answer IS NULL OR c.answer IS ?3)
        """

    /// Words that somebody wrote for one of them alone stay.
    ///
    /// Who was told heard the answer of that time: with it goes that they were told, as it does for the case itself.
    private func share(_ answer: String?, of file: CaseFile, insteadOf earlier: String?, in turn: CaseTurn) throws {
        let isUndo = turn.move == CaseMove.undo.code
        let bound: [Value] = [.integer(file.id), .optional(answer), .optional(earlier)]
        for id in try connection.query(Self.below, bound, { $0.integer(0) }) {
            guard let before = try find(id, scope: .everything) else { continue }
            var after = before
            after.told = try heard(before, answer, isUndo: isUndo)
            try transaction.touch(.cases, id)
            var draft = Draft(.cases, ["answer": .optional(answer)])
            if after.told != before.told { draft["told"] = .optional(after.told?.rawValue) }
            try transaction.update(draft, id: id, ifVersion: nil, scope: .community(file.community))
            // The days to tell it and to rate it run from here; what stands again by an undo was answered when it was.
            if answer != nil, !isUndo {
                let moment = Value.integer(turn.at.milliseconds)
                try connection.run("UPDATE case_file SET answered_with_at = ? WHERE id = ?", [moment, .integer(id)])
            }
            _ = try append(
                CaseEvent(
                    caseID: id,
                    at: turn.at,
                    actor: turn.actor,
                    move: answer == nil ? "opened_with" : "answered_with",
                    from: .closed,
                    to: .closed,
                    remark: answer
                )
            )
            guard after.told != before.told else { continue }
            // To undo the telling would bring back the answer that was told.
            try connection.run("DELETE FROM case_undo WHERE case_id = ? AND move = 'tell'", [.integer(id)])
            try CaseLedger(connection, transaction.time).move(before, after, at: turn.at, isUndo: isUndo)
        }
    }

    /// What the household of a duplicate has heard with another answer: nothing yet, unless the one that it was told stands again.
    private func heard(_ file: CaseFile, _ answer: String?, isUndo: Bool) throws -> CaseTold? {
        guard file.hasSomebodyToTell else { return file.told }
        guard isUndo, answer != nil else { return nil }
        return try file.told ?? toldBefore(opening: file.id)
    }

    /// How the household was told before the answer was taken back that stands again now.
    private func toldBefore(opening id: Int64) throws -> CaseTold? {
        let sql = """
            SELECT max(p.id), p.told FROM case_untold u JOIN case_untold p ON p.case_id = u.case_id AND p.id < u.id
            WHERE u.case_id = ?1 AND u.until IS NULL AND u.since = (
                SELECT max(e.at) FROM case_event e WHERE e.case_id = ?1 AND e.move = 'opened_with')
            """
        let told = try connection.first(sql, [.integer(id)]) { $0.optionalText(1) } ?? nil
        return told.flatMap { CaseTold(rawValue: $0) }
    }

    /// Whoever works on the other case sees in its timeline that one more has come to it.
    private func noteArrival(of turn: CaseTurn, in target: Int64, _ status: CaseStatus) throws {
        _ = try append(
            CaseEvent(
                caseID: target,
                at: turn.at,
                actor: turn.actor,
                move: "take_in",
                from: status,
                to: status,
                visibility: .staff,
                remark: try number(of: turn.before.id)
            )
        )
    }

    /// Whoever reported or followed the merged case follows the other from now on.
    private func moveFollowers(of file: CaseFile, to target: Int64, at moment: Instant) throws {
        let (from, to, at) = (Value.integer(file.id), Value.integer(target), Value.integer(moment.milliseconds))
        try connection.run(
            """
            INSERT INTO case_follower (community_id, case_id, resident_id, since, reported, updated_at, via_id)
            SELECT community_id, ?2, resident_id, ?3, max(reported), ?3, ?1 FROM (
                SELECT community_id, resident_id, reported FROM case_follower WHERE case_id = ?1
                UNION ALL SELECT community_id, reporter_id, 1 FROM case_file WHERE id = ?1 AND reporter_id IS NOT NULL)
            WHERE true GROUP BY community_id, resident_id
            ON CONFLICT (case_id, resident_id) DO UPDATE SET reported = 1, via_id = excluded.via_id, followed = 1
                WHERE excluded.reported > case_follower.reported
            """,
            [from, to, at]
        )
    }
}
