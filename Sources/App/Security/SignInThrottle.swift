package import Domain
import HTTPServer
import Synchronization

/// Counts failed sign-ins in the memory of the process (登录限制): a restart forgets them, and no failure writes to the disk.
package final class SignInThrottle: SignInGate {
    private let state = Mutex(Failures())
    private let clock: any Clock
    private let accountTries: Int
    private let addressTries: Int
    private let lockSeconds: Int64

    private struct Failures {
        var accounts: [String: FailureCount] = [:]
        var addresses: [NetworkAddress: FailureCount] = [:]
    }

    /// Of each at most so many are remembered: an attempt costs a hash, so to push one out takes an hour.
    private static let limit = 10_000
    /// Failures further back than so many longest waits are forgiven.
    private static let memory: Int64 = 4

    package init(_ configuration: AccessConfiguration, clock: any Clock) {
        self.clock = clock
        accountTries = configuration.accountTries
        addressTries = configuration.addressTries
        lockSeconds = Int64(configuration.lockSeconds)
    }

    package func begin(login: String, address: String?) throws -> SignInAttempt {
        let now = clock.now()
        let place = Self.place(address)
        return try state.withLock { state in
            let wait = max(
                wait(of: state.accounts[login], at: now, free: accountTries),
                wait(of: place.flatMap { state.addresses[$0] }, at: now, free: addressTries)
            )
            guard wait == 0 else { throw Self.tooMany(wait) }
            let locksAccount = count(login, &state.accounts, at: now, free: accountTries)
            let locksAddress = place.map { count($0, &state.addresses, at: now, free: addressTries) } ?? false
            return SignInAttempt(login: login, address: address, locksAccount: locksAccount, locksAddress: locksAddress)
        }
    }

    package func succeeded(_ attempt: SignInAttempt) {
        let place = Self.place(attempt.address)
        state.withLock { state in
            state.accounts[attempt.login] = nil
            // Not all of them: whoever has one account must not make room for guessing others'.
            if let place { state.addresses[place]?.takeBack() }
        }
    }

    package func forget(login: String) { state.withLock { $0.accounts[login] = nil } }

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
    ) -> Bool {
        let forgiven = now.advanced(bySeconds: -lockSeconds * Self.memory)
        var own = counts[key].flatMap { $0.last < forgiven ? nil : $0 } ?? FailureCount()
        if counts[key] == nil, counts.count >= Self.limit {
            counts = counts.filter { $0.value.last >= forgiven }
            if counts.count >= Self.limit, let oldest = counts.min(by: { $0.value.last < $1.value.last })?.key {
                counts[oldest] = nil
            }
        }
        let locks = own.add(at: now, free: free, longest: lockSeconds)
        counts[key] = own
        return locks
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
