package import Domain

/// 会议纪要: what a session came to, in the light form or in the full one that is sent, objected to, signed and archived.
package struct MinutesService: Sendable {
    let store: any Store

    package init(store: any Store) { self.store = store }

    /// Writes minutes: the light ones are filed at once with the photo of the signed sheet, the full ones are a draft.
    package func write(
        ofSession id: Int64,
        _ form: MinutesForm,
        text: String?,
        uploads: [Int64],
        by principal: Principal,
        view: View
    ) async throws -> Rendered {
        try await store.answer { transaction in
            let made = try write(ofSession: id, form, text: text, uploads: uploads, by: principal, in: transaction)
            return try transaction.one(.sessionMinutes, id: made, view: view)
        }
    }

    /// Writes minutes, and says their row.
    @discardableResult
    package func write(
        ofSession id: Int64,
        _ form: MinutesForm,
        text: String?,
        uploads: [Int64],
        by principal: Principal,
        in transaction: any Transaction
    ) throws -> Int64 {
        guard let session = try transaction.sessions.find(id, scope: principal.scope) else {
            throw DomainError.notFound
        }
        guard session.status == .held else { throw DomainError.minutesNotNow }
        guard try transaction.minutes.minutes(ofSession: id) == nil else { throw DomainError.minutesExist }
        try HallPapers.keep(
            uploads,
            at: .session(id),
            of: session.community,
            as: .signedSheet,
            by: principal,
            in: transaction
        )
        guard let text = try text ?? transaction.sessions.summary(of: id) else {
            throw DomainError.invalid([.body("text", "required", "请填写纪要正文", "Write what was said and agreed")])
        }
        return switch form {
        case .light: try Self.file(text, of: session, in: transaction)
        case .full: try Self.insert(text, .full, of: session, in: transaction)
        }
    }

    /// Files the light form with its fingerprint, after which nobody is reminded.
    @discardableResult
    static func file(_ text: String, of session: HallSession, in transaction: any Transaction) throws -> Int64 {
        guard try !transaction.minutes.binds(session.id) else { throw DomainError.needsFullForm }
        guard try transaction.papers.count(of: .session(session.id), .signedSheet) > 0 else {
            throw DomainError.invalid([
                .body("uploads", "required", "简式纪要须附签字单照片", "The light form needs the photo of the signed sheet")
            ])
        }
        return try insert(text, .light, of: session, in: transaction)
    }

    private static func insert(
        _ text: String,
        _ form: MinutesForm,
        of session: HallSession,
        in transaction: any Transaction
    ) throws -> Int64 {
        let id = try transaction.minutes.insert(text, form, of: session)
        if form == .light { try transaction.sessions.lookAt(session.id, nil, code: nil) }
        return id
    }

    /// Changes what minutes say, until the first has signed; those to whom they were sent are sent them anew.
    package func update(
        _ draft: Draft,
        id: Int64,
        ifVersion: VersionCondition?,
        by principal: Principal,
        view: View
    ) async throws -> Rendered {
        try await store.answer { transaction in
            try transaction.expect(.sessionMinutes, id: id, ifVersion: ifVersion, scope: principal.scope)
            let minutes = try self.minutes(id, by: principal, in: transaction)
            guard minutes.status != .archived else { throw DomainError.minutesStand(minutes.status) }
            guard minutes.signed == 0 else { throw DomainError.minutesSigned(minutes.signed) }
            var draft = draft
            draft["status"] = .text(MinutesStatus.draft.rawValue)
            draft["circulated_at"] = .null
            try transaction.update(draft, id: id, ifVersion: nil, scope: principal.scope)
            return try transaction.one(.sessionMinutes, id: id, view: view)
        }
    }

    /// Sends a draft to everybody who was there.
    package func circulate(
        _ id: Int64,
        ifVersion: VersionCondition?,
        by principal: Principal,
        view: View
    ) async throws -> Rendered {
        try await store.answer { transaction in
            try transaction.expect(.sessionMinutes, id: id, ifVersion: ifVersion, scope: principal.scope)
            let minutes = try self.minutes(id, by: principal, in: transaction)
            guard minutes.status == .draft else { throw DomainError.minutesStand(minutes.status) }
            try transaction.minutes.circulate(minutes)
            let draft = Draft(
                .sessionMinutes,
                [
                    "status": .text(MinutesStatus.circulated.rawValue),
                    "circulated_at": .integer(transaction.now.milliseconds),
                ]
            )
            try transaction.update(draft, id: id, ifVersion: nil, scope: principal.scope)
            return try transaction.one(.sessionMinutes, id: id, view: view)
        }
    }

    /// Archives what enough have signed and nobody objects to any more, with its fingerprint.
    package func archive(
        _ id: Int64,
        ifVersion: VersionCondition?,
        by principal: Principal,
        view: View
    ) async throws -> Rendered {
        try await store.answer { transaction in
            try transaction.expect(.sessionMinutes, id: id, ifVersion: ifVersion, scope: principal.scope)
            let minutes = try self.minutes(id, by: principal, in: transaction)
            guard minutes.status == .circulated else { throw DomainError.minutesStand(minutes.status) }
            guard minutes.openObjections == 0 else { throw DomainError.minutesObjections(minutes.openObjections) }
            let settings = try transaction.calendars.settings(community: minutes.community)
            let needed = minutes.needed(percent: settings[.minutesSignedPercent])
            guard minutes.signedOfDue >= needed else {
                throw DomainError.tooFewSignatures(minutes.signedOfDue, of: minutes.due, needed: needed)
            }
            try transaction.minutes.archive(minutes)
            try transaction.sessions.lookAt(minutes.session, nil, code: nil)
            return try transaction.one(.sessionMinutes, id: id, view: view)
        }
    }

    func minutes(_ id: Int64, by principal: Principal, in transaction: any Transaction) throws -> SessionMinutes {
        guard let minutes = try transaction.minutes.find(id, scope: principal.scope) else { throw DomainError.notFound }
        return minutes
    }
}
