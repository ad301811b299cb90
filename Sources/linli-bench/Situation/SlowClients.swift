/// Clients that send a head that never ends, a byte now and then (慢速请求, slowloris).
final class SlowClients {
    /// Each sends a byte twice a second: four thousand wake-ups a second for the server.
    private static let period: UInt64 = 500_000_000

    private var wires: [Wire] = []
    private var pace: Pace

    init(_ count: Int, port: UInt16) throws {
        pace = Pace(count: count, period: Self.period)
        for _ in 0..<count {
            let wire = try Wire(port: port)
            guard wire.send("GET /livez HTTP/1.1\r\nHost: bench\r\nX-Slow: ") else {
                throw BenchFailure.system("a slow client can not begin")
            }
            wires.append(wire)
        }
    }

    /// Sends the bytes that are due.
    func act(at moment: UInt64) throws {
        for index in pace.due(at: moment) {
            guard wires[index].send("x") else { throw BenchFailure("the server closed a slow client") }
        }
    }
}
