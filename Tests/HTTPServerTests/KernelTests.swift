import Glibc
import HTTPWire
import Testing

@testable import HTTPServer

@Suite("A kernel that does its worst")
struct KernelTests {
    /// What one client asks, with every kind of answer in it.
    private static let script = """
        POST /upload HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\nok\
        GET /a HTTP/1.1\r\nHost: a\r\n\r\n\
        POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n\
        GET /later/b HTTP/1.1\r\nHost: a\r\n\r\n\
        POST /mirror HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabc\
        GET /stream/3 HTTP/1.1\r\nHost: a\r\n\r\n\
        GET /large HTTP/1.1\r\nHost: a\r\n\r\n\
        GET /z HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n
        """

    private func expectAll(_ client: TestClient) async {
        #expect(await client.answer()?.body == "2 218")
        #expect(await client.answer()?.body == "/a")
        #expect(await client.answer()?.body == "hello")
        #expect(await client.answer()?.body == "/later/b")
        #expect(await client.answer()?.body == "abc")
        #expect(await client.answer()?.body.utf8.count == 100_000)
        #expect(await client.answer()?.body.utf8.count == 3_000_000)
        #expect(await client.answer()?.body == "/z")
        #expect(await client.rest() == "")
    }

    @Test("Calls that are interrupted are made again")
    func interrupted() async throws {
        let test = try TestServer(faults: { $0 % 3 == 0 ? nil : .interrupted })
        let client = TestClient(test.address)
        await client.send(Self.script)
        await expectAll(client)
        await test.server.stop()
    }

    @Test("Sockets that are not ready after all are asked again when they are", arguments: [2, 3, 5, 7])
    func wouldBlock(period: Int) async throws {
        // A file that blocks is an error, so the upload is left out.
        let test = try TestServer(faults: { $0 % period == 0 ? .wouldBlock : nil })
        let client = TestClient(test.address)
        await client.send(
            "GET /large HTTP/1.1\r\nHost: a\r\n\r\nGET /stream/30 HTTP/1.1\r\nHost: a\r\n\r\nGET /program HTTP/1.1\r\nHost: a\r\n\r\n"
        )
        #expect(await client.answer()?.body.utf8.count == 3_000_000)
        #expect(await client.answer()?.body.utf8.count == 20 * 50_000)
        #expect(await client.answer()?.status == 200)
        await test.server.stop()
    }

    @Test("What the kernel takes or gives in small parts arrives whole", arguments: [1, 7, 1_000])
    func short(most: Int) async throws {
        // The long answers would take a million calls of one byte: after the first thousands all is taken at once.
        let test = try TestServer(faults: { $0 < 3_000 ? .short(most) : nil })
        let client = TestClient(test.address)
        await client.send(Self.script)
        await expectAll(client)
        await test.server.stop()
    }

    @Test("A connection that breaks in any of its calls leaves nothing and harms nobody", arguments: 1...24)
    func broken(call: Int) async throws {
        let test = try TestServer(faults: { $0 == call ? .failed(call % 2 == 0 ? ECONNRESET : EPIPE) : nil })
        let client = TestClient(test.address)
        await client.send(Self.script)
        // The call may be one of the next client or of the one after it, but never of both.
        let next = TestClient(test.address)
        await next.get("/b")
        let first = await next.answer()?.body
        let last = TestClient(test.address)
        await last.get("/c")
        let second = await last.answer()?.body
        #expect(first == "/b" || first == nil && second == "/c")
        #expect(second == "/c" || second == nil && first == "/b")
        await test.server.stop()
        #expect(test.server.statistics.connections == ServerStatistics.Connections())
        #expect(test.server.statistics.requestsInFlight == 0)
    }

    @Test(
        "Connections that cannot be accepted wait a moment instead of spinning or being lost",
        arguments: [EMFILE, ENFILE, ENOMEM]
    )
    func noDescriptors(number: Int32) async throws {
        let calls = Events()
        let test = try TestServer(faults: { call in
            calls.append("\(call)")
            return call <= 2 ? .failed(number) : nil
        })
        let client = TestClient(test.address)
        await client.get("/a")
        #expect(await client.answer()?.body == "/a")
        // Two refusals, the connection, the end of the queue, the request and its answer: nothing was tried in vain.
        #expect(calls.all.count < 12)
        await test.server.stop()
    }

    @Test("A connection that was gone before it was accepted is passed over")
    func aborted() async throws {
        let test = try TestServer(faults: { $0 == 1 ? .failed(ECONNABORTED) : nil })
        let client = TestClient(test.address)
        await client.get("/a")
        #expect(await client.answer()?.body == "/a")
        await test.server.stop()
    }

    @Test(
        "A disk that is full refuses the upload in words, one that fails says no more than that",
        arguments: [(ENOSPC, "no_space_for_upload"), (EDQUOT, "no_space_for_upload"), (EIO, "upload_failed")]
    )
    func fullDisk(number: Int32, code: String) throws {
        KernelFaults.play { $0 == 1 ? .short(1) : .failed(number) }
        defer { KernelFaults.stop() }
        let upload = try Upload(in: "/tmp")
        let error = #expect(throws: ParseError.self) { try upload.append([1, 2]) }
        #expect(error?.code == code)
    }
}

@Suite("The way into the kernel")
struct SystemCallTests {
    @Test("An interrupted call is made again, one that would block is no error, and others are told")
    func outcomes() {
        var errors = [EINTR, EINTR, 0]
        let done = SystemCall.transfer(7) { count in
            errno = errors.removeFirst()
            return errno == 0 ? count : -1
        }
        #expect(done == .done(7))
        let blocked = SystemCall.transfer(1) { _ in
            errno = EAGAIN
            return -1
        }
        #expect(blocked == .wouldBlock)
        let broken = SystemCall.transfer(1) { _ in
            errno = EPIPE
            return -1
        }
        #expect(broken == .failed(EPIPE))
    }
}
