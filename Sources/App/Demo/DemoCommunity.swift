package import Domain
import Services

/// The demonstration community (演示社区): a year of 国宾社区 with the figures of the article, made through the use cases.
///
/// Real names carry only what the article says of them; invented people live in invented compounds. The same seed makes
/// the same community; only the passwords differ.
package struct DemoCommunity: Sendable {
    /// The last day of the demonstration.
    static let today = CivilDate.on(2021, 12, 31)

    private let seed: UInt64

    package init(seed: UInt64 = 2021) { self.seed = seed }

    /// Makes everything, setting the clock of the store from 2020 to the end of 2021.
    ///
    /// - Parameters:
    ///   - store: An empty store.
    ///   - clock: The clock that the store was made with.
    ///   - passwords: Hashes the passwords of the accounts.
    ///   - newPassword: Makes a password.
    ///   - keep: Lays a picture down where files lie.
    ///   - progress: Is told now and then how far it has come.
    /// - Returns: The community and its accounts, with the passwords that nobody can ask for again.
    /// - Throws: What a use case refuses, for example where the community is there already.
    package func create(
        in store: any Store,
        clock: SettableClock,
        passwords: any PasswordHasher,
        newPassword: @Sendable () throws -> String,
        keep: @Sendable ([UInt8]) async throws -> KeptFile,
        progress: @Sendable (DemoStep) -> Void
    ) async throws -> DemoResult {
        var chance = SeededGenerator(seed: seed)
        let plan = CommunityPlan(using: &chance)
        let secrets = try plan.accounts.accounts.map { _ in try newPassword() }
        // Hashing takes longer than all the rest of the registers, so it goes on beside them.
        async let hashes = Self.hashes(of: secrets, passwords)
        let work = DemoWork(store: store, clock: clock, plan: plan)
        let registers = try await work.makeRegisters(progress: progress)
        let groundwork = try await work.makeAccounts(registers, hashes: hashes)
        progress(DemoStep(title: Title("账号", "Accounts"), done: secrets.count, total: secrets.count))
        let pictures = try await DemoPictures(keep: keep)
        let diary = work.diary(groundwork, pictures, using: &chance)
        let end = CommunityTime().instant(Self.today, hour: 23)
        try await diary.play(in: store, clock: clock, until: end) { done, total in
            progress(DemoStep(title: Title("2021 年的日志", "The diary of 2021"), done: done, total: total))
        }
        let accounts = zip(plan.accounts.accounts, secrets).map { entry, secret in
            DemoAccount(login: entry.login, name: entry.name, role: entry.role, password: secret)
        }
        let community = groundwork.territory.community
        return DemoResult(communityID: community, accounts: accounts, rows: try await work.rows(of: community))
    }

    /// Hashes all the passwords at once; how many run together is the hasher's to say.
    private static func hashes(of secrets: [String], _ passwords: any PasswordHasher) async throws -> [String] {
        try await withThrowingTaskGroup(of: (Int, String).self) { group in
            for (position, secret) in secrets.enumerated() {
                group.addTask { (position, try await passwords.hash(secret)) }
            }
            var hashes = secrets.map { _ in "" }
            for try await (position, hash) in group { hashes[position] = hash }
            return hashes
        }
    }
}
