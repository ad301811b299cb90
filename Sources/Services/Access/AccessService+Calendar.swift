package import Domain

/// The secret address of somebody's own calendar (个人日历地址): it shows the own sign-ups and nothing else.
extension AccessService {
    /// Makes the address, in place of an earlier one; who has no sign-ups has no calendar.
    package func makeCalendar(for principal: Principal) async throws -> String {
        guard let account = principal.accountID, case .resident = principal.scope else {
            throw DomainError(
                .conflict,
                "no_resident",
                "只有居民账号有自己的报名日历",
                "Only an account of a resident has a calendar of its own sign-ups"
            )
        }
        let token = try tokens.mint(.calendar)
        let hash = tokens.hash(token)
        return try await store.once(as: account) { transaction in
            try transaction.access.openCalendar(hash, account: account)
            return token
        }
    }

    /// Takes the address back; calendar programs read nothing from then on.
    package func dropCalendar(of principal: Principal) async throws {
        guard let account = principal.accountID else { throw DomainError.notFound }
        try await store.write { try $0.access.closeCalendar(account: account) }
    }

    /// What is known of a token that a calendar program sends.
    package func hash(ofCalendar token: String) -> [UInt8] { tokens.hash(token) }
}
