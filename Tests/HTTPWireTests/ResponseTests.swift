import Testing

@testable import HTTPWire

@Suite("Answers and made requests")
struct ResponseTests {
    @Test("A field line ends with CR LF, and a value cannot start a line of its own")
    func splitting() {
        var response = Response(.ok)
        response.add("Location", "/a\r\nSet-Cookie: x\u{0}")
        #expect(String(decoding: response.fields, as: UTF8.self) == "Location: /aSet-Cookie: x\r\n")
    }

    @Test("Answers without content are known by their status")
    func bodyless() {
        #expect(Status.noContent.forbidsBody)
        #expect(Status.notModified.forbidsBody)
        #expect(!Status.ok.forbidsBody)
    }

    @Test("Status texts are the registered phrases")
    func reasons() {
        #expect("\(Status.contentTooLarge.reason)" == "Content Too Large")
        #expect("\(Status(code: 299).reason)" == "Unknown")
    }

    @Test("A made request is what the wire would have given")
    func made() {
        let request = Request.make(.post, "/cases?x=1", fields: [("If-Match", "\"c-1\"")], body: Array("{}".utf8))
        #expect(request.method == .post)
        #expect(request.text(request.path) == "/cases")
        #expect(request.value(of: .ifMatch) == "\"c-1\"")
        #expect(request.value(of: .contentLength) == "2")
        #expect(request.withBody { $0.byteCount } == 2)
    }
}
