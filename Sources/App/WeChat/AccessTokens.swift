import Domain

/// The token by which the server itself asks WeChat (接口调用凭据), fetched once for all who need it at the same time.
///
/// An actor, as callers wait for one fetch and must not begin another.
actor AccessTokens {
    /// A token as WeChat gave it out.
    struct Token: Sendable {
        let text: String
        let seconds: Int64
    }

    private let clock: any Clock
    private let fetch: @Sendable () async throws -> Token
    private var kept: (text: String, until: Instant)?
    private var isFetching = false
    private var waiting: [CheckedContinuation<Void, Never>] = []

    /// WeChat gives out a new token in the last five minutes of the old one, and takes both meanwhile.
    private static let marginSeconds: Int64 = 300

    init(clock: any Clock, fetch: @escaping @Sendable () async throws -> Token) {
        self.clock = clock
        self.fetch = fetch
    }

    /// A token that holds, and is not the one that WeChat just refused.
    func token(insteadOf refused: String? = nil) async throws -> String {
        while isFetching { await withCheckedContinuation { waiting.append($0) } }
        if let kept, kept.until > clock.now(), kept.text != refused { return kept.text }
        isFetching = true
        defer {
            isFetching = false
            for continuation in waiting { continuation.resume() }
            waiting = []
        }
        let token = try await fetch()
        kept = (token.text, clock.now().advanced(bySeconds: max(1, token.seconds - Self.marginSeconds)))
        return token.text
    }
}
