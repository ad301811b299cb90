import HTTPWire
import Testing

@testable import HTTPServer

@Suite("The life of a connection")
struct ConnectionTests {
    /// A connection that has answered a request and rests.
    private func resting(_ change: (inout Connection) -> Void = { _ in }) -> Connection {
        var connection = Connection()
        connection.phase = .reading
        connection.isFresh = false
        change(&connection)
        return connection
    }

    @Test("A connection that owes nothing and is owed nothing rests; a stopping server closes it")
    func rest() {
        #expect(resting().next(isStopping: false) == .rest)
        #expect(resting().next(isStopping: true) == .close)
    }

    @Test("A new connection keeps its first deadline, also when the server stops: its request may be on its way")
    func first() {
        let fresh = resting { $0.isFresh = true }
        #expect(fresh.next(isStopping: false) == .readFirst)
        #expect(fresh.next(isStopping: true) == .readFirst)
    }

    @Test("What has begun is waited for, also by a stopping server")
    func begun() throws {
        let head = resting { $0.leftover = Array("GET /".utf8) }
        #expect(head.next(isStopping: false) == .readHead)
        #expect(head.next(isStopping: true) == .readHead)
        let bytes = Array("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nab".utf8)
        var body = resting()
        _ = try body.decoder.decode(bytes, to: bytes.count, limits: WireLimits())
        #expect(body.next(isStopping: false) == .readBody)
        #expect(body.next(isStopping: true) == .readBody)
    }

    @Test("Whatever it does, an answer that the socket did not take comes first")
    func unsent() {
        for phase in [Connection.Phase.reading, .working, .streaming] {
            let connection = resting {
                $0.phase = phase
                $0.unsent = [[1]]
                $0.hasUnread = true
                $0.isClosing = true
                $0.peerClosed = true
            }
            #expect(connection.next(isStopping: true) == .waitToWrite)
        }
    }

    @Test("Work is waited for, whatever the client does meanwhile")
    func working() {
        let connection = resting {
            $0.phase = .working
            $0.peerClosed = true
            $0.hasUnread = true
        }
        #expect(connection.next(isStopping: true) == .waitForWork)
    }

    @Test("A long answer goes on by turns, a file through the kernel")
    func streaming() {
        var connection = resting { $0.phase = .streaming }
        #expect(connection.next(isStopping: false) == .goOn)
        connection.production = .file(FileTransfer(BodyFile(descriptor: -1, size: 1) { _ in }))
        #expect(connection.next(isStopping: false) == .sendFile)
    }

    @Test("A client that ended its side is answered all that it sent, then the connection closes")
    func halfClosed() {
        var connection = resting {
            $0.peerClosed = true
            $0.hasUnread = true
        }
        #expect(connection.next(isStopping: false) == .goOn)
        connection.hasUnread = false
        #expect(connection.next(isStopping: false) == .close)
        // A cut request is never handled as whole.
        connection.leftover = Array("GET / HTTP/1.1\r\n".utf8)
        #expect(connection.next(isStopping: false) == .close)
    }

    @Test(
        "After the last answer the client's end is waited for, unless it has come; what it sent behind is not looked at"
    )
    func lastAnswer() {
        var connection = resting {
            $0.isClosing = true
            $0.hasUnread = true
        }
        #expect(connection.next(isStopping: false) == .linger)
        connection.peerClosed = true
        #expect(connection.next(isStopping: false) == .close)
    }

    @Test("Nothing follows for an empty slot or a connection that only waits for its client to go")
    func over() {
        #expect(Connection().next(isStopping: false) == .nothing)
        let lingering = resting {
            $0.phase = .lingering
            $0.hasUnread = true
        }
        #expect(lingering.next(isStopping: false) == .nothing)
    }

    @Test("A connection at rest is small")
    func size() {
        #expect(MemoryLayout<Connection>.stride <= 256)
    }
}
