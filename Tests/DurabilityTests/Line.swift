import TestSupport
import Torture

/// A client's connection to the server in this process, which keeps what the server should not have said.
final class Line: Connected {
    private let test: TestServer
    private let token: String
    private var client: HTTPClient
    private(set) var wrong: [String] = []

    init(_ test: TestServer, token: String) {
        self.test = test
        self.token = token
        client = test.client()
    }

    func ask(_ ask: Ask) -> Told? {
        send("POST", ask.path, headers: ask.headers.map { ($0.name, $0.value) }, body: ask.body).map {
            Told(status: $0.status, body: $0.bytes)
        }
    }

    /// Nothing when the connection ended before the answer.
    @discardableResult
    func get(_ path: String) -> HTTPAnswer? { send("GET", path) }

    private func send(
        _ method: String,
        _ path: String,
        headers: [(String, String)] = [],
        body: String? = nil
    )
        -> HTTPAnswer?
    {
        do {
            let answer = try client.send(method, path, token: token, headers: headers, body: body)
            if let fault = Self.fault(in: answer) { wrong.append("\(method) \(path): \(fault)") }
            return answer
        } catch {
            client = test.client()
            return nil
        }
    }

    /// A storage that fails is a 503 that says when to ask again, or a 507; nothing else is.
    private static func fault(in answer: HTTPAnswer) -> String? {
        switch answer.status {
        case 200..<500: return nil
        case 503 where answer.code == "storage_unavailable" && answer.header("Retry-After") != nil: return nil
        case 507 where answer.code == "storage_full": return nil
        default: return "\(answer.status) \(answer.text.prefix(300))"
        }
    }
}
