import COpenSSL
import Dispatch
import Glibc
import TestSupport

@testable import HTTPServer

/// A client that speaks in raw bytes, so that tests see what is really on the wire.
///
/// It waits for bytes, never for time; a server that says nothing for ten seconds fails the test instead of hanging it.
/// Each client blocks a thread of its own: the pool that runs the tests has only as many as there are cores.
actor TestClient {
    struct Answer: Equatable, Sendable {
        var status = 0
        var fields: [String: String] = [:]
        var body = ""
    }

    nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    private let executor = ClientThread()
    private let descriptor: Int32
    /// The server took the connection, or its queue did.
    let isConnected: Bool
    private var received: [UInt8] = []
    // Nothing for a client that speaks plain.
    private var tls: TLSEnd?

    /// Connects to the server, from the loopback address `source` when one is named.
    init(_ address: ListenAddress, receiveBuffer: Int32? = nil, from source: String? = nil) {
        let family = address.path != nil ? AF_UNIX : address.host.contains(":") ? AF_INET6 : AF_INET
        let descriptor = socket(family, Int32(SOCK_STREAM.rawValue), 0)
        self.descriptor = descriptor
        var patience = timeval(tv_sec: 10, tv_usec: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
        if var receiveBuffer {
            setsockopt(descriptor, SOL_SOCKET, SO_RCVBUF, &receiveBuffer, socklen_t(MemoryLayout<Int32>.size))
        }
        if let source {
            Self.with(Self.ipv4(source, 0)) { _ = bind(descriptor, $0, $1) }
        }
        let link: (UnsafePointer<sockaddr>, socklen_t) -> Bool = { connect(descriptor, $0, $1) == 0 }
        isConnected =
            switch family {
            case AF_INET: Self.with(Self.ipv4(address.host, address.port), link)
            case AF_INET6: Self.with(Self.ipv6(address.host, address.port), link)
            default: Self.with(Self.unix(address.path ?? ""), link)
            }
    }

    private static func with<Address, Result>(
        _ address: Address,
        _ use: (UnsafePointer<sockaddr>, socklen_t) -> Result
    ) -> Result {
        withUnsafePointer(to: address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                use($0, socklen_t(MemoryLayout<Address>.size))
            }
        }
    }

    private static func ipv4(_ host: String, _ port: UInt16) -> sockaddr_in {
        var target = sockaddr_in()
        target.sin_family = sa_family_t(AF_INET)
        target.sin_port = port.bigEndian
        inet_pton(AF_INET, host, &target.sin_addr)
        return target
    }

    private static func ipv6(_ host: String, _ port: UInt16) -> sockaddr_in6 {
        var target = sockaddr_in6()
        target.sin6_family = sa_family_t(AF_INET6)
        target.sin6_port = port.bigEndian
        inet_pton(AF_INET6, host, &target.sin6_addr)
        return target
    }

    private static func unix(_ path: String) -> sockaddr_un {
        var target = sockaddr_un()
        target.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &target.sun_path) { $0.copyBytes(from: Array(path.utf8)) }
        return target
    }

    /// Throws the connection away, so that the server gets a reset instead of an end.
    func reset() {
        var hard = linger(l_onoff: 1, l_linger: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &hard, socklen_t(MemoryLayout<linger>.size))
        // The descriptor stays ours until the end: connecting to nowhere makes the kernel send the reset now.
        var nowhere = sockaddr()
        nowhere.sa_family = sa_family_t(AF_UNSPEC)
        _ = connect(descriptor, &nowhere, socklen_t(MemoryLayout<sockaddr>.size))
    }

    /// Shakes hands; false when the server does not.
    func encrypt(
        resuming session: TLSTicket? = nil,
        protocols: [String] = ["h2", "http/1.1"],
        versions: ClosedRange<Int32> = TLS1_2_VERSION...TLS1_3_VERSION
    ) -> Bool {
        let end = TLSEnd(descriptor: descriptor, resuming: session, protocols: protocols, versions: versions)
        tls = end
        return end.connect()
    }

    /// What the server said in the handshake.
    var chosenProtocol: String? { tls?.chosenProtocol }
    var isResumed: Bool { tls?.isResumed ?? false }
    var ticket: TLSTicket? { tls?.ticket }
    var commonName: String? { tls?.commonName }
    var version: String? { tls?.version }

    /// Whether the server said that this was all, instead of only going away.
    var wasToldGoodbye: Bool { tls?.wasToldGoodbye ?? false }

    /// Holds what is sent back until it is let go, so that it arrives as one.
    func cork(_ isOn: Bool) {
        var on: Int32 = isOn ? 1 : 0
        setsockopt(descriptor, Int32(IPPROTO_TCP), TCP_CORK, &on, socklen_t(MemoryLayout<Int32>.size))
    }

    func sayGoodbye() {
        tls?.sayGoodbye()
    }

    deinit {
        close(descriptor)
    }

    func send(_ text: String) {
        send(Array(text.utf8))
    }

    /// Sends all bytes, or as many as the server takes before it closes.
    func send(_ bytes: [UInt8]) {
        if let tls {
            tls.send(bytes)
            return
        }
        sendPlain(bytes)
    }

    /// Sends past the encryption.
    func sendPlain(_ bytes: [UInt8]) {
        var sent = 0
        while sent < bytes.count {
            let count = bytes[sent...].withUnsafeBytes {
                Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { return }
            sent += count
        }
    }

    func get(_ target: String, _ fields: String = "") {
        send("GET \(target) HTTP/1.1\r\nHost: test\r\n\(fields)\r\n")
    }

    func endSending() {
        _ = shutdown(descriptor, Int32(SHUT_WR))
    }

    /// The next answer with a Content-Length, chunks or no body; nil when the connection ended instead.
    func answer(toHead: Bool = false) -> Answer? {
        guard let head = line(endingWith: "\r\n\r\n") else { return nil }
        var lines = head.split(separator: "\r\n").makeIterator()
        var answer = Answer()
        let statusLine = lines.next() ?? ""
        answer.status = Int(statusLine.split(separator: " ").dropFirst().first ?? "") ?? 0
        while let line = lines.next() {
            let parts = line.split(separator: ":", maxSplits: 1)
            answer.fields[parts[0].lowercased()] = parts.count > 1 ? String(parts[1].drop { $0 == " " }) : ""
        }
        guard !toHead, answer.status >= 200 else { return answer }
        if answer.fields["transfer-encoding"] == "chunked" {
            while let size = line(endingWith: "\r\n").flatMap({ Int($0, radix: 16) }), let chunk = take(size + 2) {
                // CR LF is one Character.
                answer.body += chunk.dropLast()
                if size == 0 { return answer }
            }
            return nil
        }
        guard let length = answer.fields["content-length"].flatMap({ Int($0) }) else { return answer }
        guard let body = take(length) else { return nil }
        answer.body = body
        return answer
    }

    /// The bodies of the next answers.
    func bodies(_ count: Int) -> [String?] {
        (0..<count).map { _ in answer()?.body }
    }

    /// Everything until the server ends the connection; nil when it does not.
    func rest() -> String? {
        while true {
            let count = receive()
            if count < 0 { return nil }
            if count == 0 { break }
        }
        defer { received = [] }
        return String(decoding: received, as: UTF8.self)
    }

    private func line(endingWith end: String) -> String? {
        let end = Array(end.utf8)
        var scanned = 0
        while true {
            while scanned + end.count <= received.count {
                if Array(received[scanned..<scanned + end.count]) == end {
                    let line = String(decoding: received[..<scanned], as: UTF8.self)
                    received.removeFirst(scanned + end.count)
                    return line
                }
                scanned += 1
            }
            guard receive() > 0 else { return nil }
        }
    }

    private func take(_ count: Int) -> String? {
        while received.count < count {
            guard receive() > 0 else { return nil }
        }
        defer { received.removeFirst(count) }
        return String(decoding: received[..<count], as: UTF8.self)
    }

    private func receive() -> Int {
        var buffer = [UInt8](repeating: 0, count: 65_536)
        let count = tls.map { $0.receive(&buffer) } ?? recv(descriptor, &buffer, buffer.count, 0)
        if count > 0 { received += buffer[..<count] }
        return count
    }
}

/// The thread of one client.
private final class ClientThread: SerialExecutor {
    private let queue = DispatchQueue(label: "client")

    func enqueue(_ job: consuming ExecutorJob) {
        let unowned = UnownedJob(job)
        queue.async {
            unowned.runSynchronously(on: self.asUnownedSerialExecutor())
        }
    }
}
