import JSON

/// One write that is asked of the server (请求), always a POST.
package struct Ask: Sendable {
    package let path: String
    package let body: String
    package var headers: [(name: String, value: String)] = []

    package init(_ path: String, _ body: String) {
        self.path = path
        self.body = body
    }
}

/// What the server answered (应答).
package struct Told: Sendable {
    package let status: Int
    package let body: [UInt8]

    package init(status: Int, body: [UInt8]) {
        self.status = status
        self.body = body
    }

    var isSuccess: Bool { (200..<300).contains(status) }

    func integer(_ name: String) -> Int64? { (try? JSONDocument(parsing: body))?.root[name]?.integer }

    func text(_ name: String) -> String? { (try? JSONDocument(parsing: body))?.root[name]?.string }
}

/// A connection to the server that is tortured (被测连接), whoever makes it.
package protocol Connected {
    /// Sends a request and waits for its answer; nothing when the connection ended first.
    func ask(_ ask: Ask) -> Told?
}
