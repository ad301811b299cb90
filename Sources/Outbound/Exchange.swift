import Domain

/// One request and its answer, on a thread that may block (一次对外请求).
struct Exchange {
    private let request: OutboundRequest
    private let deadline: Deadline
    private let answerBytes: Int
    private let trust: Trust

    init(_ request: OutboundRequest, deadline: Deadline, answerBytes: Int, trust: Trust) {
        self.request = request
        self.deadline = deadline
        self.answerBytes = answerBytes
        self.trust = trust
    }

    func result() -> Result<OutboundAnswer, OutboundError> {
        do throws(OutboundError) {
            return .success(try run())
        } catch {
            return .failure(error)
        }
    }

    private func run() throws(OutboundError) -> OutboundAnswer {
        let link = try connect()
        try link.write(head + (request.body ?? []))
        var bytes: [UInt8] = []
        while true {
            let isEnd = try link.read(into: &bytes)
            guard bytes.count <= answerBytes else { throw .tooLarge }
            if let answer = try AnswerParser.parse(bytes, isEnd: isEnd) { return answer }
            guard !isEnd else { throw .malformed }
        }
    }

    /// Tries once more where no connection could be made: nothing was sent yet, so nothing happens twice.
    private func connect() throws(OutboundError) -> Link {
        do throws(OutboundError) {
            return try Link(to: request.address, deadline: deadline, trust: trust)
        } catch {
            guard error == .unreachable else { throw error }
        }
        return try Link(to: request.address, deadline: deadline, trust: trust)
    }

    private var head: [UInt8] {
        let address = request.address
        var text = "\(request.body == nil ? "GET" : "POST") \(address.path)\(request.target) HTTP/1.1\r\n"
        text += "Host: \(address.authority)\r\nAccept: application/json\r\nConnection: close\r\nUser-Agent: linli\r\n"
        if let body = request.body {
            text += "Content-Type: application/json\r\nContent-Length: \(body.count)\r\n"
        }
        for (name, value) in request.fields { text += "\(name): \(value)\r\n" }
        return Array("\(text)\r\n".utf8)
    }
}
