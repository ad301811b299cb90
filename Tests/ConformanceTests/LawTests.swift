import HTTPWire
import Testing

@Suite("Laws of the wire")
struct LawTests {
    /// Limits so low that chance finds them.
    private static let narrow = WireLimits(
        target: 24,
        fieldCount: 5,
        headBytes: 160,
        bodyBytes: 40,
        chunkExtensionBytes: 8,
        trailerBytes: 20
    )

    @Test("Every case obeys the laws, cut at any place", arguments: WireCase.all)
    func cases(example: WireCase) async {
        let bytes = example.bytes
        let step = max(1, bytes.count / 40)
        // Tests that wait for answers share the threads with this one.
        await Task.yield()
        #expect(WireLaws(bytes).broken(cuts: stride(from: 0, through: bytes.count, by: step)) == [])
        #expect(
            WireLaws(bytes, limits: Self.narrow).broken(cuts: stride(from: 0, through: bytes.count, by: step)) == []
        )
    }

    @Test(
        "Every case with changes of chance obeys the laws",
        arguments: 0..<8 as Range<UInt64>,
        [WireLimits(), narrow]
    )
    func mutations(seed: UInt64, limits: WireLimits) async {
        let seeds = WireCase.all.map(\.bytes).filter { $0.count < 1_000 }
        var mutation = Mutation(of: seeds, seed: seed)
        let clock = ContinuousClock()
        let deadline = clock.now + .seconds(5)
        var count = 0
        while count < 250, clock.now < deadline {
            await Task.yield()
            let bytes = mutation.next()
            let cuts = [mutation.place(in: bytes), mutation.place(in: bytes)]
            let broken = WireLaws(bytes, limits: limits).broken(cuts: cuts)
            count += 1
            guard !broken.isEmpty else { continue }
            Issue.record("\(latin1(bytes).debugDescription): \(broken)")
            return
        }
        #expect(count > 0)
    }

    @Test("The obvious parser refuses and reads what the cases say", arguments: WireCase.all)
    func obvious(example: WireCase) {
        let parser = ObviousParser(example.bytes)
        switch example.expectation {
        case .reads(_, .stays): #expect(parser.end == .stays)
        case .reads(_, .closes): #expect(parser.end == .closes)
        case .waits:
            guard case .waits = parser.end else {
                Issue.record("\(parser.end)")
                return
            }
        case .refused(let status, _, after: _):
            let isLeftOpen = [.waits(isWithinLine: true), .refused(431, isWithinLine: true)].contains(parser.end)
            #expect(isLeftOpen || parser.end == .refused(status, isWithinLine: false))
        }
        #expect(parser.messages.count == example.lines.count { $0 != "100" })
    }
}
