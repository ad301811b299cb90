import Domain
import Testing

@Suite("Limits of guessing and asking")
struct LimitTests {
    private func at(_ seconds: Double) -> Instant { Instant(milliseconds: 1_700_000_000_000 + Int64(seconds * 1000)) }

    @Test("Failures beyond the free ones wait one, two, four seconds, and no longer than the longest")
    func doubling() {
        var count = FailureCount()
        var waits: [Int64] = []
        for _ in 0..<8 {
            _ = count.add(at: at(0), free: 3, longest: 10)
            waits.append(count.secondsToWait(at: at(0), free: 3, longest: 10))
        }
        #expect(waits == [0, 0, 1, 2, 4, 8, 10, 10])
        #expect(count.secondsToWait(at: at(9.5), free: 3, longest: 10) == 1)
        #expect(count.secondsToWait(at: at(10), free: 3, longest: 10) == 0)
    }

    @Test(
        "The failure that brings the first wait is a lock, and the one that brings the longest; those between are no news"
    )
    func lock() {
        var count = FailureCount()
        let locks = (0..<6).map { _ in count.add(at: at(0), free: 2, longest: 4) }
        #expect(locks == [nil, 1, nil, 4, nil, nil])
    }

    @Test("A caller may use the whole quota at once, then one share of it after the other")
    func bucket() {
        var bucket = RateBucket()
        let first = (0..<60).map { _ in bucket.take(60, at: at(0)) }
        #expect(first.map(\.remaining) == (0..<60).reversed().map { Int32($0) })
        #expect(first.allSatisfy { $0.wait == 0 } && first.last?.resetSeconds == 60)
        #expect(bucket.take(60, at: at(0)).wait == 1)
        #expect(bucket.take(60, at: at(0.9)).wait == 1)
        #expect(bucket.take(60, at: at(1)).wait == 0)
        #expect(bucket.take(60, at: at(1)).wait == 1)
        #expect(bucket.take(60, at: at(120)).remaining == 59)
    }

    @Test("In no minute more than twice the quota passes, and over an hour no more than the quota a minute")
    func border() {
        var bucket = RateBucket()
        let passed = (0..<36_000).filter { bucket.take(10, at: at(Double($0) / 10)).wait == 0 }.count
        #expect((600...610).contains(passed))
    }

    @Test("A clock that is set back locks nobody out for longer than the window")
    func clockSetBack() {
        var bucket = RateBucket()
        _ = bucket.take(60, at: at(86_400))
        #expect(bucket.take(60, at: at(0)).wait <= 1)
        #expect(bucket.take(60, at: at(2)).wait == 0)
    }
}
