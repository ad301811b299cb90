/// The requests of a workload (请求), made beforehand, so that the generator costs little while it measures.
struct RequestBook {
    /// Whole requests, used in turn.
    private var pages: [[UInt8]] = []
    /// Where a counter stands in each, which makes every name a new one; nothing where requests may repeat.
    private var counters: [Int?] = []
    private var next = 0
    private var count = 0

    /// Enough that neither the server's caches nor the branch predictor learn them by heart.
    private static let size = 4_096
    private static let digits = 9

    private static let lists = ["mine", "grid-open", "to-check", "shelved-due", "untouched", "near-breach", "joint"]

    /// `waiting` are cases to be taken on, each once.
    init(
        _ workload: Workload,
        token: String,
        cases: Int,
        territory: ScratchTerritory = .oneCommunity,
        waiting: [Int64] = []
    ) {
        guard workload != .move else {
            for id in waiting { add(post: "/api/v1/cases/\(id)/accept", #"{"handler_id": 1}"#, token) }
            return
        }
        var generator = SeededGenerator(seed: UInt64(Workload.allCases.firstIndex(of: workload) ?? 0) + 7)
        // The names of an earlier run on the same database are taken.
        let run = String(UInt32.random(in: .min ... .max), radix: 36)
        let texts = ChineseText.pool(64, length: 200...200, &generator)
        for _ in 0..<(workload == .livez ? 1 : Self.size) {
            let community = generator.integer(1...territory.communities)
            let grid = territory.id(generator.integer(1...territory.grids), of: territory.grids, in: community)
            // Whom no community is given by the account names it.
            let place = territory.isCity ? "\"community_id\":\(community)," : ""
            let id = generator.integer(1...cases)
            switch workload {
            case .livez: add(get: "/livez", token)
            case .one: add(get: "/api/v1/cases/\(id)", token)
            case .oneFields: add(get: "/api/v1/cases/\(id)?fields=\(Workload.columns)", token)
            case .page: add(get: "/api/v1/cases?grid_id=\(grid)&limit=50", token)
            case .fields: add(get: "/api/v1/cases?grid_id=\(grid)&limit=50&fields=\(Workload.columns)", token)
            case .searchNumber:
                add(search: "BN-\(String(String(1_000_000_000 + id).dropFirst()))", token)
            case .searchWord: add(search: ChineseText.word(&generator), token)
            case .searchCharacter: add(search: String(ChineseText.word(&generator).prefix(1)), token)
            case .searchWords: add(search: "\(ChineseText.word(&generator)) \(ChineseText.word(&generator))", token)
            case .searchPhrase: add(search: ChineseText.word(&generator) + ChineseText.word(&generator), token)
            case .annual: add(get: "/api/v1/reports/annual?year=2024&community_id=\(community)", token)
            case .caseStatistics:
                add(get: "/api/v1/reports/case-statistics?from=2024-01-01&to=2024-12-31", token)
            case .lists:
                for list in Self.lists { add(get: "/api/v1/lists/\(list)", token) }
            case .homeWork: add(get: "/api/v1/home/work", token)
            case .backlog:
                let day = "\(2024 + generator.integer(0...1))-0\(generator.integer(1...9))-1\(generator.integer(0...9))"
                add(get: "/api/v1/reports/backlog?on=\(day)&community_id=\(community)", token)
            case .opened:
                let month = "2024-0\(generator.integer(1...9))"
                let period = "from=\(month)-01&to=\(month)-28&community_id=\(community)"
                add(get: "/api/v1/reports/case-deadlines/cases?figure=closing_due&\(period)", token)
            case .move: break
            case .create:
                add(
                    post: "/api/v1/places",
                    #"{\#(place)"grid_id":\#(grid),"kind":"gate","name":"\#(run)-000000000"}"#,
                    token
                )
            case .createCase:
                let buildings = territory.buildings
                let building = territory.id(generator.integer(1...buildings), of: buildings, in: community)
                let categories = territory.categories
                let category = territory.id(generator.integer(1...categories), of: categories, in: community)
                let residents = territory.residents
                let reporter = territory.id(generator.integer(1...residents), of: residents, in: community)
                let text = generator.pick(texts).replacing("\"", with: "\\\"").replacing("\n", with: "\\n")
                add(
                    post: "/api/v1/cases",
                    #"{\#(place)"kind":"complaint","category_id":\#(category),"title":"夜间噪音扰民","description":"\#(text)","#
                        + #""building_id":\#(building),"reporter_id":\#(reporter)}"#,
                    token
                )
            }
        }
    }

    /// Bodies that are sent to one address, each once.
    init(posts bodies: [String], to target: String, token: String) {
        for body in bodies { add(post: target, body, token) }
    }

    /// Lends the next request.
    mutating func withNext<R>(_ send: (UnsafeRawBufferPointer) -> R) -> R {
        next = next + 1 < pages.count ? next + 1 : 0
        if let end = counters[next] {
            count += 1
            var rest = count
            for position in stride(from: end - 1, through: end - Self.digits, by: -1) {
                pages[next][position] = UInt8(ascii: "0") + UInt8(rest % 10)
                rest /= 10
            }
        }
        return pages[next].withUnsafeBytes(send)
    }

    /// The next so many requests, one behind the other.
    mutating func next(_ amount: Int) -> [UInt8] {
        (0..<amount).reduce(into: []) { train, _ in
            withNext { train += $0 }
        }
    }

    private mutating func add(get target: String, _ token: String) {
        add("GET \(target) HTTP/1.1\r\nHost: bench\r\nAuthorization: Bearer \(token)\r\n\r\n", counter: nil)
    }

    private mutating func add(search words: String, _ token: String) {
        let digits = Array("0123456789ABCDEF".utf8)
        let escaped = words.utf8.flatMap { byte in
            [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
        }
        add(get: "/api/v1/cases?limit=50&q=\(String(decoding: escaped, as: UTF8.self))", token)
    }

    private mutating func add(post target: String, _ body: String, _ token: String) {
        let head =
            "POST \(target) HTTP/1.1\r\nHost: bench\r\nAuthorization: Bearer \(token)\r\n"
            + "Content-Type: application/json\r\nContent-Length: \(body.utf8.count)\r\n\r\n"
        // The counter stands before the closing quote and brace.
        add(head + body, counter: body.hasSuffix("-000000000\"}") ? (head + body).utf8.count - 2 : nil)
    }

    private mutating func add(_ request: String, counter: Int?) {
        pages.append(Array(request.utf8))
        counters.append(counter)
    }
}
