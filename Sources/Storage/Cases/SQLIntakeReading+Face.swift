import Domain
import SQLite

extension SQLIntakeReading {
    func face(ofCase id: Int64) throws -> PublicFace? {
        let sql = """
            SELECT c.community_id, c.number, coalesce(c.public_title, c.title), k.name, c.status, c.created_at, c.closed_at, c.anonymous, c.private,
                c.duplicate_of_id IS NOT NULL, coalesce(p.name, CASE WHEN c.household_id IS NULL AND c.unit_id IS NULL
                    THEN b.name END, m.name),
                EXISTS (SELECT 1 FROM case_category_path t JOIN case_category a ON a.id = t.ancestor_id
                    WHERE t.category_id = c.category_id AND (a.private = 1 OR a.path = 'petition')),
                EXISTS (SELECT 1 FROM public_case v WHERE v.id = c.id), c.kind
            FROM case_file c JOIN case_category k ON k.id = c.category_id LEFT JOIN place p ON p.id = c.place_id
            LEFT JOIN building b ON b.id = c.building_id LEFT JOIN compound m ON m.id = c.compound_id WHERE c.id = ?
            """
        let photos = try photos(of: id)
        let timeline = try timeline(of: id)
        return try reader.connection.first(sql, [.integer(id)]) { row in
            guard let status = CaseStatus(rawValue: row.text(4)) else { return nil }
            return PublicFace(
                id: id,
                community: row.integer(0),
                number: row.text(1),
                title: row.text(2),
                category: row.text(3),
                status: status.told,
                place: row.optionalText(10),
                createdAt: Instant(milliseconds: row.integer(5)),
                closedAt: row.optionalInteger(6).map { Instant(milliseconds: $0) },
                timeline: timeline,
                photos: photos.shown,
                hiddenPhotos: photos.hidden,
                isAnonymous: row.boolean(7),
                hidden: Self.hidden(
                    status,
                    isPrivate: row.boolean(8),
                    isMerged: row.boolean(9),
                    isOfPrivateMatter: row.boolean(11),
                    kind: CaseKind(rawValue: row.text(13)),
                    isShown: row.boolean(12)
                )
            )
        } ?? nil
    }

    /// The view says whether; this says why not.
    private static func hidden(
        _ status: CaseStatus,
        isPrivate: Bool,
        isMerged: Bool,
        isOfPrivateMatter: Bool,
        kind: CaseKind?,
        isShown: Bool
    ) -> [HiddenReason] {
        guard !isShown else { return [] }
        var reasons: [HiddenReason] = []
        if isPrivate { reasons.append(.isPrivate) }
        if isOfPrivateMatter { reasons.append(.categoryPrivate) }
        if kind == .errand { reasons.append(.errand) }
        if kind?.isConfidential == true { reasons.append(.report) }
        if isMerged { reasons.append(.merged) }
        switch status {
        case .received, .verifying: reasons.append(.notAccepted)
        case .declined, .withdrawn, .void: reasons.append(.notTakenOn)
        case .filed, .dispatched, .handling, .returned, .arbitration, .referred, .checking, .closed, .shelved: break
        }
        return reasons
    }

    /// What everybody reads of the moves.
    ///
    /// Neither those that concern the reporter alone, nor the inside ones, nor what was undone; and of several that look alike only
    /// those that say something. An answer is told once it stands: what is still looked at, and what was taken back, another
    /// answer may take the place of.
    private func timeline(of id: Int64) throws -> [PublicFace.Event] {
        let sql = """
            SELECT e.move, e.visibility, e.at, e.to_status, x.remark FROM case_event e
            LEFT JOIN case_event_text x ON x.event_id = e.id
            WHERE e.case_id = ? AND e.move NOT IN ('tell', 'rate', 'note', 'follow', 'warn') ORDER BY e.id
            """
        var moves: [(move: String, event: PublicFace.Event?)] = []
        try reader.connection.query(sql, [.integer(id)]) { row -> (move: String, event: PublicFace.Event?) in
            let isShown = row.text(1) == RemarkVisibility.everyone.rawValue
            let event = CaseStatus(rawValue: row.text(3)).map {
                PublicFace.Event(
                    at: Instant(milliseconds: row.integer(2)),
                    status: $0.told,
                    text: row.optionalText(4).map { PublicTitle.shown($0) }
                )
            }
            return (row.text(0), isShown ? event : nil)
        }.forEach { row in
            if row.move == CaseMove.undo.code { _ = moves.popLast() } else { moves.append(row) }
        }
        let isClosed = moves.last { $0.event != nil }?.event?.status == .closed
        let standing = moves.lastIndex { Self.answering.contains($0.move) && $0.event?.text != nil }
        let told = moves.enumerated().compactMap { place, move -> PublicFace.Event? in
            guard let event = move.event, Self.answering.contains(move.move) else { return move.event }
            let isTold = isClosed && place == standing
            return isTold ? event : PublicFace.Event(at: event.at, status: event.status, text: nil)
        }
        return told.reduce(into: []) { shown, event in
            if event.text != nil || shown.last?.status.shown != event.status.shown { shown.append(event) }
        }
    }

    private static let answering: Set = [
        CaseMove.answer.code, CaseMove.reportDone.code, CaseMove.close.code, "answered_with",
    ]

    /// What was taken after work whose word was taken back is not the work's result any more; it is asked of each row, by which the
    /// order of the index stands.
    private func photos(of id: Int64) throws -> (shown: [PublicFace.Photo], hidden: Int) {
        let sql = """
            SELECT a.id, a.moment, a.caption, a.status,
                (SELECT u.media_type LIKE 'image/%' FROM upload u WHERE u.id = a.upload_id), \(CaseColumns.isResult("a"))
            FROM attachment a WHERE a.case_id = ? ORDER BY a.id
            """
        let files = try reader.connection.query(sql, [.integer(id)]) { row in
            (
                photo: PublicFace.Photo(
                    id: row.integer(0),
                    moment: AttachmentMoment(rawValue: row.text(1)) ?? .other,
                    caption: row.optionalText(2)
                ),
                isApproved: row.text(3) == AttachmentStatus.approved.rawValue, isPhoto: row.boolean(4) && row.boolean(5)
            )
        }
        let all = files.filter(\.isPhoto)
        let shown = all.filter(\.isApproved).map(\.photo)
        return (shown, all.count - shown.count)
    }
}

extension CaseStatus {
    /// A dispute over whose it is looks to others like a return.
    fileprivate var told: CaseStatus { self == .arbitration ? .returned : self }
}
