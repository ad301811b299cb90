import HTTPServer
import Logging
import Outbound
import Services

/// 启动服务: serves until SIGTERM or SIGINT.
package enum ServeCommand {
    /// Serves; `tour` names an account that is signed in for two hours, with curl lines to try.
    package static func run(_ configuration: Configuration, tour: String?, output: CommandOutput) async throws {
        try await CommandFailure.explaining {
            let logger = Logger(label: "linli") { StreamLogHandler.standardError(label: $0) }
            let clock = SystemClock()
            let open = try OpenStore(configuration, clock: clock) { output.say($0) }
            let server = try await LinliServer(
                configuration,
                store: open,
                passwords: try ScryptPasswords(),
                clock: clock,
                logger: logger
            )
            let service = ServeService(server: server) { addresses in
                output.say("服务已启动，地址如下：")
                // Programs that start the server read its address from this line.
                for address in addresses { output.say("serving on \(address.url)") }
                guard let address = addresses.first else { return }
                if let first = try await server.access.firstCode() {
                    output.say(Self.beginning(first, base: address.url))
                }
                guard let tour else { return }
                let signedIn = try await server.access.signIn(login: tour, seconds: 7200)
                output.say(Self.tour(base: address.url, token: signedIn.token))
            }
            let data = OpenData(configuration: configuration, open: open)
            let admin = AdminService(socket: try AdminSocket(path: configuration.adminSocketPath), data: data)
            let backups = BackupService(data: data, clock: clock, logger: logger)
            let fill = SearchFillService(store: open.store, logger: logger)
            let heads = AuditHeadService(data: data, clock: clock, logger: logger)
            let retention = RetentionTimer(data: data, clock: clock, logger: logger)
            let cases = CaseTimer(data: data, logger: logger)
            let sweep = FileSweepTimer(data: data, clock: clock, logger: logger)
            let uses = SessionUseService(server: server, logger: logger)
            let posts = try AuditWebhookService(
                data,
                client: { try WebClient() },
                counts: server.auditPosts,
                clock: clock,
                logger: logger
            )
            try await service.runUntilSignal(
                beside: [admin, backups, fill, heads, retention, cases, sweep, uses] + (posts.map { [$0] } ?? []),
                logger: logger
            )
        }
    }

    /// How the first administrator gets in, where nobody has a password yet.
    private static func beginning(_ code: OneTimeCode, base: String) -> String {
        """

        还没有人设定过密码。请用这个一次性验证码为账号 \(code.login) 设定密码（再次启动会换一个新的）：
        Nobody has a password yet. Choose the one of \(code.login) with this one-time code (the next start makes another):

          curl -s --json '{"code":"\(code.code)","password":"…"}' \(base)/api/v1/auth/reset

        """
    }

    /// Lines to paste into a shell, on a server that has just begun.
    private static func tour(base: String, token: String) -> String {
        """

        可直接粘贴试用（令牌两小时内有效）。Try it (the token holds for two hours):

          TOKEN=\(token)
          B=\(base); A="Authorization: Bearer $TOKEN"
          curl -s -H "$A" "$B/api/v1/reports/annual?year=2021&format=table"
          curl -s -H "$A" "$B/api/v1/reports/annual?year=2021&format=csv" > annual-2021.csv
          curl -s -H "$A" "$B/api/v1/reports/grid-coverage?format=table"
          curl -s -H "$A" "$B/api/v1/cases?limit=5&fields=number,title,status,created_at&format=table"
          curl -s "$B/api/v1/grids/1/board?format=table"
          curl -s "$B/api/v1/activities?status=published&fields=id,title,starts_at,capacity,confirmed&format=table"
          curl -s --json '{"login":"…","password":"…"}' $B/api/v1/auth/login

        全部接口 Everything that there is: \(base)/openapi.json

        """
    }
}
