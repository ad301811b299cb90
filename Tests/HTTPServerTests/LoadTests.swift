import HTTPWire
import Testing

@testable import HTTPServer

@Suite("More than the server takes on")
struct LoadTests {
    @Test(
        "A connection beyond the limit is told so and closed, and there is room again when one ends",
        arguments: [1, 2]
    )
    func connections(loops: Int) async throws {
        let test = try TestServer(loops: loops) { $0.maximumConnections = 1 }
        let first = TestClient(test.address)
        await first.get("/1")
        #expect(await first.answer()?.body == "/1")
        let second = TestClient(test.address)
        let refusal = try #require(await second.answer())
        #expect(refusal.status == 503)
        #expect(refusal.body == "too_many_connections")
        #expect(refusal.fields["retry-after"] == "5")
        #expect(refusal.fields["connection"] == "close")
        #expect(await second.rest() == "")
        await second.endSending()
        await first.get("/2", "Connection: close\r\n")
        #expect(await first.answer()?.body == "/2")
        #expect(await first.rest() == "")
        await first.endSending()
        var third = TestClient(test.address)
        await third.get("/3")
        // The end of the first connection may reach the server after the third one.
        while await third.answer()?.status == 503 {
            third = TestClient(test.address)
            await third.get("/3")
        }
        #expect(test.events.all.filter { $0.hasPrefix("/") } == ["/1", "/2", "/3"])
        await test.server.stop()
    }

    @Test("A client that sent its request before it was refused still reads why")
    func eagerClient() async throws {
        let test = try TestServer { $0.maximumConnections = 1 }
        let first = TestClient(test.address)
        await first.get("/1")
        #expect(await first.answer()?.body == "/1")
        let eager = TestClient(test.address)
        await eager.send([UInt8](repeating: 0x61, count: 1_000_000))
        #expect(await eager.answer()?.status == 503)
        await test.server.stop()
    }

    @Test("One address gets its share and no more; others are not touched")
    func connectionsOfOneAddress() async throws {
        let test = try TestServer {
            $0.maximumConnectionsPerAddress = 2
            $0.exemptsLocalClients = false
        }
        let clients = (0..<2).map { _ in TestClient(test.address, from: "127.0.0.2") }
        for client in clients {
            await client.get("/a")
            #expect(await client.answer()?.body == "/a")
        }
        let third = TestClient(test.address, from: "127.0.0.2")
        let refusal = try #require(await third.answer())
        #expect(refusal.status == 429)
        #expect(refusal.body == "too_many_connections_from_address")
        #expect(refusal.fields["retry-after"] == "5")
        #expect(await third.rest() == "")
        let other = TestClient(test.address, from: "127.0.0.3")
        await other.get("/b")
        #expect(await other.answer()?.body == "/b")
        #expect(test.server.statistics.refusals == ["too_many_connections_from_address": 1])
        await test.server.stop()
    }

    @Test("Clients on this machine are not counted by address unless that is set")
    func localClients() async throws {
        let test = try TestServer { $0.maximumConnectionsPerAddress = 1 }
        let clients = (0..<3).map { _ in TestClient(test.address) }
        for client in clients {
            await client.get("/a")
            #expect(await client.answer()?.body == "/a")
        }
        await test.server.stop()
    }

    @Test("A hundred exports that nobody reads hold nobody up, and each arrives whole once it is read")
    func exports() async throws {
        let test = try TestServer()
        let readers = (0..<100).map { _ in TestClient(test.address, receiveBuffer: 4_096) }
        for reader in readers { await reader.get("/stream/6") }
        let other = TestClient(test.address)
        for _ in 0..<10 {
            await other.get("/a")
            #expect(await other.answer()?.body == "/a")
        }
        for reader in readers { #expect(await reader.answer()?.body.utf8.count == 4 * 50_000) }
        await test.server.stop()
    }

    @Test("A flood of refused connections leaves nothing behind")
    func flood() async throws {
        let test = try TestServer { $0.maximumConnections = 1 }
        let first = TestClient(test.address)
        await first.get("/1")
        #expect(await first.answer()?.body == "/1")
        var refused = (0..<300).map { _ in TestClient(test.address) }
        // The last one is closed behind all others.
        _ = await refused.last?.rest()
        refused.removeAll()
        await first.get("/2")
        #expect(await first.answer()?.body == "/2")
        #expect(test.server.statistics.refusals["too_many_connections"] == 300)
        await test.server.stop()
        #expect(test.server.statistics.connections == ServerStatistics.Connections())
    }

    @Test("Work beyond the limit is not begun, reads are answered all the same, and the connection stays")
    func requestsInFlight() async throws {
        let test = try TestServer { $0.maximumRequestsInFlight = 1 }
        let busy = TestClient(test.address)
        await busy.get("/gate/1")
        await test.gate.waitForArrivals(1)
        let other = TestClient(test.address)
        await other.get("/gate/2")
        let refusal = try #require(await other.answer())
        #expect(refusal.status == 503)
        #expect(refusal.body == "too_many_requests_in_flight")
        #expect(refusal.fields["retry-after"] == "1")
        await other.get("/read")
        #expect(await other.answer()?.body == "/read")
        test.gate.open()
        #expect(await busy.answer()?.body == "/gate/1")
        await other.get("/gate/3")
        #expect(await other.answer()?.body == "/gate/3")
        await test.server.stop()
    }

    @Test("Work that takes too long is answered for, and its late answer is dropped")
    func handlerTimeout() async throws {
        let test = try TestServer { $0.handlerTimeout = .milliseconds(100) }
        let client = TestClient(test.address)
        await client.get("/gate")
        let answer = try #require(await client.answer())
        #expect(answer.status == 503)
        #expect(answer.body == "handler_timeout")
        #expect(answer.fields["retry-after"] == "10")
        #expect(answer.fields["connection"] == "close")
        #expect(test.server.statistics.requestsInFlight == 1)
        test.gate.open()
        #expect(await client.rest() == "")
        await test.server.stop()
        #expect(test.server.statistics.timeouts.handler == 1)
    }
}

@Suite("Statistics")
struct StatisticsTests {
    @Test("A server knows what its connections do and what it has done", arguments: [1, 2])
    func counts(loops: Int) async throws {
        let test = try TestServer(loops: loops)
        let resting = TestClient(test.address)
        await resting.get("/a")
        #expect(await resting.answer()?.body == "/a")
        let busy = TestClient(test.address)
        await busy.get("/gate")
        await test.gate.waitForArrivals(1)
        let bad = TestClient(test.address)
        await bad.send("nonsense\r\n\r\n")
        #expect(await bad.answer()?.status == 400)
        // An answer is on its way a moment before the loop publishes what it counted; the next one tells that it has.
        for client in [resting, TestClient(test.address), TestClient(test.address)] {
            await client.get("/a")
            #expect(await client.answer()?.body == "/a")
        }
        test.gate.open()
        #expect(await busy.answer()?.body == "/gate")
        await test.server.stop()
        let statistics = test.server.statistics
        #expect(statistics.accepted == 5)
        #expect(statistics.requests == 5)
        #expect(statistics.refusals == ["bad_request_line": 1])
        #expect(statistics.bytesIn > 150)
        #expect(statistics.bytesOut > 500)
        #expect(statistics.connections == ServerStatistics.Connections())
        #expect(statistics.requestsInFlight == 0)
        #expect(statistics.lag.count == loops)
    }
}
