import API
import App
import Crypto
import Domain
import Formats
import JSON
import TestSupport
import Testing

@Suite("Pages, and the tickets that let a browser in")
struct PageTests {
    /// Somebody who is signed in, and what the browser was given.
    private struct Browser {
        let client: HTTPClient
        let token: String

        func ticket() throws -> String {
            let made = try client.send("POST", "/api/v1/auth/page-ticket", token: token)
            guard made.status == 201, let ticket = try made.json()["ticket"]?.string else {
                throw TestFailure(made.text)
            }
            return ticket
        }

        /// The cookie as the browser sends it back.
        func enter() throws -> String {
            let answer = try client.send("GET", "/reports/enter?ticket=\(ticket())")
            guard let line = answer.header("Set-Cookie"), let cookie = line.split(separator: ";").first else {
                throw TestFailure(answer.text)
            }
            return String(cookie)
        }

        func look(_ cookie: String, at path: String = "/reports/annual?year=2021") throws -> HTTPAnswer {
            try client.send("GET", path, headers: [("Cookie", cookie)])
        }
    }

    private func browser(_ test: TestServer, _ login: String = "secretary") async throws -> Browser {
        Browser(client: test.client(), token: try await test.token(login))
    }

    private static let pages = [
        "annual?year=2021", "grid-coverage?on=2021-12-31", "residents", "case-statistics?from=2021-01-01&to=2022-01-01",
        "case-deadlines?from=2021-01-01&to=2022-01-01", "backlog?on=2021-06-30", "case-ledger?year=2021",
    ]

    @Test(
        "A ticket is exchanged once for a cookie that no script reads and no other site sends, and it shows the reports"
    )
    func shows() async throws {
        let browser = try await browser(TestServer.demo())
        let ticket = try browser.ticket()
        let entrance = "/reports/enter?ticket=\(ticket)"
        #expect(try browser.client.send("HEAD", entrance).status == 200)
        let entered = try browser.client.send("GET", entrance)
        let line = try #require(entered.header("Set-Cookie"))
        for part in ["linli_page=linli_page_", "; Path=/reports;", "; HttpOnly", "; Secure", "; SameSite=Strict"] {
            #expect(line.contains(part))
        }
        #expect(line.contains("; Max-Age=1800;") && !line.contains(ticket))
        #expect(entered.header("Cache-Control") == "no-store")
        #expect(entered.text.contains(#"<a href="/reports/annual">"#) && !entered.text.contains(ticket))
        let again = try browser.client.send("GET", entrance)
        #expect(again.status == 401 && again.code == "bad_ticket" && again.header("Set-Cookie") == nil)
        let cookie = String(line.prefix { $0 != ";" })
        for page in Self.pages {
            let answer = try browser.look("theme=dark; \(cookie)", at: "/reports/\(page)")
            #expect(answer.status == 200 && answer.header("Content-Type") == "text/html; charset=utf-8", "\(page)")
            #expect(answer.text.hasPrefix("<!DOCTYPE html>") && answer.text.contains("<table>"), "\(page)")
            #expect(answer.header("Cache-Control") == "no-store" && answer.header("Vary")?.contains("Cookie") == true)
            #expect(!answer.text.lowercased().contains("<script"))
        }
        // The same figures as by the API, also with a token.
        let report = try browser.client.send("GET", "/reports/annual?year=2021", token: browser.token)
        #expect(report.text.contains("三社联动") && report.text.contains("98"))
    }

    @Test(
        "Activities and venues are drawn as well: bars with their values, whole coordinates, words for who does not see them"
    )
    func charts() async throws {
        let browser = try await browser(TestServer.demo())
        for (page, title) in [("activities", "各月人次"), ("venues", "各场馆客流")] {
            let text = try browser.client.send("GET", "/reports/\(page)?year=2021", token: browser.token).text
            let chart = try #require(text.split(separator: "<svg ").dropFirst().first?.split(separator: "</svg>").first)
            #expect(chart.hasPrefix(#"role="img""#) && chart.contains("viewBox=\"0 0 720 "), "\(page)")
            #expect(chart.contains("<title>\(title)</title><desc>"), "\(page)")
            #expect(chart.contains("<rect ") && !chart.contains("style=") && !chart.contains("."), "\(page)")
        }
    }

