package import Domain
import HTTPServer
package import Logging
import Synchronization

/// Counts failed sign-ins in the memory of the process (登录限制): a restart forgets them, and a failure by itself writes nothing
/// to the disk: a lock does, and once a minute how many there were.
package final class SignInThrottle: SignInGate {
    private let state = Mutex(Failures())
    private let clock: any Clock
    private let accountTries: Int
    private let addressTries: Int
    private let lockSeconds: Int64
    /// Is told of every lock, so that whoever watches the log sees an attack while it goes on.
    private let logger: Logger?

    private struct Failures {
        var pairs: [Pair: FailureCount] = [:]
        var accounts: [String: FailureCount] = [:]
        var addresses: [NetworkAddress: FailureCount] = [:]
        /// Where an account signed in before: there it has free attempts of its own, whatever strangers do elsewhere.
        var known: [Pair: Instant] = [:]
        /// How often the password of an account was wrong since it was last written down; as many as there are accounts.
        var unwritten: [Int64: Int] = [:]
    }

    /// One account from one address.
    private struct Pair: Hashable {
        let login: String
        let place: NetworkAddress?
    }

    /// So many times the free attempts has an account from all addresses together that it never signed in from: few
    /// enough against guessing from many places, too many for one stranger to lock its holder out.
    private static let everywhere = 10

    /// Of each at most so many are remembered: an attempt costs a hash, so to push one out takes an hour.
    private static let limit = 10_000
    /// Failures further back than so many longest waits are forgiven.
    private static let memory: Int64 = 4

    package init(_ configuration: AccessConfiguration, clock: any Clock, logger: Logger? = nil) {
        self.clock = clock
        self.logger = logger
        accountTries = configuration.accountTries
        addressTries = configuration.addressTries
        lockSeconds = Int64(configuration.lockSeconds)
    }

    package func begin(login: String, address: String?) throws -> SignInAttempt {
        let now = clock.now()
        let place = Self.place(address)
        let pair = Pair(login: LoginRule.folded(login), place: place)
        let freeEverywhere = accountTries * Self.everywhere
        return try state.withLock { state in
            let isKnown = state.known[pair] != nil
            let wait = max(
                wait(of: state.pairs[pair], at: now, free: accountTries),
                isKnown ? 0 : wait(of: state.accounts[pair.login], at: now, free: freeEverywhere),
                wait(of: place.flatMap { state.addresses[$0] }, at: now, free: addressTries)
            )
            guard wait == 0 else { throw Self.tooMany(wait) }
            let own = count(pair, &state.pairs, at: now, free: accountTries)
            let all = isKnown ? nil : count(pair.login, &state.accounts, at: now, free: freeEverywhere)
            return SignInAttempt(
                login: login,
                address: address,
                accountLock: [own, all].compactMap { $0 }.max(),
                addressLock: place.flatMap { count($0, &state.addresses, at: now, free: addressTries) }
            )
        }
    }

    package func failed(_ attempt: SignInAttempt, account: Int64?) {
        if let account { state.withLock { $0.unwritten[account, default: 0] += 1 } }
        // What was typed as a name may be a password in the wrong place: only the number of an account is told.
        let who = account.map { "\($0)" } ?? "none"
        let place = attempt.address ?? "unknown"
        if let seconds = attempt.accountLock {
            let metadata: Logger.Metadata = ["account": "\(who)", "address": "\(place)", "seconds": "\(seconds)"]
            logger?.warning("account locked after wrong passwords", metadata: metadata)
        }
        if let seconds = attempt.addressLock {
            let metadata: Logger.Metadata = ["address": "\(place)", "seconds": "\(seconds)"]
            logger?.warning("address locked after wrong passwords", metadata: metadata)
        }
    }

    package func takeFailures() -> [Int64: Int] {
        state.withLock { state in
            defer { state.unwritten = [:] }
            return state.unwritten
        }
    }

    package func succeeded(_ attempt: SignInAttempt) {
        let place = Self.place(attempt.address)
        let pair = Pair(login: LoginRule.folded(attempt.login), place: place)
        state.withLock { state in
            state.pairs[pair] = nil
            if state.known[pair] == nil { state.accounts[pair.login]?.takeBack() }
            if state.known.count >= Self.limit, let oldest = state.known.min(by: { $0.value < $1.value })?.key {
                state.known[oldest] = nil
            }
            state.known[pair] = clock.now()
            // Not all of them: whoever has one account must not make room for guessing others'.
            if let place { state.addresses[place]?.takeBack() }
        }
    }

    package func forget(login: String) {
        let login = LoginRule.folded(login)
        state.withLock { state in
            state.accounts[login] = nil
            state.pairs = state.pairs.filter { $0.key.login != login }
        }
    }

    /// What one client is counted as: of IPv6 the whole block that a subscriber gets.
    private static func place(_ address: String?) -> NetworkAddress? {
        address.flatMap(NetworkAddress.init)?.subscriber
    }

    private func wait(of count: FailureCount?, at now: Instant, free: Int) -> Int64 {
        guard let count, now < count.last.advanced(bySeconds: lockSeconds * Self.memory) else { return 0 }
        return count.secondsToWait(at: now, free: free, longest: lockSeconds)
    }

    private func count<Key: Hashable>(
        _ key: Key,
        _ counts: inout [Key: FailureCount],
        at now: Instant,
        free: Int
    ) -> Int64? {
        let forgiven = now.advanced(bySeconds: -lockSeconds * Self.memory)
        var own = counts[key].flatMap { $0.last < forgiven ? nil : $0 } ?? FailureCount()
        if counts[key] == nil, counts.count >= Self.limit {
            counts = counts.filter { $0.value.last >= forgiven }
            if counts.count >= Self.limit, let oldest = counts.min(by: { $0.value.last < $1.value.last })?.key {
                counts[oldest] = nil
            }
        }
        let lock = own.add(at: now, free: free, longest: lockSeconds)
        counts[key] = own
        return lock
    }

    private static func tooMany(_ seconds: Int64) -> DomainError {
        var error = DomainError(
            .tooMany,
            "too_many_attempts",
            "登录失败次数过多，请 \(seconds) 秒后再试；也可请管理员解除",
            "Too many failed sign-ins; try again in \(seconds) s, or ask the administrator",
            details: [("retry_after", .integer(seconds))]
        )
        error.retrySeconds = seconds
        return error
    }
}
