package import Domain

/// 附件: what was sent becomes part of a case, is looked at by staff, and is seen by whom it may be.
///
/// The files lie on the disk before their rows are made and go after their rows have gone, so that no row ever names a file
/// that is not there.
package struct AttachmentService: Sendable {
    let store: any Store

    package init(store: any Store) { self.store = store }

    /// Notes a file for its sender.
    package func keep(_ file: KeptFile, by principal: Principal, view: View) async throws -> Rendered {
        try await Self.asOne([file]) {
            try await store.answer { transaction in
                let id = try keep(file, by: principal, in: transaction)
                return try transaction.one(.uploads, id: id, view: Self.own(view))
            }
        }
    }

    /// Notes a file for its sender, and says its row.
    package func keep(_ file: KeptFile, by principal: Principal, in transaction: any Transaction) throws -> Int64 {
        // Whoever holds an activity sends its photos.
        guard let account = principal.accountID, Self.maySend(principal) || principal.holds(.manageSignUps) else {
            throw DomainError.forbidden
        }
        // It may be the photo of a report without a name; until it is used it is known whose it is.
        if principal.isResident { transaction.hideSender() }
        guard try transaction.attachments.waiting(of: account) < Upload.waitingLimit else {
            throw DomainError(
                .conflict,
                "too_many_uploads",
                "已有 \(Upload.waitingLimit) 个文件尚未使用，请先使用，或删除不用的（DELETE /uploads/{id}）",
                "\(Upload.waitingLimit) files of yours are not used yet; use them first, or drop those that you do not need "
                    + "(DELETE /uploads/{id})",
                details: [("limit", .integer(Upload.waitingLimit))]
            )
        }
        return try transaction.attachments.insert(file, account: account)
    }

    /// What is made part of a case by one call (附件的内容): files that were sent before, or with the call.
    package struct Addition: Sendable {
        package var uploads: [Int64]
        package var files: [KeptFile]
        package var moment: AttachmentMoment
        package var caption: String?

        package init(uploads: [Int64], files: [KeptFile], moment: AttachmentMoment, caption: String?) {
            self.uploads = uploads
            self.files = files
            self.moment = moment
            self.caption = caption
        }
    }

    /// Makes files part of a case; all of them or none.
    package func attach(
        _ addition: Addition,
        to caseID: Int64,
        by principal: Principal,
        view: View
    ) async throws
        -> Rendered
    {
        try await Self.asOne(addition.files) {
            try await store.answer { transaction in
                try attach(addition, to: caseID, by: principal, in: transaction, view)
            }
        }
    }

    private func attach(
        _ addition: Addition,
        to caseID: Int64,
        by principal: Principal,
        in transaction: any Transaction,
        _ view: View
    ) throws -> Rendered {
        guard let file = try transaction.cases.find(caseID, scope: principal.scope) else { throw DomainError.notFound }
        guard Self.maySend(principal), try takesPart(principal, file, in: transaction) else {
            throw DomainError.forbidden
        }
        guard principal.holds(.handleCase) || !file.status.isFinal else {
            throw DomainError(
                .conflict,
                "not_changeable",
                "诉求现为“\(file.status.title.chinese)”，不能再添加附件",
                "The case is “\(file.status.title.english)” and takes no more attachments"
            )
        }
        let uploads = try CaseFiles.own(
            addition.uploads,
            and: addition.files,
            field: "uploads",
            of: principal,
            in: transaction
        )
        let made = try CaseFiles.attach(
            uploads,
            to: caseID,
            as: addition.moment,
            caption: addition.caption,
            in: transaction
        )
        let filter = Filter(field: 0, comparison: .equal, values: made.map { .integer($0) })
        return try transaction.page(.attachments, ListQuery(filters: [filter], limit: made.count), view: view)
    }

    /// Whether it is more than a look: who was summoned reads along, whoever works on the case adds what was done.
    private func takesPart(
        _ principal: Principal,
        _ file: CaseFile,
        in transaction: any Transaction
    ) throws -> Bool {
        switch principal.scope {
        case .grid(file.grid, community: _, account: _): return true
        case .grid:
            guard let account = principal.accountID else { return false }
            let own = CaseHandler.person(account)
            if try file.handler == own || transaction.coHandlers.works(own, on: file.id) { return true }
            let today = transaction.time.date(of: transaction.now)
            return try file.handler?.account.flatMap { try transaction.intake.deputy(of: $0, on: today)?.id } == account
        case .organization(let id, community: _):
            let own = CaseHandler.organization(id)
            return try file.handler == own || transaction.coHandlers.works(own, on: file.id)
        case .everything, .subdistrict, .community, .civil, .onlooker, .branch, .resident, .visitor: return true
        }
    }

    /// Lets the public see an attachment, or keeps it from them.
    package func decide(
        _ id: Int64,
        _ move: AttachmentMove,
        remark: String?,
        ifVersion: VersionCondition?,
        by principal: Principal,
        view: View
    ) async throws -> Rendered {
        try await store.answer { transaction in
            try transaction.expect(.attachments, id: id, ifVersion: ifVersion, scope: principal.scope)
            guard let attachment = try transaction.attachments.find(id, scope: principal.scope) else {
                throw DomainError.notFound
            }
            guard attachment.status != move.result else {
                let other = AttachmentMove.allCases.filter { $0 != move }.map(\.rawValue)
                throw DomainError.illegalMove(
                    move.rawValue,
                    of: Title("附件", "attachment"),
                    from: attachment.status,
                    allowed: other
                )
            }
            try transaction.attachments.decide(id, move.result, by: principal.accountID ?? 0, remark: remark)
            return try transaction.one(.attachments, id: id, view: view)
        }
    }

    /// Takes an attachment away and says what its file is called: staff any of an open case, everybody else the own one
    /// until it was looked at.
    package func remove(_ id: Int64, ifVersion: VersionCondition?, by principal: Principal) async throws -> String? {
        try await store.write { transaction in
            try transaction.expect(.attachments, id: id, ifVersion: ifVersion, scope: principal.scope)
            guard let attachment = try transaction.attachments.find(id, scope: principal.scope) else {
                throw DomainError.notFound
            }
            let isOwn = attachment.account == principal.accountID && attachment.status == .pending
            guard CaseParty.actors(of: principal.role).contains(.intake) || isOwn else { throw DomainError.forbidden }
            // By its photos a case was checked and closed: what should not be seen is rejected, and stays.
            if let file = try transaction.cases.find(attachment.caseID, scope: .everything), file.status.isFinal {
                throw DomainError(
                    .conflict,
                    "not_changeable",
                    "诉求现为“\(file.status.title.chinese)”，附件不能再删除；不宜公开的请用 reject",
                    "The case is “\(file.status.title.english)” and keeps its attachments; reject what others should not see"
                )
            }
            return try transaction.attachments.remove(id)
        }
    }

    /// Files of those who report or handle; whoever only looks on sends none.
    private static func maySend(_ principal: Principal) -> Bool {
        principal.holds(.submitCase) || principal.holds(.handleCase)
    }

    /// A file is its sender's, whatever part of the territory they see.
    private static func own(_ view: View) -> View {
        var view = view
        view.scope = .everything
        return view
    }

    /// Runs a write of files, whose content belongs to what tells a repeat from another request.
    private static func asOne<Result: Sendable>(
        _ files: [KeptFile],
        _ work: @Sendable () async throws -> Result
    ) async throws -> Result {
        guard !files.isEmpty, let request = IdempotentRequest.current else { return try await work() }
        let content = files.map(\.sha256).joined(separator: " ")
        return try await IdempotentRequest.$current.withValue(request.adding(content)) { try await work() }
    }
}

extension AttachmentService {
    /// Forgets files that nobody attached since a moment, and says what they are called.
    package func expire(sentBefore moment: Instant) async throws -> [String] {
        var names: [String] = []
        while true {
            let some = try await store.write {
                try $0.attachments.expire(sentBefore: moment, most: Self.expiredAtOnce)
            }
            names += some
            if some.count < Self.expiredAtOnce { return names }
        }
    }

    /// Those of the files on the disk that no row knows.
    package func unknown(_ names: [String]) async throws -> [String] {
        try await store.write { try $0.attachments.unknown(names) }
    }

    /// Rows of one write, so that others hardly wait for it.
    private static let expiredAtOnce = 200
}
