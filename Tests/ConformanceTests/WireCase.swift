import Testing

/// Bytes that a client sends, and what a server has to make of them.
struct WireCase: Sendable, CustomTestStringConvertible {
    /// What a server has to make of the bytes.
    enum Expectation: Sendable {
        /// Each request is understood as one of these lines says and answered in order.
        case reads([String], After = .stays)
        /// What comes before is answered; then one refusal with this status and code ends the connection.
        case refused(Int, String, after: [String] = [])
        /// What comes before is answered; the rest is no request yet, and is not answered.
        case waits(after: [String] = [])
    }

    /// What becomes of the connection.
    enum After: Sendable {
        case stays
        case closes
    }

    /// A sentence about the rule.
    let name: String
    /// Where the rule stands.
    let section: String
    /// The bytes; each part but the first is sent when an answer to the part before has come.
    let parts: [[UInt8]]
    let expectation: Expectation

    var testDescription: String { "\(section): \(name)" }

    /// All bytes in their order.
    var bytes: [UInt8] { Array(parts.joined()) }

    init(_ name: String, _ section: String, _ input: String, _ expectation: Expectation) {
        self.init(name, section, parts: [input], expectation)
    }

    init(_ name: String, _ section: String, parts: [String], _ expectation: Expectation) {
        self.name = name
        self.section = section
        self.parts = parts.map(latin1)
        self.expectation = expectation
    }

    /// What every request of the case is understood as, the interim answers included.
    var lines: [String] {
        switch expectation {
        case .reads(let lines, _): lines
        case .refused(_, _, after: let lines), .waits(after: let lines): lines
        }
    }
}

extension WireCase {
    /// Every case of every group.
    static let all: [WireCase] =
        requestLine + versions + targets + absoluteTargets + methods + hosts + addresses + fieldSyntax + lineEnds
        + contentLengths + transferCodings + chunks + chunkExtensions + trailers + expectations + connections
        + pipelining + oldVersion + smuggling + limits + ignoredFields + bodiesOfAnswers
}
