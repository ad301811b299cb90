import HTTPWire

/// Ends the run where a stream breaks a law, under wide limits and under narrow ones.
func obeyLaws(_ stream: [UInt8], pieces: Int) -> Int32 {
    let cuts = (1...3).map { stream.count * $0 * (pieces + 1) / 29 }
    let narrow = WireLimits(
        target: 24,
        fieldCount: 5,
        headBytes: 160,
        bodyBytes: 40,
        chunkExtensionBytes: 8,
        trailerBytes: 20
    )
    for limits in [WireLimits(), narrow] {
        let broken = WireLaws(stream, limits: limits).broken(cuts: cuts)
        guard broken.isEmpty else { fatalError("\(latin1(stream).debugDescription): \(broken)") }
    }
    return 0
}
