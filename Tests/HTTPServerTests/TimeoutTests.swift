import HTTPWire
import Testing

@testable import HTTPServer

@Suite("Time-outs")
struct TimeoutTests {
    @Test("A client that does not finish its head is told and the connection ends")
    func head() async throws {
        // The bytes have to arrive before the time is over, on a busy machine, too.
        let test = try TestServer { $0.headerTimeout = .seconds(1) }
        let client = TestClient(test.address)
        await client.send("GET / HTTP/1.1\r\nHo")
        #expect(await client.answer()?.status == 408)
        #expect(await client.rest() == "")
        await test.server.stop()
    }

    @Test("A connection that never sends anything ends in silence")
    func silence() async throws {
        let test = try TestServer { $0.headerTimeout = .milliseconds(100) }
        #expect(await TestClient(test.address).rest() == "")
        await test.server.stop()
    }

    @Test("A client that does not finish its body is told")
    func body() async throws {
        let test = try TestServer { $0.bodyTimeout = .milliseconds(500) }
        let client = TestClient(test.address)
        await client.send("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nab")
        #expect(await client.answer()?.body == "request_timeout")
        #expect(await client.rest() == "")
        await test.server.stop()
    }

    @Test("A connection that rests too long ends in silence")
    func idle() async throws {
        let test = try TestServer { $0.idleTimeout = .milliseconds(100) }
        let client = TestClient(test.address)
        await client.get("/a")
        #expect(await client.answer()?.body == "/a")
        #expect(await client.rest() == "")
        await test.server.stop()
    }

    @Test("A connection rests after an answer that was worked out, too")
    func idleAfterWork() async throws {
        let test = try TestServer { $0.idleTimeout = .milliseconds(100) }
        let client = TestClient(test.address)
        await client.get("/later/a")
        #expect(await client.answer()?.body == "/later/a")
        #expect(await client.rest() == "")
        await test.server.stop()
        #expect(test.server.statistics.timeouts.idle == 1)
    }

    @Test("A request that is worked on outlives the time-outs of its client")
    func working() async throws {
        let test = try TestServer {
            $0.headerTimeout = .milliseconds(500)
            $0.idleTimeout = .milliseconds(500)
        }
        let client = TestClient(test.address)
        await client.get("/gate")
        await test.gate.waitForArrivals(1)
        // The silent connection lives exactly one time-out: when it ends, the other one would have ended too.
        #expect(await TestClient(test.address).rest() == "")
        test.gate.open()
        #expect(await client.answer()?.body == "/gate")
        await test.server.stop()
    }

    @Test("A client that takes nothing of its answer loses it")
    func write() async throws {
        let test = try TestServer {
            $0.writeTimeout = .milliseconds(100)
            $0.idleTimeout = .milliseconds(400)
        }
        let client = TestClient(test.address, receiveBuffer: 4_096)
        await client.send(String(repeating: "GET /large HTTP/1.1\r\nHost: a\r\n\r\n", count: 4))
        let other = TestClient(test.address)
        await other.get("/resting")
        #expect(await other.answer()?.body == "/resting")
        // The resting connection ends later than the other time-out: its end is the event to wait for.
        #expect(await other.rest() == "")
        let taken = await client.rest() ?? ""
        #expect(taken.utf8.count < 12_000_000)
        await test.server.stop()
    }
}

@Suite("The timer wheel")
struct TimerWheelTests {
    @Test("A deadline never passes early, and at most two ticks late")
    func precision() {
        var wheel = TimerWheel()
        wheel.set(3, milliseconds: 1_000)
        #expect(wheel.nextExpired(at: 1_000) == nil)
        #expect(wheel.nextExpired(at: 1_064) == 3)
        #expect(wheel.nextExpired(at: 5_000) == nil)
    }

    @Test("A deadline that was moved later passes only then")
    func later() {
        var wheel = TimerWheel()
        wheel.set(0, milliseconds: 1_000)
        wheel.set(0, milliseconds: 3_000)
        #expect(wheel.nextExpired(at: 2_000) == nil)
        #expect(wheel.nextWakeUp.map { $0 > 2_000 } == true)
        #expect(wheel.nextExpired(at: 3_064) == 0)
    }

    @Test("A deadline that was moved earlier passes then")
    func earlier() {
        var wheel = TimerWheel()
        wheel.set(0, milliseconds: 60_000)
        wheel.set(0, milliseconds: 1_000)
        #expect(wheel.nextExpired(at: 1_064) == 0)
    }

    @Test("A deadline far beyond the wheel is kept until it comes")
    func horizon() {
        var wheel = TimerWheel()
        wheel.set(0, milliseconds: 200_000)
        #expect(wheel.nextExpired(at: 70_000) == nil)
        #expect(wheel.nextExpired(at: 199_999) == nil)
        #expect(wheel.nextExpired(at: 200_064) == 0)
    }

    @Test("All deadlines of one tick pass, and a removed one does not")
    func together() {
        var wheel = TimerWheel()
        wheel.set(0, milliseconds: 500)
        wheel.set(1, milliseconds: 500)
        wheel.set(2, milliseconds: 500)
        wheel.remove(1)
        let expired = [wheel.nextExpired(at: 600), wheel.nextExpired(at: 600), wheel.nextExpired(at: 600)]
        #expect(Set(expired) == [0, 2, nil])
        #expect(wheel.nextWakeUp == nil)
    }

    @Test("A wheel agrees with a plain list of deadlines, whatever comes", arguments: 1...20 as ClosedRange<UInt64>)
    func model(seed: UInt64) {
        var wheel = TimerWheel()
        var deadlines: [Int: UInt64] = [:]
        var chance = seed
        func draw(_ bound: UInt64) -> UInt64 {
            chance = chance &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return (chance >> 33) % bound
        }
        var now: UInt64 = 0
        for _ in 0..<400 {
            let slot = Int(draw(8))
            switch draw(4) {
            case 0:
                wheel.remove(slot)
                deadlines[slot] = nil
            case 1:
                now += draw(draw(2) == 0 ? 100 : 90_000)
                while let expired = wheel.nextExpired(at: now) {
                    #expect(deadlines.removeValue(forKey: expired).map { $0 <= now } == true)
                }
                // One tick is 32 ms, and a deadline may pass two ticks late.
                #expect(deadlines.values.allSatisfy { $0 + 64 > now })
            default:
                deadlines[slot] = now + 1 + draw(draw(2) == 0 ? 2_000 : 150_000)
                wheel.set(slot, milliseconds: deadlines[slot] ?? 0)
            }
            if let next = deadlines.values.min() { #expect(wheel.nextWakeUp.map { $0 <= next + 64 } == true) }
        }
    }

    @Test("An empty wheel never wakes the loop")
    func empty() {
        var wheel = TimerWheel()
        #expect(wheel.nextWakeUp == nil)
        #expect(wheel.nextExpired(at: 1_000_000) == nil)
    }
}
