import Domain
import Storage

/// 创建演示社区; the passwords of its accounts are random and are shown once.
package enum DemoCommand {
    /// Makes the community; with `onlyIfMissing` it does nothing where there is a database already.
    package static func run(
        _ configuration: Configuration,
        seed: UInt64,
        onlyIfMissing: Bool,
        output: CommandOutput
    ) async throws {
        if onlyIfMissing, FileContents.exists(configuration.databasePath) { return }
        try await CommandFailure.explaining {
            let clock = SettableClock(SystemClock().now())
            let open = try OpenStore(configuration, clock: clock)
            defer { open.store.stop() }
            guard try await open.store.read({ try $0.reports.communities(in: .everything, only: nil).isEmpty }) else {
                throw CommandFailure.bilingual(
                    "\(configuration.databasePath) 中已有社区；演示社区需要空的数据库",
                    "\(configuration.databasePath) holds a community already; the demo needs an empty database"
                )
            }
            let shelf = DiskShelf(configuration)
            try shelf.prepare()
            let result = try await DemoCommunity(seed: seed).create(
                in: open.store,
                clock: clock,
                passwords: try ScryptPasswords(),
                newPassword: { try RandomPassword.make() },
                keep: { try await shelf.keep($0) },
                progress: { output.progress("\($0.title.chinese) \($0.done)/\($0.total)") }
            )
            output.progress(nil)
            report(result, configuration, output)
        }
    }

    private static func report(_ result: DemoResult, _ configuration: Configuration, _ output: CommandOutput) {
        output.tell(
            "已在 \(configuration.dataDirectory) 创建演示社区：\(result.rows) 行",
            "demonstration community created in \(configuration.dataDirectory): \(result.rows) rows"
        )
        output.tell("其账号与密码（仅显示这一次）：", "its accounts, with passwords that are shown this once:")
        let width = result.accounts.map(\.login.count).max() ?? 0
        for account in result.accounts {
            let gap = String(repeating: " ", count: width - account.login.count + 2)
            output.say("  \(account.login)\(gap)\(account.password)  \(account.role.title.chinese)")
        }
    }
}
