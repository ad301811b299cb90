import App
import Crypto
import Domain
import JSON
import Storage
import Synchronization
import TestSupport
import Testing

@Suite("The head of the audit chain is posted once a day")
struct AuditWebhookTests {
    /// An hour of 2 March 2030 in the community, and of the days after it.
    private static let morning = CommunityTime().instant(CivilDate(daysSince1970: 21_975), hour: 9)

    private struct Ended: Error {}

    /// Runs the service until it has paused so often; says how long it wanted to.
    private func run(
        _ test: TestServer,
        _ clock: SettableClock,
        pauses: Int,
        moving: Bool = false
    ) async throws -> [Int] {
        let waits = Waits()
        let service = try test.auditWebhook(clock: clock) { seconds in
            let count = waits.add(seconds)
            guard count < pauses else { throw Ended() }
            if moving { clock.set(clock.now().advanced(bySeconds: Int64(seconds))) }
        }
        try await #require(service).run()
        return waits.all
    }

    private final class Waits: Sendable {
        private let list = Mutex<[Int]>([])

        func add(_ seconds: Int) -> Int {
            list.withLock {
                $0.append(seconds)
                return $0.count
            }
        }

        var all: [Int] { list.withLock { $0 } }
    }

    private func acts(_ test: TestServer, _ action: String) throws -> Int {
        try AuditRows.count(test, action)
    }

    @Test("It names the chain, the day, the number and the hash, and is signed so that nobody else could have sent it")
    func signed() async throws {
        let (stub, clock, folder) = (try WebhookStub(), SettableClock(Self.morning), try TemporaryFolder())
        let secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
        #expect(FileContents.create("\(folder.path)/secret", Array("\(secret)\n".utf8)))
        let test = try await TestServer.ownDemo(clock: clock) {
            stub.configure(&$0)
            $0.auditWebhook.secretFile = "\(folder.path)/secret"
        }
        let head = try #require(try await test.data.open.store.auditHead())
        #expect(try await run(test, clock, pauses: 1) == [15 * 3600])
        let post = try #require(stub.posts.first)
        let root = try post.json()
        #expect(stub.posts.count == 1 && post.path == "/heads" && root["type"]?.string == "audit.head")
        #expect(root.at("data.day")?.string == "2030-03-02")
        #expect(root.at("data.sequence")?.integer == head.id)
        #expect(root.at("data.hash")?.string == Hex.encode(head.hash))
        #expect(root.at("data.chain")?.string?.count == 64)
        #expect(post.timestamp == "\(Self.morning.milliseconds / 1000)")
        let key = try #require(Base64.decode("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"))
        let code = HMACSHA256.code(key: key, message: Array("\(post.id).\(post.timestamp).".utf8) + post.body)
        #expect(post.signature == "v1,\(Base64.encode(code))")
        #expect(try acts(test, "post_audit_head") == 1)
    }

    @Test("A restart does not post a day twice; the next day has the head of that day")
    func restart() async throws {
        let (stub, clock) = (try WebhookStub(), SettableClock(Self.morning))
        let test = try await TestServer.ownDemo(clock: clock) { stub.configure(&$0) }
        _ = try await run(test, clock, pauses: 1)
        _ = try await run(test, clock, pauses: 1)
        #expect(stub.posts.count == 1 && stub.posts.allSatisfy { $0.signature.isEmpty })
        // Two days go by in one run: a head at each midnight.
        #expect(try await run(test, clock, pauses: 3, moving: true) == [15 * 3600, 86_400, 86_400])
        let days = try stub.posts.map { try $0.json().at("data.day")?.string }
        #expect(days == ["2030-03-02", "2030-03-03", "2030-03-04"])
        #expect(Set(stub.posts.map(\.id)).count == 3)
    }

    @Test("What does not arrive is tried again, later each time, over midnight and restarts; none is left out")
    func retries() async throws {
        let (stub, clock) = (try WebhookStub(), SettableClock(Self.morning))
        let test = try await TestServer.ownDemo(clock: clock) { stub.configure(&$0) }
        stub.fail(6)
        let waits = try await run(test, clock, pauses: 5, moving: true)
        #expect(waits == AuditWebhookService.backoff)
        #expect(try acts(test, "fail_audit_head") == 1 && acts(test, "post_audit_head") == 0)
        let metrics = try test.client().send("GET", "/metrics").text
        #expect(
            metrics.contains("linli_audit_head_failures_total 5\n") && metrics.contains("linli_audit_heads_waiting 1\n")
        )

        // The next day finds both heads waiting; the older one goes first, and is still that of its day.
        clock.set(Self.morning.advanced(bySeconds: 86_400))
        #expect(try await run(test, clock, pauses: 2, moving: true).first == AuditWebhookService.backoff[0])
        let posts = try stub.posts.map { try $0.json() }
        #expect(posts.map { $0.at("data.day")?.string } == Array(repeating: "2030-03-02", count: 7) + ["2030-03-03"])
        #expect(Set(posts.prefix(7).map { $0.at("data.hash")?.string }).count == 1)
        #expect(Set(stub.posts.prefix(7).map(\.id)).count == 1)
        #expect(try acts(test, "post_audit_head") == 2)
        #expect(try test.client().send("GET", "/metrics").text.contains("linli_audit_heads_waiting 0\n"))
    }

    @Test("A secret that is none is refused before anything is sent")
    func badSecret() async throws {
        let (stub, folder) = (try WebhookStub(), try TemporaryFolder())
        for text in ["", "no secret", "whsec_c2hvcnQ=", "whsec_?"] {
            let path = "\(folder.path)/\(text.utf8.count)"
            #expect(FileContents.create(path, Array(text.utf8)))
            let test = try await TestServer.ownDemo {
                stub.configure(&$0)
                $0.auditWebhook.secretFile = path
            }
            #expect(throws: ConfigurationError.self) { try test.auditWebhook(clock: SystemClock()) { _ in } }
        }
        #expect(stub.posts.isEmpty)
    }
}
