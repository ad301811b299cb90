import Glibc

/// Keeps one request in flight on each of its connections (负载发生器), from one thread.
///
/// By `poll`, because the Glibc module has no epoll; at 256 connections that costs a few microseconds a wake-up, on a
/// core that the server does not use.
final class LoadGenerator {
    private struct Client {
        let descriptor: Int32
        var reader = ResponseReader()
        var sentAt: UInt64 = 0
    }

    private var clients: [Client] = []
    private var polled: [pollfd] = []
    private var requests: RequestBook
    private var buffer = [UInt8](repeating: 0, count: 1 << 18)

    init(port: UInt16, connections: Int, requests: RequestBook) throws {
        self.requests = requests
        for _ in 0..<connections {
            let descriptor = try Self.connect(port)
            clients.append(Client(descriptor: descriptor))
            polled.append(pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0))
        }
    }

    deinit {
        for client in clients { close(client.descriptor) }
    }

    /// Loads for a while and counts what was answered in it; what is in flight at the end stays so.
    func drive(seconds: Double) throws -> Tally {
        var tally = Tally()
        let begin = Self.now()
        let end = begin + UInt64(seconds * 1e9)
        for index in clients.indices where clients[index].sentAt == 0 { try send(index, at: Self.now()) }
        while true {
            let ready = poll(&polled, nfds_t(polled.count), 2_000)
            if ready < 0 {
                if errno == EINTR { continue }
                throw BenchFailure.system("poll")
            }
            if ready == 0 { throw BenchFailure("the server has not answered for two seconds") }
            for index in polled.indices where polled[index].revents != 0 { try receive(index, &tally) }
            let moment = Self.now()
            if moment >= end {
                tally.nanoseconds = moment - begin
                return tally
            }
        }
    }

    private func receive(_ index: Int, _ tally: inout Tally) throws {
        let count = recv(clients[index].descriptor, &buffer, buffer.count, 0)
        if count < 0, errno == EAGAIN || errno == EINTR { return }
        guard count > 0 else { throw BenchFailure("the server closed a connection under load") }
        let status = try buffer.withUnsafeBytes { bytes in
            try clients[index].reader.take(UnsafeRawBufferPointer(rebasing: bytes[..<count]))
        }
        guard let status else { return }
        let moment = Self.now()
        tally.latency.add(nanoseconds: moment - clients[index].sentAt)
        if !(200..<300).contains(status) { tally.errors += 1 }
        try send(index, at: moment)
    }

    private func send(_ index: Int, at moment: UInt64) throws {
        clients[index].sentAt = moment
        let descriptor = clients[index].descriptor
        let isWhole = requests.withNext { bytes in
            Glibc.send(descriptor, bytes.baseAddress, bytes.count, Int32(MSG_NOSIGNAL)) == bytes.count
        }
        // A request is far smaller than a socket buffer that holds nothing else.
        guard isWhole else { throw BenchFailure.system("a request could not be sent whole") }
    }

    /// A connection to the server on this machine, without delay of small segments.
    static func connect(_ port: UInt16) throws -> Int32 {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { throw BenchFailure.system("socket") }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(INADDR_LOOPBACK).bigEndian
        let result = withUnsafeBytes(of: &address) { bytes in
            Glibc.connect(descriptor, bytes.assumingMemoryBound(to: sockaddr.self).baseAddress, socklen_t(bytes.count))
        }
        var yes: Int32 = 1
        setsockopt(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &yes, socklen_t(MemoryLayout<Int32>.size))
        guard result == 0, fcntl(descriptor, F_SETFL, O_NONBLOCK) == 0 else {
            close(descriptor)
            throw BenchFailure.system("the server can not be reached")
        }
        return descriptor
    }

    static func now() -> UInt64 {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
    }
}
