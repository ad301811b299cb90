package import Domain

/// How a browser gets to see pages (页面准入): by a ticket that is good once, for a cookie that shows pages and nothing else.
extension AccessService {
    /// Makes the ticket of a session; a program with a key has no browser.
    package func makePageTicket(for principal: Principal) async throws -> (ticket: String, expiresAt: Instant) {
        guard let session = principal.sessionID else {
            throw DomainError(
                .forbidden,
                "session_required",
                "只有登录会话可以取页面入场券，接口密钥不行",
                "Only a session gets a ticket for the pages, an API key does not"
            )
        }
        let ticket = try tokens.mint(.pageTicket)
        let (hash, seconds) = (tokens.hash(ticket), rules.pageTicketSeconds)
        return try await store.once(as: principal.accountID) { transaction in
            let expiry = transaction.now.advanced(bySeconds: seconds)
            try transaction.access.openPageTicket(hash, session: session, expiresAt: expiry)
            return (ticket, expiry)
        }
    }

    /// Exchanges a ticket for what the browser keeps, and for how many seconds.
    package func enterPages(with ticket: String) async throws -> (pass: String, seconds: Int64) {
        let pass = try tokens.mint(.pagePass)
        let (hash, kept, seconds) = (tokens.hash(ticket), tokens.hash(pass), rules.pageSeconds)
        let isRight = try await store.write { transaction in
            try transaction.access.redeemPageTicket(
                hash,
                as: kept,
                expiresAt: transaction.now.advanced(bySeconds: seconds)
            )
        }
        guard isRight else {
            throw DomainError(
                .unauthenticated,
                "bad_ticket",
                "入场券无效、已用过或已过期，请重新获取",
                "The ticket is unknown, used or ended; ask for another one"
            )
        }
        return (pass, seconds)
    }
}
