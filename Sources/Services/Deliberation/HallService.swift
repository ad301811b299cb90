package import Domain

/// Sessions of the hall and the projects that carry out what was agreed (议事会与项目).
package struct HallService: Sendable {
    private let store: any Store

    package init(store: any Store) { self.store = store }

    /// Makes a session or a project in its first status.
    package func create(_ draft: Draft, view: View) async throws -> Rendered {
        try await store.answer { transaction in
            var draft = draft
            draft["status"] = .text(
                draft.resource == .sessions ? SessionStatus.planned.rawValue : ProjectStatus.planned.rawValue
            )
            let id = try transaction.insert(draft, scope: view.scope)
            return try transaction.one(draft.resource, id: id, view: view)
        }
    }

    package func move(
        session id: Int64,
        _ move: SessionMove,
        present: Int64?,
        summary: String?,
        ifVersion: VersionCondition?,
        view: View
    ) async throws -> Rendered {
        try await store.answer { transaction in
            try transaction.expect(.sessions, id: id, ifVersion: ifVersion, scope: view.scope)
            let status = try transaction.issues.sessionStatus(id)
            guard let next = status.after(move) else {
                let allowed = SessionMove.allCases.filter { status.after($0) != nil }.map(\.rawValue)
                throw DomainError.illegalMove(
                    move.rawValue,
                    of: Title("议事会", "session"),
                    from: status,
                    allowed: allowed
                )
            }
            var draft = Draft(.sessions)
            draft["status"] = .text(next.rawValue)
            if next == .held { draft["present"] = .optional(present) }
            if let summary { draft["summary"] = .text(summary) }
            try transaction.update(draft, id: id, ifVersion: nil, scope: view.scope)
            return try transaction.one(.sessions, id: id, view: view)
        }
    }

    package func move(
        project id: Int64,
        _ move: ProjectMove,
        ifVersion: VersionCondition?,
        view: View
    ) async throws -> Rendered {
        try await store.answer { transaction in
            try transaction.expect(.projects, id: id, ifVersion: ifVersion, scope: view.scope)
            let status = try transaction.issues.projectStatus(id)
            guard let next = status.after(move) else {
                let allowed = ProjectMove.allCases.filter { status.after($0) != nil }.map(\.rawValue)
                throw DomainError.illegalMove(move.rawValue, of: Title("项目", "project"), from: status, allowed: allowed)
            }
            let today = FieldValue.text(transaction.time.date(of: transaction.now).description)
            var draft = Draft(.projects)
            draft["status"] = .text(next.rawValue)
            if next == .implementing { draft["started_on"] = today }
            if next == .completed { draft["completed_on"] = today }
            try transaction.update(draft, id: id, ifVersion: nil, scope: view.scope)
            return try transaction.one(.projects, id: id, view: view)
        }
    }
}
