/// An answer as it stood on the wire, read strictly: what a careful client would refuse is an error here.
struct WireAnswer {
    let status: Int
    let statusLine: String
    let fields: [(name: String, value: String)]
    let body: String

    /// The value of a field that must not be there more than once.
    func field(_ name: String) throws -> String? {
        let values = fields.filter { $0.name.lowercased() == name }
        guard values.count <= 1 else { throw WireFailure(description: "\(name) was sent \(values.count) times") }
        return values.first?.value
    }
}

/// Takes answers out of what a connection receives.
struct WireAnswerReader {
    private let connection: any WireConnection
    private var received: [UInt8] = []
    private var isEnded = false

    init(_ connection: any WireConnection) {
        self.connection = connection
    }

    /// The next answer; nil when the connection ended instead.
    mutating func next(toHead: Bool) throws -> WireAnswer? {
        guard let text = try takeHead() else { return nil }
        let lines = text.split(separator: "\r\n", omittingEmptySubsequences: false).map(String.init)
        let parts = lines[0].split(separator: " ", maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0] == "HTTP/1.1", parts[1].utf8.count == 3, let status = Int(parts[1]) else {
            throw WireFailure(description: "no status line: \(lines[0])")
        }
        let fields = try lines.dropFirst().map { line in
            guard let colon = line.firstIndex(of: ":"), colon > line.startIndex, !line.contains("\n") else {
                throw WireFailure(description: "no field line: \(line)")
            }
            return (String(line[..<colon]), String(line[line.index(after: colon)...].drop { $0 == " " }))
        }
        let empty = WireAnswer(status: status, statusLine: lines[0], fields: fields, body: "")
        if toHead || status < 200 || status == 204 || status == 304 { return empty }
        return WireAnswer(status: status, statusLine: lines[0], fields: fields, body: try takeBody(of: empty))
    }

    /// What is left until the server ends the connection.
    mutating func rest() throws -> String {
        while try receive() {}
        defer { received = [] }
        return String(decoding: received, as: UTF8.self)
    }

    private mutating func takeBody(of answer: WireAnswer) throws -> String {
        let (length, coding) = (try answer.field("content-length"), try answer.field("transfer-encoding"))
        switch (length, coding) {
        case (let length?, nil):
            guard let count = Int(length) else { throw WireFailure(description: "no length: \(length)") }
            return String(decoding: try take(count), as: UTF8.self)
        case (nil, "chunked"): return try takeChunks()
        case (nil, nil): return try rest()
        default: throw WireFailure(description: "length \(length ?? "none") with coding \(coding ?? "none")")
        }
    }

    private mutating func takeChunks() throws -> String {
        var body: [UInt8] = []
        while true {
            guard let line = try takeLine(), let size = Int(line, radix: 16) else {
                throw WireFailure(description: "no chunk size")
            }
            body += try take(size)
            guard try take(2) == [13, 10] else { throw WireFailure(description: "a chunk does not end with its size") }
            if size == 0 { return String(decoding: body, as: UTF8.self) }
        }
    }

    private mutating func takeHead() throws -> String? { try take(until: [13, 10, 13, 10]) }

    private mutating func takeLine() throws -> String? { try take(until: [13, 10]) }

    private mutating func take(until end: [UInt8]) throws -> String? {
        var index = 0
        while true {
            while index + end.count <= received.count {
                if received[index..<index + end.count].elementsEqual(end) {
                    defer { received.removeFirst(index + end.count) }
                    return String(decoding: received[..<index], as: UTF8.self)
                }
                index += 1
            }
            guard try receive() else {
                guard received.isEmpty else { throw WireFailure(description: "the connection ended within an answer") }
                return nil
            }
        }
    }

    private mutating func take(_ count: Int) throws -> [UInt8] {
        while received.count < count {
            guard try receive() else { throw WireFailure(description: "the connection ended within a body") }
        }
        defer { received.removeFirst(count) }
        return Array(received[..<count])
    }

    private mutating func receive() throws -> Bool {
        guard !isEnded else { return false }
        let bytes = try connection.receive()
        isEnded = bytes.isEmpty
        received += bytes
        return !isEnded
    }
}
