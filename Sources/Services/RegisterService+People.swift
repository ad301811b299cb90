package import Domain

/// Finding a person by the whole phone or ID number (按号码查人): somebody calls, and the number says who it is.
extension RegisterService {
    /// The rows with the number, in scope.
    ///
    /// Each person who was found, or that nobody was, is on the disk before the answer leaves. An account searches only so
    /// often a day: whoever tries the numbers that a mask leaves open needs thousands.
    package func search(
        _ resource: Resource,
        _ query: ListQuery,
        view: View,
        by principal: Principal
    ) async throws -> Rendered {
        try await store.write { transaction in
            let day = transaction.now.advanced(bySeconds: -PersonSearch.windowSeconds)
            let account = principal.accountID ?? 0
            guard try transaction.audit.count(of: PersonSearch.action, by: account, since: day) < PersonSearch.limit
            else { throw PersonSearch.tooMany }
            for filter in query.filters where filter.asksForPerson(in: resource) {
                guard case .text(let number)? = filter.values.first else { continue }
                let field = resource.fields[filter.field]
                var found = try transaction.people.rows(with: number, in: field.name, of: resource.name)
                found = try found.filter { try transaction.contains(resource.name, id: $0.id, scope: view.scope) }
                for row in found {
                    try transaction.audit.note(
                        PersonSearch.action,
                        object: "\(resource.name.path)/\(row.id)",
                        community: row.community,
                        words: "按“\(field.title.chinese)”查到 found by the \(field.title.english.lowercased())"
                    )
                }
                if found.isEmpty {
                    try transaction.audit.note(
                        PersonSearch.action,
                        object: resource.name.path,
                        community: view.scope.communityID,
                        words: "按“\(field.title.chinese)”没有查到 nobody has the \(field.title.english.lowercased())"
                    )
                }
            }
            return try transaction.page(resource.name, query, view: view)
        }
    }
}
