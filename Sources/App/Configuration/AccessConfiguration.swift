import Domain
import Routing

/// What can be set about letting people in (准入配置).
package struct AccessConfiguration: Sendable {
    /// Minutes without use after which a session ends: what ASVS advises for the pages of staff.
    package var sessionIdleMinutes = 30
    /// Hours that a one-time code holds: until the next day's work.
    package var codeHours = 24
    /// Seconds in which a ticket for the pages is exchanged: a browser opens at once, and a link that was passed on is dead.
    package var pageTicketSeconds = 60
    /// Minutes that a browser looks at pages: a meeting; afterwards it asks for another ticket.
    package var pageMinutes = 30
    /// Characters of a password: what NIST 800-63B-4 asks of one that stands alone.
    package var passwordLength = 15
    /// Failed sign-ins of one account before each next one has to wait.
    package var accountTries = 5
    /// The same from one address, behind which a whole office may sit.
    package var addressTries = 20
    /// The longest wait, which is called a lock.
    package var lockSeconds = 900
    /// Requests a minute of one account, or of one address without one; 0 for no limit.
    ///
    /// A person reads ten pages a minute, each of a few requests; reports and what touches personal data cost more.
    package var rateReads = 1_200
    package var rateWrites = 300
    package var rateReports = 60
    package var rateSignIns = 40
    package var rateUnmaskings = 20
    /// At a counter somebody signs up one neighbor after the other.
    package var rateSignUps = 60
    /// Each is put together from all registers and leaves an entry.
    package var rateOwnData = 10

    /// Origins whose pages may read answers in a browser; nobody needs one where the mini-program and programs ask.
    package var corsOrigins: [String] = []

    package init() {}

    func quota(of kind: RateKind) -> Int {
        switch kind {
        case .reads: rateReads
        case .writes: rateWrites
        case .reports: rateReports
        case .signIns: rateSignIns
        case .unmaskings: rateUnmaskings
        case .signUps: rateSignUps
        case .ownData: rateOwnData
        }
    }
}

extension Setting {
    /// What can be set about letting people in.
    static let access: [Setting] = [
        number("session-idle-minutes", "minutes without use after which a session ends (default: 30)", 1...43_200) {
            $1.access.sessionIdleMinutes = $0
        },
        number("code-hours", "hours that a one-time code for a password holds (default: 24)", 1...720) {
            $1.access.codeHours = $0
        },
        number("page-ticket-seconds", "seconds in which a ticket for the pages is exchanged (default: 60)", 5...600) {
            $1.access.pageTicketSeconds = $0
        },
        number("page-minutes", "minutes that a browser looks at pages with one ticket (default: 30)", 1...1_440) {
            $1.access.pageMinutes = $0
        },
        number("password-length", "least characters of a password (default: 15)", 8...64) {
            $1.access.passwordLength = $0
        },
        number(
            "account-tries",
            "failed sign-ins of an account before each next one waits twice as long (default: 5)",
            1...1_000_000
        ) { $1.access.accountTries = $0 },
        number(
            "address-tries",
            "the same from one address, behind which a whole office may sit (default: 20)",
            1...1_000_000
        ) { $1.access.addressTries = $0 },
        number("lock-seconds", "longest wait after failed sign-ins (default: 900)", 1...86_400) {
            $1.access.lockSeconds = $0
        },
        rate("rate-reads", "reads", 1200) { $1.access.rateReads = $0 },
        rate("rate-writes", "writes", 300) { $1.access.rateWrites = $0 },
        rate("rate-reports", "reports", 60) { $1.access.rateReports = $0 },
        rate("rate-sign-ins", "sign-ins, registrations and redeemed codes", 40) { $1.access.rateSignIns = $0 },
        rate("rate-unmaskings", "personal values shown whole", 20) { $1.access.rateUnmaskings = $0 },
        rate("rate-sign-ups", "sign-ups for activities", 60) { $1.access.rateSignUps = $0 },
        rate("rate-own-data", "looks at all that is held about oneself", 10) { $1.access.rateOwnData = $0 },
        Setting(
            name: "cors-origins",
            explanation:
                "origins such as https://pages.example whose pages may ask from a browser, separated by spaces (default: none)"
        ) {
            $1.access.corsOrigins = $0.split(separator: " ").map(String.init)
            return !$1.access.corsOrigins.isEmpty && $1.access.corsOrigins.allSatisfy(CrossOrigin.isOrigin)
        },
    ]

    /// A million a second is no limit any more.
    private static func rate(
        _ name: String,
        _ what: String,
        _ usual: Int,
        _ set: @escaping @Sendable (Int, inout Configuration) -> Void
    ) -> Setting {
        number(
            name,
            "\(what) a minute of an account, or of an address without one; 0 for no limit (default: \(usual))",
            0...60_000_000,
            set
        )
    }
}
