package import Domain

/// 议事材料: files that were sent become papers of a session, an issue or a project.
package struct PaperService: Sendable {
    private let store: any Store

    package init(store: any Store) { self.store = store }

    private static func place(
        _ resource: ResourceName,
        _ id: Int64,
        in transaction: any Transaction
    ) throws -> PaperPlace {
        switch resource {
        case .sessions: return .session(id)
        case .projects: return .project(id)
        case .agendaItems:
            guard let item = try transaction.sessions.item(id, scope: .everything) else { throw DomainError.notFound }
            return .item(id, session: item.session)
        default: return .issue(id)
        }
    }

    package func attach(
        _ uploads: [Int64],
        to resource: ResourceName,
        _ id: Int64,
        as kind: PaperKind,
        caption: String?,
        by principal: Principal,
        view: View
    ) async throws -> Rendered {
        try await store.answer { transaction in
            guard try transaction.contains(resource, id: id, scope: principal.scope),
                let community = try principal.scope.communityID ?? transaction.papers.community(of: resource, id)
            else { throw DomainError.notFound }
            let place = try Self.place(resource, id, in: transaction)
            let made = try CaseFiles.own(uploads, field: "uploads", of: principal, in: transaction).map {
                try transaction.papers.attach($0, to: place, of: community, as: kind, caption: caption, step: nil)
            }
            let filter = Filter(field: 0, comparison: .equal, values: made.map { .integer($0) })
            return try transaction.page(
                .deliberationPapers,
                ListQuery(filters: [filter], limit: max(made.count, 1)),
                view: view
            )
        }
    }
}
