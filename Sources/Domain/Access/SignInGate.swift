/// Whoever guesses passwords waits longer each time (登录限制): counted by account and by address.
package protocol SignInGate: Sendable {
    /// Counts an attempt before it is made, so that many at once are as many; throws 429 while one has to wait.
    func begin(login: String, address: String?) throws -> SignInAttempt
    /// The password was right: the account is as if nothing had been, and the address has one attempt less.
    func succeeded(_ attempt: SignInAttempt)
    /// Lets an account be tried again at once.
    func forget(login: String)
}

/// An attempt to sign in that was let through (登录尝试), and what is locked if it fails.
package struct SignInAttempt: Sendable {
    package let login: String
    package let address: String?
    package let locksAccount: Bool
    package let locksAddress: Bool

    package init(login: String, address: String?, locksAccount: Bool, locksAddress: Bool) {
        self.login = login
        self.address = address
        self.locksAccount = locksAccount
        self.locksAddress = locksAddress
    }
}

/// The failures of one account or address in a row (连续失败): each beyond the free ones doubles the wait.
package struct FailureCount: Sendable, Hashable {
    package private(set) var failures = 0
    package private(set) var last = Instant(milliseconds: 0)

    package init() {}

    /// The wait beyond the free attempts: 1, 2, 4 … seconds up to the longest, which is called a lock.
    private func wait(free: Int, longest: Int64) -> Int64 {
        guard failures >= free else { return 0 }
        // Beyond this many doublings the longest is reached whatever it is.
        let doublings = min(failures - free, 20)
        return min(1 << Int64(doublings), longest)
    }

    /// Seconds until the next attempt may be made, at least one where it may not be made now.
    package func secondsToWait(at now: Instant, free: Int, longest: Int64) -> Int64 {
        let ready = last.advanced(bySeconds: wait(free: free, longest: longest))
        return ready <= now ? 0 : (ready.milliseconds - now.milliseconds + 999) / 1000
    }

    /// Counts an attempt; says whether the wait became the longest with it.
    package mutating func add(at now: Instant, free: Int, longest: Int64) -> Bool {
        let before = wait(free: free, longest: longest)
        failures += 1
        last = now
        return before < longest && wait(free: free, longest: longest) == longest
    }

    package mutating func takeBack() { failures = max(0, failures - 1) }
}
