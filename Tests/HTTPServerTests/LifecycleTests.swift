import HTTPWire
import Testing

@testable import HTTPServer

@Suite("Start and stop")
struct LifecycleTests {
    @Test("A server says which port it got, and a second one there is refused in words")
    func addressInUse() async throws {
        let test = try TestServer()
        #expect(test.address.port != 0)
        let second = Server(settings: ServerSettings(addresses: [test.address])) { _ in throw Failure() }
        let error = #expect(throws: ServerError.self) { try second.start() }
        #expect(error?.reason == .addressInUse)
        #expect(error?.description == "Cannot listen on \(test.address): another process listens there.")
        await test.server.stop()
    }

    @Test("A host that is no literal address is refused in words")
    func invalidAddress() {
        let server = Server(settings: ServerSettings(addresses: [ListenAddress(host: "nowhere", port: 0)])) { _ in
            throw Failure()
        }
        let error = #expect(throws: ServerError.self) { try server.start() }
        #expect(error?.description == "The listen address nowhere:0 is not a literal IPv4 or IPv6 address.")
    }

    @Test("A server whose handler cannot be made does not start and frees its port")
    func failingHandler() async throws {
        let server = Server(settings: ServerSettings(addresses: [ListenAddress(host: "127.0.0.1", port: 0)], loops: 2))
        { _ in
            throw Failure()
        }
        #expect(throws: Failure.self) { try server.start() }
        await server.stop()
    }

    @Test("Every address is served, each with a port of its own")
    func addresses() async throws {
        let test = try TestServer {
            $0.addresses.append(ListenAddress(host: "127.0.0.2", port: 0))
        }
        #expect(test.addresses.map(\.host) == ["127.0.0.1", "127.0.0.2"])
        let client = TestClient(test.addresses[0])
        await client.get("/a")
        #expect(await client.answer()?.body == "/a")
        let other = TestClient(test.addresses[1])
        await other.get("/b")
        #expect(await other.answer()?.body == "/b")
        await test.server.stop()
    }

    @Test("A stopping server finishes what runs, says that it closes, and closes what rests", arguments: [1, 2])
    func gracefulStop(loops: Int) async throws {
        let test = try TestServer(loops: loops)
        // So many that each loop has one: when all are closed, every loop has begun to stop.
        let resting = (0..<8).map { _ in TestClient(test.address) }
        for client in resting {
            await client.get("/a")
            #expect(await client.answer()?.body == "/a")
        }
        let busy = TestClient(test.address)
        await busy.get("/gate")
        await test.gate.waitForArrivals(1)
        async let stopped: Void = test.server.stop()
        for client in resting { #expect(await client.rest() == "") }
        test.gate.open()
        let answer = try #require(await busy.answer())
        #expect(answer.body == "/gate")
        #expect(answer.fields["connection"] == "close")
        #expect(await busy.rest() == "")
        // Until the client ends its side, too, the server waits a little.
        await busy.endSending()
        await stopped
    }

    @Test("A request that is in the socket when the server stops is answered")
    func lastRequest() async throws {
        let test = try TestServer()
        let client = TestClient(test.address)
        await client.get("/gate")
        await test.gate.waitForArrivals(1)
        let late = TestClient(test.address)
        await late.get("/late")
        async let stopped: Void = test.server.stop()
        #expect(await late.answer()?.body == "/late")
        test.gate.open()
        #expect(await client.answer()?.body == "/gate")
        #expect(await client.rest() == "")
        #expect(await late.rest() == "")
        await client.endSending()
        await late.endSending()
        await stopped
    }

    @Test("While it finishes what runs, a server takes no new connection", arguments: [1, 2])
    func takesNothingNew(loops: Int) async throws {
        let test = try TestServer(loops: loops)
        let busy = TestClient(test.address)
        await busy.get("/gate")
        await test.gate.waitForArrivals(1)
        let resting = TestClient(test.address)
        await resting.get("/a")
        #expect(await resting.answer()?.body == "/a")
        async let stopped: Void = test.server.stop()
        #expect(await resting.rest() == "")
        // Every loop has stopped when its sockets are closed; a loop with nothing to finish is as quick as the other.
        while TestClient(test.address).isConnected { try await Task.sleep(for: .milliseconds(20)) }
        test.gate.open()
        #expect(await busy.answer()?.body == "/gate")
        await busy.endSending()
        await stopped
    }

    @Test("A request that is half sent when the server stops gets its time")
    func halfSent() async throws {
        let test = try TestServer()
        let client = TestClient(test.address)
        await client.send("POST /echo HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 5\r\n\r\n")
        #expect(await client.answer()?.status == 100)
        let silent = TestClient(test.address)
        async let stopped: Void = test.server.stop()
        // The patience with clients that have sent nothing is over.
        #expect(await silent.rest() == "")
        await client.send("hello")
        #expect(await client.answer()?.body == "hello")
        await client.endSending()
        await stopped
    }

    @Test("A stopped server is not there any more")
    func refusesAfterwards() async throws {
        let test = try TestServer()
        await test.server.stop()
        await test.server.stop()
        let client = TestClient(test.address)
        await client.get("/a")
        #expect(await client.answer() == nil)
    }

    @Test("What does not end within the grace time is cut off, and its late answer goes nowhere")
    func graceTime() async throws {
        let test = try TestServer { $0.graceTimeout = .milliseconds(50) }
        let client = TestClient(test.address)
        await client.get("/gate")
        await test.gate.waitForArrivals(1)
        await test.server.stop()
        #expect(await client.answer() == nil)
        test.gate.open()
    }
}

private struct Failure: Error {}
