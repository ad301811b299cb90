/// Chance that gives the same every time (SplitMix64).
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var word = state
        word = (word ^ (word >> 30)) &* 0xbf58_476d_1ce4_e5b9
        word = (word ^ (word >> 27)) &* 0x94d0_49bb_1331_11eb
        return word ^ (word >> 31)
    }
}

/// Makes streams that are nearly right out of streams that are.
struct Mutation {
    private static let words = [
        "\r\n", "\n", "\r", "\r\n\r\n", " ", "\t", ":", ",", ";", "0", "\u{0}", "\u{7f}", "\u{ff}", "%", "#", "?", "/",
        "*",
        "Host: a\r\n", "Content-Length: 3\r\n", "Transfer-Encoding: chunked\r\n", "Connection: close\r\n", "\"", "\\",
        "Expect: 100-continue\r\n", "GET ", "HEAD ", " HTTP/1.1\r\n", " HTTP/1.0\r\n", "http://b", "[::1]", "0\r\n\r\n",
        "3;a=\"b\"\r\nabc\r\n", "ffffffffffffffff", "=", "@", "chunked", "gzip, ", "-", "+", "A", "CONNECT a:1",
    ].map(latin1)

    private let seeds: [[UInt8]]
    private var generator: SeededGenerator

    init(of seeds: [[UInt8]], seed: UInt64) {
        self.seeds = seeds
        generator = SeededGenerator(seed: seed)
    }

    /// The next stream: one of the seeds with one to four changes.
    mutating func next() -> [UInt8] {
        var bytes = pick()
        for _ in 0..<Int.random(in: 1...4, using: &generator) { change(&bytes) }
        return bytes
    }

    /// A place in the bytes, the end included.
    mutating func place(in bytes: [UInt8]) -> Int { Int.random(in: 0...bytes.count, using: &generator) }

    private mutating func pick() -> [UInt8] { seeds.randomElement(using: &generator) ?? [] }

    private mutating func change(_ bytes: inout [UInt8]) {
        let (first, second) = (place(in: bytes), place(in: bytes))
        let range = min(first, second)..<min(max(first, second), min(first, second) + 40)
        switch Int.random(in: 0..<7, using: &generator) {
        case 0: bytes.removeSubrange(range)
        case 1: bytes.insert(contentsOf: Array(bytes[range]), at: first)
        case 2: bytes.insert(contentsOf: Self.words.randomElement(using: &generator) ?? [], at: first)
        case 3: bytes.insert(UInt8.random(in: 0...255, using: &generator), at: first)
        case 4 where first < bytes.count: bytes[first] = UInt8.random(in: 0...255, using: &generator)
        case 5 where first < bytes.count: bytes[first] ^= 1 << UInt8.random(in: 0...7, using: &generator)
        default:
            let other = pick()
            let place = Int.random(in: 0...other.count, using: &generator)
            bytes = Array(bytes[..<first] + other[place...])
        }
    }
}
