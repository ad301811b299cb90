import Domain
import SQLite

extension SQLTransaction {
    /// What is written down beside another phone of a person: since when it stands there, and by whom.
    ///
    /// A phone that WeChat verified says who somebody is only as far as nobody put it there for that.
    func newPhone(_ draft: Draft, _ projection: Projection) -> (assignments: [String], values: [Value])? {
        guard draft.resource == .residents || draft.resource == .partyMembers,
            let phone = projection.resource.index(of: "phone"), let value = draft[phone]
        else { return nil }
        var hash = Value.null
        if case .text(let plain) = value { hash = .blob(reader.vault.lookupHash(plain)) }
        return (
            ["phone_changed_at", "phone_changed_by"].map { "\($0) = CASE WHEN phone_hash IS ? THEN \($0) ELSE ? END" },
            [hash, .integer(now.milliseconds), hash, .optional(origin?.account)]
        )
    }
}
