package import Domain

/// What those who were there say to minutes that were sent to them (审阅签字).
extension MinutesService {
    /// Signs for oneself; staff enter a signature on paper, with the sheet that it stands on.
    package func sign(
        _ id: Int64,
        attendee: Int64?,
        sheet: Int64?,
        by principal: Principal,
        view: View
    ) async throws -> Rendered {
        try await store.answer { transaction in
            let minutes = try self.minutes(id, by: principal, in: transaction)
            guard minutes.status == .circulated else { throw DomainError.minutesStand(minutes.status) }
            let person = try self.attendee(attendee, of: minutes, by: principal, in: transaction)
            guard let signature = try transaction.minutes.signature(of: person, id) else {
                throw DomainError.notCirculatedTo
            }
            guard !signature.isSigned else { throw DomainError.hasSigned }
            if attendee != nil { try keep(sheet, of: minutes, by: principal, in: transaction) }
            let draft = Draft(
                .minutesSignatures,
                [
                    "signed_at": .integer(transaction.now.milliseconds), "signed_by": .optional(principal.accountID),
                    "on_paper": .integer(attendee == nil ? 0 : 1),
                ]
            )
            try transaction.update(draft, id: signature.id, ifVersion: nil, scope: .community(minutes.community))
            return try transaction.one(.minutesSignatures, id: signature.id, view: view)
        }
    }

    private func keep(
        _ sheet: Int64?,
        of minutes: SessionMinutes,
        by principal: Principal,
        in transaction: any Transaction
    ) throws {
        guard let sheet else {
            throw DomainError.invalid([
                .body("upload_id", "required", "代录纸质签字须附签字页", "A signature on paper needs its sheet")
            ])
        }
        try HallPapers.keep(
            [sheet],
            at: .session(minutes.session),
            of: minutes.community,
            as: .signedSheet,
            field: "upload_id",
            by: principal,
            in: transaction
        )
    }

    /// What somebody has against the minutes, of one item or of the whole, before they sign.
    package func object(
        to id: Int64,
        _ text: String,
        item: Int64?,
        attendee: Int64?,
        by principal: Principal,
        view: View
    ) async throws -> Rendered {
        try await store.answer { transaction in
            let minutes = try self.minutes(id, by: principal, in: transaction)
            guard minutes.status == .circulated else { throw DomainError.minutesStand(minutes.status) }
            let person = try self.attendee(attendee, of: minutes, by: principal, in: transaction)
            guard let signature = try transaction.minutes.signature(of: person, id) else {
                throw DomainError.notCirculatedTo
            }
            guard !signature.isSigned else { throw DomainError.hasSigned }
            if let item,
                try transaction.sessions.item(item, scope: .community(minutes.community))?.session != minutes.session
            {
                throw DomainError.invalid([
                    .body("item_id", "unknown_reference", "不是本次议事会的议程项", "Is no item of this session")
                ])
            }
            let draft = Draft(
                .minutesObjections,
                [
                    "community_id": .integer(minutes.community), "minutes_id": .integer(id),
                    "attendee_id": .integer(person), "item_id": .optional(item), "text": .text(text),
                ]
            )
            let made = try transaction.insert(draft, scope: .community(minutes.community))
            return try transaction.one(.minutesObjections, id: made, view: view)
        }
    }

    package func answer(
        objection id: Int64,
        _ text: String,
        by principal: Principal,
        view: View
    ) async throws -> Rendered {
        try await store.answer { transaction in
            guard let objection = try transaction.minutes.objection(id, scope: principal.scope) else {
                throw DomainError.notFound
            }
            guard !objection.isAnswered else {
                throw DomainError(.conflict, "already_answered", "该异议已答复", "The objection was answered already")
            }
            let draft = Draft(
                .minutesObjections,
                [
                    "answer": .text(text), "answered_at": .integer(transaction.now.milliseconds),
                    "answered_by": .optional(principal.accountID),
                ]
            )
            try transaction.update(draft, id: id, ifVersion: nil, scope: principal.scope)
            return try transaction.one(.minutesObjections, id: id, view: view)
        }
    }

    /// Puts something right in archived minutes, which stay as they are.
    package func add(_ text: String, to id: Int64, by principal: Principal, view: View) async throws -> Rendered {
        try await store.answer { transaction in
            let minutes = try self.minutes(id, by: principal, in: transaction)
            guard minutes.status == .archived else { throw DomainError.minutesStand(minutes.status) }
            let draft = Draft(
                .minutesAddenda,
                [
                    "community_id": .integer(minutes.community), "minutes_id": .integer(id), "text": .text(text),
                    "added_by": .optional(principal.accountID),
                ]
            )
            let made = try transaction.insert(draft, scope: .community(minutes.community))
            return try transaction.one(.minutesAddenda, id: made, view: view)
        }
    }

    /// Whose word it is: the own place at the table, or whoever staff name.
    private func attendee(
        _ named: Int64?,
        of minutes: SessionMinutes,
        by principal: Principal,
        in transaction: any Transaction
    ) throws -> Int64 {
        if let named {
            guard principal.holds(.writeDeliberation) else { throw DomainError.forbidden }
            guard try transaction.sessions.attendee(named, scope: principal.scope)?.session == minutes.session else {
                throw DomainError.invalid([
                    .body("attendee_id", "unknown_reference", "不是本次议事会的参会人", "Is nobody of this session")
                ])
            }
            return named
        }
        guard let own = try transaction.sessions.attendee(of: principal, in: minutes.session) else {
            throw DomainError.notCirculatedTo
        }
        return own.id
    }
}
