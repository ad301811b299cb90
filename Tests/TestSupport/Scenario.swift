import Testing

/// One line of a table of API tests: who asks for what, and what must and must not be in the answer.
package struct Scenario: Sendable, CustomTestStringConvertible {
    package var name: String
    /// The account that asks, or nobody.
    package var login: String?
    package var method = "GET"
    package var target: String
    package var headers: [(String, String)] = []
    package var body: String?
    package var status: Int
    package var code: String?
    package var contains: [String] = []
    package var lacks: [String] = []

    package init(
        _ name: String,
        as login: String? = nil,
        _ method: String = "GET",
        _ target: String,
        headers: [(String, String)] = [],
        body: String? = nil,
        status: Int,
        code: String? = nil,
        contains: [String] = [],
        lacks: [String] = []
    ) {
        self.name = name
        self.login = login
        self.method = method
        self.target = target
        self.headers = headers
        self.body = body
        self.status = status
        self.code = code
        self.contains = contains
        self.lacks = lacks
    }

    package var testDescription: String { name }

    /// Asks the server and holds the answer against what is expected.
    package func check(on test: TestServer) async throws {
        var token: String?
        if let login { token = try await test.token(login) }
        let answer = try test.client().send(method, target, token: token, headers: headers, body: body)
        #expect(answer.status == status, "\(name): \(answer.text.prefix(600))")
        if let code { #expect(answer.code == code, "\(name): \(answer.text.prefix(600))") }
        for part in contains {
            #expect(answer.text.contains(part), "\(name) lacks \(part): \(answer.text.prefix(600))")
        }
        for part in lacks { #expect(!answer.text.contains(part), "\(name) must not hold \(part)") }
    }
}
