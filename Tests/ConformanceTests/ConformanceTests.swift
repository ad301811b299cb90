import Testing

@testable import HTTPWire

@Suite("Conformance with RFC 9110 and RFC 9112, byte by byte")
struct ConformanceTests {
    @Test("There are enough cases, and each has a name of its own")
    func table() {
        #expect(WireCase.all.count >= 220)
        #expect(Set(WireCase.all.map(\.name)).count == WireCase.all.count)
        #expect(WireCase.all.allSatisfy { $0.section.hasPrefix("RFC ") && $0.section.contains("§") })
    }

    @Test("In process", arguments: WireCase.all)
    func inProcess(example: WireCase) {
        let understood = Understood(parts: example.parts)
        #expect(understood.lines == example.lines)
        switch example.expectation {
        case .reads(_, .stays): #expect(understood.end == .stays)
        case .reads(_, .closes): #expect(understood.end == .closes)
        case .refused(let status, let code, after: _): #expect(understood.end == .refused(status, code))
        case .waits: #expect(understood.end == .waits)
        }
    }

    @Test("Over a live connection", arguments: WireCase.all)
    func live(example: WireCase) throws {
        let server = try #require(EchoServer.shared)
        for wire in server.wires {
            var run = try LiveRun(example, wire)
            try run.check()
        }
    }
}

/// One case over one connection of its own.
private struct LiveRun {
    private static let probe = latin1(head("GET /probe HTTP/1.1", "Host: a"))

    private let example: WireCase
    private let connection: any WireConnection
    private var reader: WireAnswerReader
    private var answers: [WireAnswer] = []

    init(_ example: WireCase, _ wire: any Wire) throws {
        self.example = example
        connection = try wire.connect()
        reader = WireAnswerReader(connection)
        for (number, part) in example.parts.enumerated() {
            if number > 0 { try readOne() }
            connection.send(part)
        }
    }

    private mutating func readOne() throws {
        let line = answers.count < example.lines.count ? example.lines[answers.count] : ""
        guard let answer = try reader.next(toHead: line.hasPrefix("HEAD ")) else {
            throw WireFailure(description: "the connection ended after \(answers.count) answers")
        }
        answers.append(answer)
    }

    /// Exactly the answers that are expected come in their order, and the connection ends or goes on as it must.
    mutating func check() throws {
        switch example.expectation {
        case .reads(let lines, .stays):
            while answers.count < lines.count { try readOne() }
            connection.send(Self.probe)
            #expect(try reader.next(toHead: false)?.body == "GET /probe", "no further request is answered")
            connection.endSending()
            #expect(try reader.rest() == "")
        case .reads(let lines, .closes):
            // Whatever follows the last request must not be answered.
            connection.send(Self.probe)
            while answers.count < lines.count { try readOne() }
            #expect(try reader.rest() == "")
            #expect(try answers.last?.field("connection") == "close")
        case .refused(let status, let code, after: let lines):
            connection.send(Self.probe)
            while answers.count < lines.count { try readOne() }
            try checkRefusal(status, code)
        case .waits(after: let lines):
            while answers.count < lines.count { try readOne() }
            connection.endSending()
            #expect(try reader.rest() == "")
        }
        for (answer, line) in zip(answers, example.lines) { try check(answer, line) }
    }

    private mutating func checkRefusal(_ status: Int, _ code: String) throws {
        let refusal = try reader.next(toHead: false)
        #expect(refusal?.status == status)
        #expect(refusal?.body.contains(code) == true)
        #expect(try refusal?.field("connection") == "close")
        #expect(try refusal?.field("content-type") == "application/problem+json")
        #expect(try refusal?.field("date") != nil)
        #expect(try reader.rest() == "")
    }

    private func check(_ answer: WireAnswer, _ line: String) throws {
        guard line != "100" else {
            #expect(answer.status == 100)
            #expect(answer.fields.isEmpty)
            return
        }
        let path = line.split(separator: " ").dropFirst().first ?? ""
        let status = path.hasPrefix("/status/") ? Int(path.dropFirst(8)) ?? 0 : 200
        #expect(answer.status == status)
        #expect(try answer.field("date")?.hasSuffix(" GMT") == true)
        if status == 204 || status == 304 {
            #expect(try answer.field("content-length") == nil)
            #expect(try answer.field("transfer-encoding") == nil)
        } else if line.hasPrefix("HEAD ") {
            #expect(answer.body == "")
            #expect(try path == "/stream" || answer.field("content-length") == "\(line.utf8.count)")
        } else {
            #expect(answer.body == line)
        }
    }
}
