package import Domain

/// What of a session can be written when (议事会的修改): people came for what was announced, and signed what was recorded.
extension SessionService {
    package func update(
        _ draft: Draft,
        id: Int64,
        ifVersion: VersionCondition?,
        by principal: Principal,
        view: View
    ) async throws -> Rendered {
        try await store.answer { transaction in
            try transaction.expect(.sessions, id: id, ifVersion: ifVersion, scope: principal.scope)
            let session = try session(id, by: principal, in: transaction)
            let fixed = try fixedFields(of: session, in: transaction).filter { draft[$0] != nil }
            guard fixed.isEmpty else { throw Self.stands(session, fixed) }
            try OnlineLink.check(draft)
            try PersonalNumber.refuse(["title": draft.text("title")])
            try transaction.update(draft, id: id, ifVersion: nil, scope: principal.scope)
            if draft["starts_at"] != nil {
                let moved = try self.session(id, by: principal, in: transaction)
                try remind(moved, try transaction.calendars.settings(community: session.community), in: transaction)
                if moved.startsAt != session.startsAt { try inviteAnew(moved, by: principal, in: transaction) }
            }
            return try transaction.one(.sessions, id: id, view: view)
        }
    }

    /// Nothing of what minutes say changes below them; what is wrong in archived ones is said in an addendum.
    private func fixedFields(of session: HallSession, in transaction: any Transaction) throws -> [String] {
        let announced = ["title", "starts_at", "online_url"]
        let recorded = ["summary", "chair"]
        switch session.status {
        case .planned: return session.isOpen ? ["starts_at"] : []
        case .held:
            return try transaction.minutes.minutes(ofSession: session.id) == nil ? announced : announced + recorded
        case .cancelled: return announced + recorded
        }
    }

    private static func stands(_ session: HallSession, _ fields: [String]) -> DomainError {
        DomainError(
            .conflict,
            "session_stands",
            "议事会\(session.isOpen ? "已开始" : "现为“\(session.status.title.chinese)”")，\(fields.joined(separator: "、")) 不能再改；更正请写入纪要补正",
            "The session \(session.isOpen ? "has begun" : "is “\(session.status.title.english)”"); what stands is not "
                + "changed any more: \(fields.joined(separator: ", ")). Corrections are addenda to its minutes"
        )
    }

    /// Another time is another invitation: who said that they would come said it of the old one.
    ///
    /// Whoever proposed or signed a topic of it is told, too.
    private func inviteAnew(_ session: HallSession, by principal: Principal, in transaction: any Transaction) throws {
        let days = try transaction.calendars.settings(community: session.community)[.invitationDays]
        let isInTime = SessionRules.isInTime(
            transaction.time.date(of: transaction.now),
            for: transaction.time.date(of: session.startsAt),
            days: days
        )
        try transaction.sessions.inviteAnew(to: session, isInTime: isInTime, noticeDays: days)
        try transaction.sessions.tellInvited(of: session, .sessionMoved, since: nil, saying: nil)
        let start = transaction.time.minute(of: session.startsAt)
        let words = Title("所在议事会改期至 \(start)", "The session that takes it up was moved to \(start)")
        for item in try transaction.sessions.items(of: session.id) where !item.status.isSettled {
            guard let issue = try item.issue.flatMap({ try transaction.issues.find($0, scope: .everything) }) else {
                continue
            }
            try transaction.issues.tell(issue, words, except: principal.accountID)
        }
    }

    /// Those invited are reminded some hours before it begins.
    func remind(_ session: HallSession, _ settings: CommunitySettings, in transaction: any Transaction) throws {
        let moment = session.startsAt.advanced(bySeconds: -settings[.sessionReminderHours] * 3600)
        try transaction.sessions.lookAt(session.id, moment > transaction.now ? moment : nil, code: nil)
    }

    /// An evening that lies ahead has not been held, and nobody has come to it yet.
    func checkDay(of session: HallSession, in transaction: any Transaction) throws {
        let day = transaction.time.date(of: session.startsAt)
        guard day > transaction.time.date(of: transaction.now) else { return }
        throw DomainError(
            .conflict,
            "not_yet",
            "议事会定于 \(transaction.time.minute(of: session.startsAt))，当日才能开始或登记",
            "The session is on \(transaction.time.minute(of: session.startsAt)); it is opened and recorded from that day on"
        )
    }
}
