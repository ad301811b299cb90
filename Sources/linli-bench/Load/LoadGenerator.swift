import Glibc

/// Keeps one request, or one train of them, in flight on each of its connections (负载发生器), from one thread.
///
/// By `poll`, because the Glibc module has no epoll; at 256 connections that costs a few microseconds a wake-up, on a
/// core that the server does not use.
final class LoadGenerator {
    private struct Client {
        let wire: Wire
        var reader = ResponseReader()
        var sentAt: UInt64 = 0
        /// Answers that have not come yet.
        var waiting = 0
    }

    private var clients: [Client] = []
    private var polled: [pollfd] = []
    private var requests: RequestBook
    private var buffer = [UInt8](repeating: 0, count: 1 << 18)

    /// Requests that are still to be sent; nothing where they are not counted.
    private var left: Int?

    /// Requests that are sent one behind the other without waiting.
    private let depth: Int

    /// How long nothing may come, in milliseconds: a disk that is busy with what was filled before answers late.
    private static let patience: Int32 = 10_000

    init(
        port: UInt16,
        connections: Int,
        requests: RequestBook,
        depth: Int = 1,
        wire options: Wire.Options = Wire.Options()
    ) throws {
        self.requests = requests
        self.depth = depth
        for _ in 0..<connections {
            let wire = try Wire(port: port, options)
            clients.append(Client(wire: wire))
            polled.append(pollfd(fd: wire.descriptor, events: Int16(POLLIN), revents: 0))
        }
    }

    /// Loads for a while and counts what was answered in it; what is in flight at the end stays so.
    ///
    /// What others do to the server meanwhile is done in `beside`, called between the answers with the time.
    func drive(seconds: Double, beside: (UInt64) throws -> Void = { _ in }) throws -> Tally {
        var tally = Tally()
        let begin = Self.now()
        let end = begin + UInt64(seconds * 1e9)
        for index in clients.indices where clients[index].waiting == 0 { try send(index, at: Self.now()) }
        while true {
            let ready = poll(&polled, nfds_t(polled.count), Self.patience)
            if ready < 0 {
                if errno == EINTR { continue }
                throw BenchFailure.system("poll")
            }
            if ready == 0 { throw BenchFailure("the server has not answered for ten seconds") }
            for index in polled.indices where polled[index].revents != 0 { try receive(index, &tally) }
            let moment = Self.now()
            try beside(moment)
            if moment >= end {
                tally.nanoseconds = moment - begin
                return tally
            }
        }
    }

    /// Sends so many requests, each once, as fast as answers come, and waits for all of them.
    func exhaust(_ wanted: Int) throws -> Tally {
        var tally = Tally()
        let begin = Self.now()
        left = wanted
        for index in clients.indices { try send(index, at: Self.now()) }
        while tally.requests < wanted {
            let ready = poll(&polled, nfds_t(polled.count), Self.patience)
            if ready < 0 {
                if errno == EINTR { continue }
                throw BenchFailure.system("poll")
            }
            if ready == 0 { throw BenchFailure("the server has not answered for ten seconds") }
            for index in polled.indices where polled[index].revents != 0 { try receive(index, &tally) }
        }
        tally.nanoseconds = Self.now() - begin
        return tally
    }

    private func receive(_ index: Int, _ tally: inout Tally) throws {
        let answers = try buffer.withUnsafeMutableBytes { bytes -> ResponseReader.Answers in
            switch clients[index].wire.receive(into: bytes) {
            case .later: return ResponseReader.Answers()
            case .ended: throw BenchFailure("the server closed a connection under load")
            case .bytes(let count):
                return try clients[index].reader.take(UnsafeRawBufferPointer(rebasing: bytes[..<count]))
            }
        }
        guard answers.count > 0 else { return }
        let moment = Self.now()
        for _ in 0..<answers.count { tally.latency.add(nanoseconds: moment - clients[index].sentAt) }
        tally.errors += answers.errors
        clients[index].waiting -= answers.count
        if clients[index].waiting == 0 { try send(index, at: moment) }
    }

    private func send(_ index: Int, at moment: UInt64) throws {
        if let rest = left {
            guard rest > 0 else { return }
            left = rest - 1
        }
        clients[index].sentAt = moment
        clients[index].waiting = depth
        let wire = clients[index].wire
        let isWhole =
            depth == 1
            ? requests.withNext { wire.send($0) }
            : requests.next(depth).withUnsafeBytes { wire.send($0) }
        guard isWhole else { throw BenchFailure.system("a request could not be sent whole") }
    }

    static func now() -> UInt64 {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
    }
}
