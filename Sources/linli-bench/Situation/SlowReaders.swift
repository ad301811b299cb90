/// Clients that take an export of all cases a little at a time (慢速读取).
final class SlowReaders {
    /// Each takes a little fifty times a second: 100 KB, as on a bad mobile network.
    private static let period: UInt64 = 20_000_000
    private static let piece = 2_048

    private var wires: [Wire] = []
    private var pace: Pace
    private var buffer = [UInt8](repeating: 0, count: piece)
    private(set) var received = 0

    init(_ count: Int, port: UInt16, token: String) throws {
        pace = Pace(count: count, period: Self.period)
        var options = Wire.Options()
        // The kernel holds no more than the client is about to take.
        options.receiveBuffer = 8_192
        for _ in 0..<count {
            let wire = try Wire(port: port, options)
            let head =
                "GET /api/v1/cases?format=ndjson HTTP/1.1\r\nHost: bench\r\nAuthorization: Bearer \(token)\r\n\r\n"
            guard wire.send(head) else { throw BenchFailure.system("a slow reader can not begin") }
            wires.append(wire)
        }
    }

    /// Takes the pieces that are due.
    func act(at moment: UInt64) throws {
        for index in pace.due(at: moment) {
            switch buffer.withUnsafeMutableBytes({ wires[index].receive(into: $0) }) {
            case .bytes(let count): received += count
            case .later: break
            case .ended: throw BenchFailure("an export ended before its slow reader had it")
            }
        }
    }
}
