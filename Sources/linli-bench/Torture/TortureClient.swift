import Glibc
import Torture

/// A client that reads what it is told (拷问客户端), on one connection that waits for its answers.
final class TortureClient: Connected {
    private let wire: Wire
    /// Who asks; a client may speak for one after another.
    var token: String
    private var buffer: [UInt8] = []

    init(port: UInt16, token: String) throws {
        var options = Wire.Options()
        options.isBlocking = true
        wire = try Wire(port: port, options)
        self.token = token
    }

    func ask(_ ask: Ask) -> Told? { send("POST", ask) }

    func read(_ path: String) -> Told? { send("GET", Ask(path, "")) }

    private func send(_ method: String, _ ask: Ask) -> Told? {
        let fields = ask.headers.map { "\($0.name): \($0.value)\r\n" }.joined()
        let isSent = wire.send(
            "\(method) \(ask.path) HTTP/1.1\r\nHost: torture\r\nAuthorization: Bearer \(token)\r\n"
                + "Content-Type: application/json\r\nContent-Length: \(ask.body.utf8.count)\r\n\(fields)\r\n\(ask.body)"
        )
        guard isSent, let head = takeHead() else { return nil }
        let lines = head.split(separator: "\r\n")
        // "HTTP/1.1 200 ": three digits from the tenth character on.
        guard let status = lines.first.flatMap({ Int($0.dropFirst(9).prefix(3)) }) else { return nil }
        let length = lines.first { $0.lowercased().hasPrefix("content-length:") }
            .flatMap { Int($0.dropFirst("content-length:".count).drop { $0 == " " }) }
        return take(length ?? 0).map { Told(status: status, body: $0) }
    }

    private func takeHead() -> String? {
        let end = Array("\r\n\r\n".utf8)
        while true {
            if let range = buffer.firstRange(of: end) {
                return take(range.upperBound).map { String(decoding: $0, as: UTF8.self) }
            }
            guard receive() else { return nil }
        }
    }

    private func take(_ count: Int) -> [UInt8]? {
        while buffer.count < count { guard receive() else { return nil } }
        defer { buffer.removeFirst(count) }
        return Array(buffer[..<count])
    }

    /// False when the connection ended.
    private func receive() -> Bool {
        let piece = [UInt8](unsafeUninitializedCapacity: 65_536) { buffer, count in
            switch wire.receive(into: UnsafeMutableRawBufferPointer(buffer)) {
            case .bytes(let received): count = received
            case .later, .ended: count = 0
            }
        }
        buffer += piece
        return !piece.isEmpty
    }
}
