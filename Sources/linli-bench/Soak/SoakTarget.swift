/// The server as one thread of the soak sees it (浸泡目标), with the requests that it may send.
final class SoakTarget {
    /// The server's time-outs are shorter than in service, so that each runs out many times in a soak.
    static let flags = [
        "--header-seconds", "1", "--body-seconds", "1", "--idle-seconds", "2", "--write-seconds", "1",
        "--handshake-seconds", "1", "--body-kib", "64",
    ]

    /// Longer than any of them.
    static let patienceSeconds = 3

    let port: UInt16
    let encryptedPort: UInt16
    private let token: String
    private let cases: Int
    private let name: String
    private var generator: SeededGenerator
    private var created = 0

    init(port: UInt16, encryptedPort: UInt16, token: String, cases: Int, thread: Int) {
        self.port = port
        self.encryptedPort = encryptedPort
        self.token = token
        self.cases = cases
        generator = SeededGenerator(seed: UInt64(thread) + 1)
        // The names of an earlier stretch of the same soak are taken.
        name = "soak-\(thread)-\(String(UInt32.random(in: .min ... .max), radix: 36))"
    }

    func client(isEncrypted: Bool = false) throws -> SoakClient {
        try SoakClient(port: isEncrypted ? encryptedPort : port, isEncrypted: isEncrypted)
    }

    func chance() -> Bool { generator.integer(0...1) == 0 }

    /// Everything of a round, in an order of its own.
    func round() -> [Mischief] {
        var acts = Mischief.allCases.flatMap { Array(repeating: $0, count: $0.weight) }
        for index in acts.indices.reversed() { acts.swapAt(index, generator.integer(0...index)) }
        return acts
    }

    func get(_ path: String) -> String {
        "GET \(path) HTTP/1.1\r\nHost: soak\r\nAuthorization: Bearer \(token)\r\n\r\n"
    }

    func one() -> String { get("/api/v1/cases/\(generator.integer(1...cases))") }

    func page() -> String { get("/api/v1/cases?limit=200") }

    func export() -> String { get("/api/v1/cases?format=ndjson") }

    func create() -> String {
        created += 1
        let grid = generator.integer(1...ScratchTerritory.oneCommunity.grids)
        return post(#"{"grid_id":\#(grid),"kind":"gate","name":"\#(name)-\#(created)"}"#)
    }

    /// Far beyond `--body-kib`, and sent whole.
    func tooMuch() -> String { post(String(repeating: "x", count: 1 << 20)) }

    private func post(_ body: String) -> String {
        "POST /api/v1/places HTTP/1.1\r\nHost: soak\r\nAuthorization: Bearer \(token)\r\n"
            + "Content-Type: application/json\r\nContent-Length: \(body.utf8.count)\r\n\r\n" + body
    }
}
