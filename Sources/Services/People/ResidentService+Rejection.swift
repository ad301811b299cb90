import Domain

/// An ID number that a grid can not take (证件号不予接受).
///
/// Whoever works in a grid does not learn from an entry that somebody lives in another one. A number that is taken elsewhere in
/// the community is refused in the words of one that contradicts what stands beside it; both count as searches and leave an
/// entry behind. Staff are told of the first kind: somebody probably moved.
extension ResidentService {
    func rejectNumber(of draft: Draft, _ scope: DataScope, in transaction: any Transaction) throws {
        guard case .grid = scope, draft.text("id_number") != nil else { return }
        let day = transaction.now.advanced(bySeconds: -PersonSearch.windowSeconds)
        guard
            try transaction.audit.count(of: PersonSearch.action, by: transaction.origin?.account ?? 0, since: day)
                < PersonSearch.limit
        else { throw PersonSearch.tooMany }
        if try contradicts(draft) || holder(draft, outside: scope, in: transaction) != nil { throw Self.rejected }
    }

    /// Does a write, and where its number was rejected writes that down: the refusal itself leaves nothing.
    func recordingRejections(
        of draft: Draft,
        _ scope: DataScope,
        _ work: () async throws -> Rendered
    ) async throws -> Rendered {
        do {
            return try await work()
        } catch let error as DomainError where error.fields.contains(where: { $0.code == Self.rejection }) {
            // As much work for either reason, so that the time says no more than the words.
            try await store.write { transaction in
                let found = try holder(draft, outside: scope, in: transaction)
                try transaction.audit.note(
                    PersonSearch.action,
                    object: found.map { "residents/\($0)" } ?? Resource[.residents].name.path,
                    community: scope.communityID,
                    words: "登记的身份证号未予接受 an entered ID number was not accepted"
                )
                guard let found, let community = scope.communityID else { return }
                try transaction.people.tellStaff(of: community, .numberElsewhere, Self.notice(found))
            }
            throw error
        }
    }

    private func contradicts(_ draft: Draft) -> Bool {
        guard let number = draft.text("id_number").flatMap({ IdentityNumber($0) }) else { return false }
        let birth = draft.text("birth_date").flatMap { CivilDate($0) }
        return birth.map { $0 != number.birthDate } ?? false
            || draft.text("sex").map { $0 != number.sex.rawValue } ?? false
    }

    /// Who has the number in the community, where the scope does not show that person.
    private func holder(
        _ draft: Draft,
        outside scope: DataScope,
        in transaction: any Transaction
    ) throws -> Int64? {
        guard let number = draft.text("id_number"), let community = scope.communityID else { return nil }
        return try transaction.people.rows(with: number, in: "id_number", of: .residents).first { row in
            guard row.community == community else { return false }
            return try !transaction.contains(.residents, id: row.id, scope: scope)
        }?.id
    }

    private static func notice(_ resident: Int64) -> String {
        "网格登记的身份证号属于居民 \(resident)，请核对是否迁居 A grid entered the ID number of resident \(resident); did they move?"
    }

    private static let rejected = DomainError.invalid([
        .body(
            "id_number",
            rejection,
            "该号码未通过核对：与出生日期、性别不符，或须由社区工作人员办理；请核对证件，仍不成请联系社区",
            "The number was not accepted: it contradicts birth date or sex, or community staff have to do it; look at the "
                + "card again, else ask the community"
        )
    ])

    private static let rejection = "not_accepted"
}
