import API
import App
import Domain
import HTTPWire
import JSON
import Routing
import TestSupport
import Testing

/// What comes back from a write and in a report: no field that the caller may not read, and no personal number whole.
@Suite("No answer shows too much")
struct ExposureTests {
    /// Phones and ID numbers that stand whole in a text; what is masked falls apart at its stars.
    static func numbers(in text: String) -> [Substring] {
        text.split { !($0.isASCII && ($0.isLetter || $0.isNumber)) }.filter { word in
            let digits = word.utf8.prefix { (48...57).contains($0) }.count
            let second = word.dropFirst().first?.wholeNumberValue ?? 0
            return word.count == 11 && digits == 11 && word.first == "1" && second >= 3
                || word.count == 18 && digits >= 17 && (digits == 18 || word.last == "X")
        }
    }

    /// What only the server knows of an account, a key or a user.
    private static let secrets = [
        "password", "token_hash", "code_hash", "openid", "session_key", "phone_hash", "_sealed",
    ]

    /// Acts that end what the walk needs, or whose answer is the one value that was asked for.
    private static let left = ["sign_out", "unmask_residents"]

    /// The members that an answer about a resource may have for a caller.
    private func allowed(_ result: Documentation.Result, _ role: Role?) -> Set<String>? {
        switch result {
        case .one(let name), .created(let name):
            Set(Resource[name].fields.filter { role != nil || $0.sensitivity == .everyone }.map(\.name))
        default: nil
        }
    }

    @Test("What is looked for is found where it stands whole, and not where it is masked")
    func detector() {
        #expect(Self.numbers(in: #"{"phone":"13800001111","id":"11010519491231002X"}"#).count == 2)
        #expect(
            Self.numbers(in: "138****1111, 110***********002X, 2021-11-05T19:00:00+08:00, 1380000111, a13800001111")
                .isEmpty
        )
    }

    @Test("Creating, changing and moving answers with the fields of the resource and masked numbers, for every role")
    func writes() async throws {
        let world = try await MatrixWorld()
        let rows = try MatrixRows(world)
        let requests = MatrixRequest(rows: rows)
        var (number, answered) = (0, 0)
        for endpoint in world.test.server.surface.endpoints where endpoint.method == .post || endpoint.method == .patch
        {
            guard !Self.left.contains(endpoint.documentation.operation) else { continue }
            for role in MatrixWalk.columns {
                var target = endpoint.pattern
                if let parent = endpoint.parent {
                    guard let id = rows.id(parent, .own, for: role) else { continue }
                    target = target.replacing("{id}", with: "\(id)")
                }
                number += 1
                let answer = try world.ask(
                    role,
                    endpoint.method.name,
                    target,
                    headers: [("If-Match", "*")],
                    body: requests.body(of: endpoint, .own, for: role, number: number)
                )
                let what = "\(role?.rawValue ?? "nobody") \(MatrixWalk.key(endpoint)): \(answer.text.prefix(300))"
                #expect(Self.numbers(in: answer.text).isEmpty, "\(what)")
                for secret in Self.secrets where secret != "password" || answer.status < 300 {
                    #expect(!answer.text.contains("\"\(secret)"), "\(what)")
                }
                guard answer.status < 300, var fields = allowed(endpoint.documentation.result, role) else { continue }
                answered += 1
                fields.formUnion(endpoint.documentation.beside.map(\.name))
                #expect(fields.isSuperset(of: try answer.json().members.map(\.key)), "\(what)")
            }
        }
        #expect(answered > 150)
    }

    @Test("A report shows no whole number and nothing of an account, in any form, for every role")
    func reports() async throws {
        let world = try await MatrixWorld()
        let values = ["year": "2021", "on": "2021-12-31", "from": "2021-01-01", "to": "2021-12-31"]
        var answered = 0
        for endpoint in world.test.server.surface.endpoints where endpoint.method == .get {
            // What is held about whoever asks is shown to them whole.
            guard case .report = endpoint.documentation.result, !endpoint.pattern.hasSuffix("/me/data") else {
                continue
            }
            let asked = endpoint.documentation.query.compactMap { field in
                values[field.name].map { "\(field.name)=\($0)" }
            }
            for role in MatrixWalk.columns {
                for format in ["json", "csv", "xlsx", "table"] {
                    let target =
                        endpoint.pattern.replacing("{id}", with: "1") + "?"
                        + (asked + ["format=\(format)"]).joined(separator: "&")
                    let answer = try world.ask(role, "GET", target)
                    answered += answer.status == 200 ? 1 : 0
                    #expect(Self.numbers(in: answer.text).isEmpty, "\(role?.rawValue ?? "nobody") \(target)")
                    for secret in Self.secrets {
                        #expect(!answer.text.contains("\"\(secret)"), "\(role?.rawValue ?? "nobody") \(target)")
                    }
                }
            }
        }
        #expect(answered > 100)
    }
}
