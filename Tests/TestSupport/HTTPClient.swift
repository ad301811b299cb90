import Glibc

/// A client on one keep-alive connection, with plain blocking sockets: what curl would do.
package final class HTTPClient {
    private let port: UInt16
    /// What is to live as long as somebody talks to it.
    private let server: TestServer?
    private var descriptor: Int32 = -1
    private var buffer: [UInt8] = []

    package init(port: UInt16, of server: TestServer? = nil) {
        self.port = port
        self.server = server
    }

    deinit { if descriptor >= 0 { close(descriptor) } }

    /// Sends a request and reads its answer.
    package func send(
        _ method: String,
        _ target: String,
        token: String? = nil,
        headers: [(String, String)] = [],
        body: String? = nil
    ) throws -> HTTPAnswer {
        var head = "\(method) \(target) HTTP/1.1\r\nHost: localhost\r\n"
        if let token { head += "Authorization: Bearer \(token)\r\n" }
        for (name, value) in headers { head += "\(name): \(value)\r\n" }
        if let body {
            if !headers.contains(where: { $0.0.lowercased() == "content-type" }) {
                head += "Content-Type: application/json\r\n"
            }
            head += "Content-Length: \(body.utf8.count)\r\n"
        }
        try write(Array((head + "\r\n" + (body ?? "")).utf8))
        return try readAnswer(isHead: method == "HEAD")
    }

    /// Sends a request whose body is no text, such as a photo.
    package func send(
        _ method: String,
        _ target: String,
        token: String? = nil,
        headers: [(String, String)] = [],
        bytes: [UInt8]
    ) throws -> HTTPAnswer {
        var head = "\(method) \(target) HTTP/1.1\r\nHost: localhost\r\nContent-Length: \(bytes.count)\r\n"
        if let token { head += "Authorization: Bearer \(token)\r\n" }
        for (name, value) in headers { head += "\(name): \(value)\r\n" }
        try write(Array((head + "\r\n").utf8) + bytes)
        return try readAnswer()
    }

    /// Sends bytes as they are.
    package func write(_ bytes: [UInt8]) throws {
        if descriptor < 0 { try connect() }
        var sent = 0
        while sent < bytes.count {
            let count = bytes[sent...].withUnsafeBytes {
                Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw TestFailure("the server took no more bytes: errno \(errno)") }
            sent += count
        }
    }

    /// The status of an interim answer (RFC 9110 section 15.2), which is nothing but a head.
    package func readInterim() throws -> Int? {
        try readHead().split(separator: " ").dropFirst().first.flatMap { Int($0) }
    }

    package func readAnswer(isHead: Bool = false) throws -> HTTPAnswer {
        while true {
            let head = try readHead()
            let lines = head.split(separator: "\r\n")
            let parts = (lines.first ?? "").split(separator: " ", maxSplits: 2)
            guard parts.count >= 2, let status = Int(parts[1]) else { throw TestFailure("no status line: \(head)") }
            let headers = lines.dropFirst().compactMap { line -> (name: String, value: String)? in
                guard let colon = line.firstIndex(of: ":") else { return nil }
                return (String(line[..<colon]), String(line[line.index(after: colon)...].drop { $0 == " " }))
            }
            if status == 100 { continue }
            let field = { (name: String) in
                headers.first { $0.name.utf8.count == name.utf8.count && $0.name.lowercased() == name }?.value
            }
            var body: [UInt8] = []
            if field("transfer-encoding") == "chunked", !isHead {
                body = try readChunks()
            } else if !isHead, let length = field("content-length").flatMap({ Int($0) }) {
                body = try take(length)
            }
            return HTTPAnswer(status: status, headers: headers, bytes: body)
        }
    }

    private func readHead() throws -> String {
        while true {
            if let length = headLength { return String(decoding: try take(length), as: UTF8.self) }
            try receive()
        }
    }

    /// Where the head ends that came in, with the empty line; every test looks for it, so it goes from line to line.
    private var headLength: Int? {
        buffer.withUnsafeBytes { bytes in
            var at = 0
            while let start = bytes.baseAddress, at < bytes.count,
                let line = memchr(start + at, 10, bytes.count - at)
            {
                let end = UnsafeRawPointer(line) - start + 1
                if end - at == 2, at > 0 { return end }
                at = end
            }
            return nil
        }
    }

    private func readChunks() throws -> [UInt8] {
        var body: [UInt8] = []
        while true {
            let size = try Int(readLine(), radix: 16) ?? 0
            body += try take(size)
            _ = try readLine()
            if size == 0 { return body }
        }
    }

    private func readLine() throws -> String {
        while true {
            if let end = buffer.firstIndex(of: 10) {
                let line = try take(end + 1)
                return String(decoding: line.dropLast(2), as: UTF8.self)
            }
            try receive()
        }
    }

    private func take(_ count: Int) throws -> [UInt8] {
        while buffer.count < count { try receive() }
        let bytes = Array(buffer[..<count])
        buffer.removeFirst(count)
        return bytes
    }

    private func receive() throws {
        var piece = [UInt8](repeating: 0, count: 65_536)
        let count = recv(descriptor, &piece, piece.count, 0)
        if count < 0, errno == EINTR { return }
        guard count > 0 else { throw TestFailure("the server ended the connection") }
        buffer += piece[..<count]
    }

    private func connect() throws {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        let result = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                Glibc.connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard result == 0 else { throw TestFailure("no connection: errno \(errno)") }
        // A test that waits for an answer that never comes should fail, not hang.
        var patience = timeval(tv_sec: 60, tv_usec: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
    }
}
