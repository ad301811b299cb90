import App
import Domain
import Glibc
import JSON
import SQLite
import Storage
import TestSupport
import Testing

@Suite("Killed amid a decision, what was acknowledged is whole")
struct KillVoteTests {
    private static let rounds = 5

    /// Asks without waiting for the answer, so that the process can be killed while it works.
    private func begin(_ port: UInt16, _ path: String, _ token: String, _ body: String = "{}") throws {
        let head =
            "POST /api/v1/\(path) HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer \(token)\r\n"
            + "Content-Type: application/json\r\nContent-Length: \(body.utf8.count)\r\n\r\n"
        try HTTPClient(port: port).write(Array((head + body).utf8))
    }

    private func count(_ connection: Connection, _ sql: String) throws -> Int64 {
        try connection.first(sql) { $0.integer(0) } ?? -1
    }

    /// A vote that is running, an adopted issue and a project under way for each round.
    private func prepare(_ folder: TemporaryFolder) async throws -> [(vote: Int64, adopted: Int64, project: Int64)] {
        let test = try await TestServer(folder: folder)
        let (client, token) = (test.client(), try await test.token("secretary"))
        func make(_ path: String, _ body: String = "{}", _ method: String = "POST") throws -> Int64 {
            let answer = try client.send(
                method,
                "/api/v1/\(path)",
                token: token,
                headers: method == "PATCH" ? [("If-Match", "*")] : [],
                body: body
            )
            guard answer.status < 300 else { throw TestFailure("\(path): \(answer.text)") }
            return try answer.json()["id"]?.integer ?? 0
        }
        _ = try make("settings", #"{"decided_vote_closes": 1}"#, "PATCH")
        let me = try #require(try client.send("GET", "/api/v1/me", token: token).json()["id"]?.integer)
        let end = CommunityTime().rfc3339(SystemClock().now().advanced(bySeconds: 30 * 86_400))
        func vote(_ title: String) throws -> Int64 {
            let topic = #"{"title": "\#(title)", "description": "内容", "proposer": "甲", "authority": "committee"}"#
            let issue = try make("issues", topic)
            _ = try make("issues/\(issue)/screen")
            let plan = """
                {"rule": "committee", "convenor": "居委会", "noticed_on": "2020-01-01", "closes_at": "\(end)", \
                "members": [{"name": "甲", "account_id": \(me)}]}
                """
            _ = try make("issues/\(issue)/open-vote", plan)
            return issue
        }
        let made = try (0..<Self.rounds).map { round in
            let (running, adopted) = (try vote("表决\(round)"), try vote("决议\(round)"))
            _ = try make("issues/\(adopted)/ballots", #"{"choice": "for"}"#)
            _ = try make("issues/\(adopted)/close-vote")
            let project = try make("projects", #"{"name": "工程\#(round)"}"#)
            _ = try make("projects/\(project)/start")
            return (running, adopted, project)
        }
        await test.stop()
        return made
    }

    @Test(
        "Ballots, the count, a public notice and the end of a project are there whole or not at all, and go on afterwards"
    )
    func decisions() async throws {
        let folder = try await TestServer.demoFolder()
        let made = try await prepare(folder)
        let arguments = [
            "serve", "--data", folder.path, "--port", "0", "--tour", "secretary", "--retention-at", "off",
        ]
        for (round, entry) in made.enumerated() {
            let program = try Program.start(arguments)
            let (port, token) = (try program.waitForPort(), try program.waitForToken())
            let cast = try HTTPClient(port: port).send(
                "POST",
                "/api/v1/issues/\(entry.vote)/ballots",
                token: token,
                body: #"{"choice": "against"}"#
            )
            #expect(cast.status == 200, "\(cast.text)")
            try begin(port, "issues/\(entry.vote)/ballots", token, #"{"choice": "for"}"#)
            try begin(port, "issues/\(entry.vote)/close-vote", token)
            try begin(port, "issues/\(entry.adopted)/publish", token)
            try begin(port, "projects/\(entry.project)/complete", token)
            usleep(UInt32(round) * 2_500)
            program.kill()

            let connection = try Connection(path: "\(folder.path)/linli.db", access: .readWrite, settings: .writer)
            let vote = "FROM vote WHERE issue_id = \(entry.vote)"
            let isClosed = try count(connection, "SELECT count(*) \(vote) AND status = 'closed'")
            // The acknowledged ballot is there, or the one in its place.
            let ballots = """
                SELECT count(*) FROM vote_voter v WHERE v.vote_id = (SELECT id \(vote)) AND v.choice IS NOT NULL
                """
            #expect(try count(connection, ballots) == 1)
            let counted =
                "SELECT count(*) FROM vote w WHERE w.issue_id = \(entry.vote) AND w.cast_people = 1 AND w.yes ="
            let yes = "(SELECT count(*) FROM vote_voter v WHERE v.vote_id = w.id AND v.choice = 'for')"
            #expect(try count(connection, "\(counted) \(yes)") == isClosed)
            let ended = """
                SELECT count(*) FROM issue i WHERE i.id = \(entry.vote) AND i.status IN ('adopted', 'not_adopted')
                """
            #expect(try count(connection, ended) == isClosed)
            let event =
                "SELECT count(*) FROM issue_event WHERE issue_id = \(entry.vote) AND move IN ('adopt', 'reject')"
            #expect(try count(connection, event) == isClosed)
            let shown = try count(
                connection,
                "SELECT count(*) FROM issue WHERE id = \(entry.adopted) AND status = 'publicised'"
            )
            #expect(
                try count(connection, "SELECT count(*) FROM public_notice WHERE issue_id = \(entry.adopted)") == shown
            )
            let complete = "SELECT count(*) FROM project WHERE id = \(entry.project) AND status = 'completed'"
            #expect(
                try count(connection, complete)
                    == count(connection, "\(complete) AND completed_on IS NOT NULL AND completed_by IS NOT NULL")
            )
            #expect(try AuditChain.verify(connection).fault == nil)
        }
        let program = try Program.start(arguments)
        let (client, token) = (HTTPClient(port: try program.waitForPort()), try program.waitForToken())
        for entry in made {
            let closed = try client.send("POST", "/api/v1/issues/\(entry.vote)/close-vote", token: token, body: "{}")
            #expect(closed.status == 200 || closed.code == "vote_over", "\(closed.text)")
            let tally = try client.send("GET", "/api/v1/issues/\(entry.vote)/tally", token: token).json()
            let kept = try client.send("GET", "/api/v1/votes?issue_id=\(entry.vote)", token: token).json().at("items.0")
            for key in ["eligible", "cast", "for", "against"] {
                #expect(tally[key]?.integer == kept?[key]?.integer, "\(key)")
            }
            let notice = try client.send("POST", "/api/v1/issues/\(entry.adopted)/publish", token: token, body: "{}")
            #expect(notice.status == 201 || notice.code == "illegal_move", "\(notice.text)")
            let path = "/api/v1/projects/\(entry.project)/complete"
            let complete = try client.send("POST", path, token: token, body: "{}")
            #expect(complete.status == 200 || complete.code == "illegal_move", "\(complete.text)")
        }
        #expect(try program.stop() == 0)
    }
}
