/// Whoever guesses passwords waits longer each time (登录限制): counted by account and by address.
package protocol SignInGate: Sendable {
    /// Counts an attempt before it is made, so that many at once are as many; throws 429 while one has to wait.
    func begin(login: String, address: String?) throws -> SignInAttempt
    /// The password was wrong: it is counted for the account that was tried, where there is one, until it is written down.
    func failed(_ attempt: SignInAttempt, account: Int64?)
    /// How often the password of each account was wrong since this was last asked.
    func takeFailures() -> [Int64: Int]
    /// The password was right: the account is as if nothing had been, and the address has one attempt less.
    func succeeded(_ attempt: SignInAttempt)
    /// Lets an account be tried again at once.
    func forget(login: String)
}

/// An attempt to sign in that was let through (登录尝试), and what is locked if it fails.
package struct SignInAttempt: Sendable {
    package let login: String
    package let address: String?
    /// For how many seconds the account is held up from now on, where it was not before, or never for as long.
    package let accountLock: Int64?
    /// The same of the address.
    package let addressLock: Int64?

    package init(login: String, address: String?, accountLock: Int64?, addressLock: Int64?) {
        self.login = login
        self.address = address
        self.accountLock = accountLock
        self.addressLock = addressLock
    }
}

/// The failures of one account or address in a row (连续失败): each beyond the free ones doubles the wait.
package struct FailureCount: Sendable, Hashable {
    package private(set) var failures = 0
    package private(set) var last = Instant(milliseconds: 0)

    package init() {}

    /// The wait beyond the free attempts: 1, 2, 4 … seconds up to the longest; whoever has to wait is locked out meanwhile.
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

    /// Counts an attempt; says the wait that began with it, or became the longest: what lies between is no news.
    package mutating func add(at now: Instant, free: Int, longest: Int64) -> Int64? {
        let before = wait(free: free, longest: longest)
        failures += 1
        last = now
        let wait = wait(free: free, longest: longest)
        return wait > before && (before == 0 || wait == longest) ? wait : nil
    }

    package mutating func takeBack() { failures = max(0, failures - 1) }
}