    @Test("A page has its own style and nothing else; what somebody wrote is no markup")
    func markup() async throws {
        let digest = Base64.encode(SHA256.digest(of: HTMLReport.style))
        let test = try await TestServer.ownDemo()
        let browser = try await browser(test)
        let sent = try browser.client.send(
            "PATCH",
            "/api/v1/grids/1",
            token: browser.token,
            headers: [("If-Match", "*")],
            body: #"{"name": "<script>alert(1)</script>\"'&"}"#
        )
        #expect(sent.status == 200)
        let page = try browser.look(browser.enter(), at: "/reports/grid-coverage")
        #expect(page.text.contains("&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#39;&amp;"))
        #expect(!page.text.contains("<script>"))
        let policy = page.header("Content-Security-Policy") ?? ""
        #expect(policy.hasPrefix("default-src 'none'; style-src 'sha256-\(digest)'; frame-ancestors 'none'"))
    }

    @Test("A cookie shows pages and nothing else: not the API, not under another name, not twice, not a ticket")
    func confined() async throws {
        let test = try await TestServer.ownDemo()
        let browser = try await browser(test)
        let (client, cookie) = (browser.client, try browser.enter())
        let secret = String(cookie.dropFirst("linli_page=".count))
        for path in ["me", "residents?limit=1", "reports/annual?year=2021", "cases"] {
            #expect(try client.send("GET", "/api/v1/\(path)", headers: [("Cookie", cookie)]).status == 401, "\(path)")
            #expect(try client.send("GET", "/api/v1/\(path)", token: secret).status == 401, "\(path)")
        }
        let body = #"{"name": "x"}"#
        let written = try client.send("POST", "/api/v1/compounds", headers: [("Cookie", cookie)], body: body)
        #expect(written.status == 401)
        #expect(try client.send("POST", "/reports/annual", headers: [("Cookie", cookie)], body: "{}").status == 405)
        let ticket = try browser.ticket()
        let wrong = [
            "linli_page=\(ticket)", "linli_page=\(browser.token)", "linli_page=", "LINLI_PAGE=\(secret)",
            "xlinli_page=\(secret)", "\(cookie)A", String(cookie.dropLast()), "\(cookie); \(cookie)",
            "linli_page=x; \(cookie)", "linli_page=\"\(secret)\"", "linli_page=\(String(repeating: "A", count: 4_000))",
        ]
        for cookie in wrong { #expect(try browser.look(cookie).status == 401, "\(cookie.prefix(60))") }
        let twice = [("Cookie", cookie), ("Cookie", cookie)]
        #expect(try client.send("GET", "/reports/annual", headers: twice).status == 401)
        // A wrong token is not made good by a cookie.
        let both = try client.send("GET", "/reports/annual", token: "linli_x", headers: [("Cookie", cookie)])
        #expect(both.status == 401)
        #expect(try client.send("GET", "/api/v1/me", token: ticket).status == 401)
        for target in ["", "?ticket=", "?ticket=linli_ticket_x", "?ticket=\(secret)", "?ticket=\(browser.token)"] {
            let answer = try client.send("GET", "/reports/enter\(target)")
            #expect([400, 401].contains(answer.status) && answer.header("Set-Cookie") == nil, "\(target)")
        }
        #expect(try client.send("GET", "/reports/enter?ticket=\(ticket)").status == 200)
    }

    @Test("A ticket and a cookie last as long as is set, and a newer ticket makes the older worthless")
    func ends() async throws {
        let clock = SettableClock(SystemClock().now())
        let test = try await TestServer.ownDemo(clock: clock) {
            $0.access.pageTicketSeconds = 20
            $0.access.pageMinutes = 10
        }
        let browser = try await browser(test)
        func enter(_ ticket: String) throws -> Int {
            try browser.client.send("GET", "/reports/enter?ticket=\(ticket)").status
        }
        let (old, new) = (try browser.ticket(), try browser.ticket())
        #expect(try enter(old) == 401)
        clock.set(clock.now().advanced(bySeconds: 20))
        #expect(try enter(new) == 401)
        let cookie = try browser.enter()
        clock.set(clock.now().advanced(bySeconds: 599))
        #expect(try browser.look(cookie).status == 200)
        clock.set(clock.now().advanced(bySeconds: 1))
        #expect(try browser.look(cookie).status == 401)
        // Browsers of a session are few, and the oldest gives way.
        let cookies = try (0..<6).map { _ in try browser.enter() }
        let statuses = try cookies.map { try browser.look($0).status }
        #expect(statuses == [401, 401, 200, 200, 200, 200])
        // It ends with its session, whose token lasts an hour.
        clock.set(clock.now().advanced(bySeconds: 2_900))
        let last = try browser.enter()
        #expect(try browser.look(last).status == 200)
        clock.set(clock.now().advanced(bySeconds: 120))
        #expect(try browser.look(last).status == 401)
    }

    @Test("Whoever signs out, is disabled or loses the role sees no page any more, on any loop and at once")
    func revoked() async throws {
        let test = try await TestServer.ownDemo(loops: 4)
        let admin = try await test.token("admin")
        let desk = try await browser(test)
        let cookie = try desk.enter()
        /// Each client sits on a loop of its own.
        func statuses(_ cookie: String) throws -> Set<Int> {
            Set(
                try (0..<8).map { _ in
                    try test.client().send("GET", "/reports/residents", headers: [("Cookie", cookie)]).status
                }
            )
        }
        #expect(try statuses(cookie) == [200])
        #expect(try desk.client.send("POST", "/api/v1/auth/logout", token: desk.token).status == 204)
        #expect(try statuses(cookie) == [401])
        let staff = try await browser(test, "staff")
        let (held, waiting) = (try staff.enter(), try staff.ticket())
        let account = try #require(
            try staff.client.send("GET", "/api/v1/me", token: staff.token).json()["id"]?.integer
        )
        func change(_ body: String) throws {
            let path = "/api/v1/accounts/\(account)"
            let changed = try test.client().send("PATCH", path, token: admin, headers: [("If-Match", "*")], body: body)
            guard changed.status == 200 else { throw TestFailure(changed.text) }
        }
        try change(#"{"role": "social_worker"}"#)
        // The session of the old role ends with it, or its role is asked each time: either way the page is closed.
        #expect(try statuses(held).isDisjoint(with: [200]))
        try change(#"{"role": "staff", "disabled": true}"#)
        #expect(try statuses(held) == [401])
        #expect(try staff.client.send("GET", "/reports/enter?ticket=\(waiting)").status == 401)
    }

    @Test("Programs and strangers get no ticket, residents no report; two browsers with one ticket are one")
    func refused() async throws {
        let test = try await TestServer.ownDemo()
        let client = test.client()
        #expect(try client.send("POST", "/api/v1/auth/page-ticket").status == 401)
        let secretary = try await test.token("secretary")
        let end = test.data.configuration.time.rfc3339(SystemClock().now().advanced(bySeconds: 86_400))
        let wish = """
            {"name": "看板", "scopes": "read_reports use_own_session", "expires_at": "\(end)", \
            "current_password": "a long enough password"}
            """
        let made = try client.send("POST", "/api/v1/api-keys", token: secretary, body: wish)
        if let key = try made.json()["key"]?.string {
            let answer = try client.send("POST", "/api/v1/auth/page-ticket", token: key)
            #expect(answer.status == 403)
        }
        let resident = try await browser(test, "resident")
        let cookie = try resident.enter()
        for page in Self.pages { #expect(try resident.look(cookie, at: "/reports/\(page)").status == 403, "\(page)") }
        let ticket = try await browser(test).ticket()
        let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
            for _ in 0..<8 {
                group.addTask { try test.client().send("GET", "/reports/enter?ticket=\(ticket)").status }
            }
            return try await group.reduce(into: [Int]()) { $0.append($1) }
        }
        #expect(statuses.filter { $0 == 200 }.count == 1 && statuses.filter { $0 == 401 }.count == 7)
        let folder = "\(test.folder.path)/linli.db"
        let bytes = try #require(FileContents.read(folder)) + (FileContents.read("\(folder)-wal") ?? [])
        #expect(!String(decoding: bytes, as: UTF8.self).contains(ticket))
        let log = try client.send("GET", "/api/v1/audit?action=enter_pages", token: try await test.token("auditor"))
        #expect(try log.json()["items"]?.count == 2 && !log.text.contains("linli_ticket_"))
    }
}
