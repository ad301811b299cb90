import Domain
import HTTPWire
import Routing
import Testing

@Suite("Finding the endpoint of a path")
struct RouterTests {
    private let router = Router(
        [
            (.get, "/cases"), (.post, "/cases"), (.get, "/cases/{id}"), (.post, "/cases/{id}/close"),
            (.get, "/cases/all"),
        ]
        .map { (method: Method, pattern: String) in
            Endpoint(
                method,
                pattern,
                access: .everyone,
                Documentation("x", Title("测试", "Test"), .cases, .nothing),
                .constant { _ in Answer(.noContent) }
            )
        }
    )

    private func pattern(_ method: Method, _ target: String) -> String {
        switch router.match(method, Request.make(method, target)) {
        case .endpoint(let index, ids: let ids): "\(router.endpoints[index].pattern) \(ids.first)"
        case .otherMethods(let methods): methods.map(\.name).joined(separator: ",")
        case .nothing: "nothing"
        case .badID: "bad id"
        }
    }

    @Test("A literal beats a number")
    func literal() {
        #expect(pattern(.get, "/cases/all") == "/cases/all 0")
        #expect(pattern(.get, "/cases/17") == "/cases/{id} 17")
    }

    @Test("HEAD is found where GET is")
    func head() {
        #expect(pattern(.head, "/cases") == "/cases 0")
    }

    @Test("Another method names those that there are")
    func methods() {
        #expect(pattern(.delete, "/cases") == "GET,HEAD,POST,OPTIONS")
    }

    @Test(
        "What is no number from 1 to 2^53 is no id",
        arguments: ["0", "01", "-1", "x", "9007199254740992", "99999999999999999999"]
    )
    func ids(text: String) {
        #expect(pattern(.get, "/cases/\(text)") == "bad id")
    }

    @Test(
        "A longer or shorter path is nothing",
        arguments: ["/", "/case", "/cases/", "/cases/1/2", "/cases/1/close/3"]
    )
    func nothing(target: String) {
        #expect(pattern(.get, target) == "nothing")
    }

    @Test(
        "An escaped letter is the letter, an escaped slash is none",
        arguments: [
            ("/%63ases", "/cases 0"), ("/cases/%61ll", "/cases/all 0"), ("/c%61ses/1%37", "/cases/{id} 17"),
            ("/cases%2F17", "nothing"), ("/%63ase", "nothing"), ("/cases/%zz", "bad id"), ("/cases/%4", "bad id"),
        ]
    )
    func escapes(target: String, expected: String) {
        #expect(pattern(.get, target) == expected)
    }

    @Test("The query is not part of the path")
    func query() {
        #expect(pattern(.get, "/cases?limit=1") == "/cases 0")
    }
}
