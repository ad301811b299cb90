import HTTPWire
import Testing

@Suite("Refusals of HEAD")
struct HeadRefusalTests {
    @Test(
        "A refused HEAD has no body (RFC 9110 §9.3.2)",
        arguments: [
            head("HEAD / HTTP/1.1"), head("HEAD / HTTP/1.1", "Host: a", "X : y"),
            head("HEAD / HTTP/1.1", "Host: a", "Transfer-Encoding: chunked") + "x",
        ]
    )
    func live(stream: String) throws {
        let server = try #require(EchoServer.shared)
        for wire in server.wires {
            let connection = try wire.connect()
            connection.send(latin1(stream))
            var reader = WireAnswerReader(connection)
            #expect(try reader.next(toHead: true)?.status == 400)
            let rest = try reader.rest()
            #expect(rest == "")
        }
    }
}
