import App
import JSON
import TestSupport
import Testing

@Suite("What a client sends can not write into the log")
struct LogInjectionTests {
    private static let poison = [
        "\r\n2026-01-01T00:00:00+08:00 GET /INJECTED 200 account=1", "\n{\"at\":\"INJECTED\"}", "\rINJECTED",
        "\u{1B}[2J\u{1B}[31mINJECTED", "\u{2028}INJECTED\u{2029}", "\u{85}INJECTED\u{9B}2J", "\u{7F}INJECTED\u{8}",
        "\u{202E}INJECTED\u{2066}", "\"},{\"INJECTED\":\"", "\tINJECTED\u{0B}", "\u{0}INJECTED",
    ]

    private static let headers = [
        "User-Agent", "X-Request-Id", "X-Forwarded-For", "Forwarded", "X-Forwarded-Proto", "Authorization",
        "Idempotency-Key", "Accept-Language", "Referer", "Origin", "X-On-Behalf-Of", "Traceparent",
    ]

    private static func escaped(_ text: String) -> String {
        text.utf8.map { byte in "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16) }.joined()
    }

    private static func quoted(_ text: String) -> String {
        "\""
            + text.unicodeScalars.map { scalar in
                let digits = String(scalar.value, radix: 16)
                return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            }.joined() + "\""
    }

    /// Sends everything everywhere, each on a connection of its own; says how many answers came.
    private func send(to port: UInt16) -> Int {
        var answers = 0
        func ask(_ method: String, _ target: String, _ headers: [(String, String)] = [], _ body: String? = nil) {
            guard (try? HTTPClient(port: port).send(method, target, headers: headers, body: body)) != nil else {
                return
            }
            answers += 1
        }
        for text in Self.poison {
            ask("GET", "/api/v1/\(Self.escaped(text))")
            ask("GET", "/api/v1/\(text)")
            ask("GET", "/api/v1/activities?q=\(Self.escaped(text))&\(Self.escaped(text))=1")
            for name in Self.headers { ask("GET", "/livez", [(name, text)]) }
            ask("GET", "/livez", [("Forwarded", "for=\"\(text)\"")])
            let name = Self.quoted(text)
            ask("POST", "/api/v1/auth/login", [], "{\"login\": \(name), \"password\": \(name)}")
            ask("POST", "/api/v1/auth/reset", [], "{\"code\": \(name), \"password\": \(name)}")
            ask("POST", "/api/v1/auth/register", [], "{\"login\": \(name), \"name\": \(name)}")
            ask(text.filter { $0.isASCII && $0.isLetter }, "/livez")
        }
        return answers
    }

    @Test(
        "One line for each request, without control characters and without a word of theirs",
        arguments: ["text", "json"]
    )
    func oneLineEach(form: String) throws {
        let folder = try TemporaryFolder()
        let added = try Program.run(
            ["account", "add", "root", "--role", "admin", "--data", folder.path],
            input: "a long enough password\n"
        )
        #expect(added.status == 0)
        let program = try Program.start([
            "serve", "--data", folder.path, "--port", "0", "--access-log", form, "--trusted-proxies", "127.0.0.1",
        ])
        let answers = send(to: try program.waitForPort())
        #expect(answers > Self.poison.count * 15)
        #expect(try program.stop() == 0)
        let text = program.rest()
        #expect(!text.contains("INJECTED"))
        let bad = text.unicodeScalars.filter { scalar in
            scalar.value < 0x20 && scalar != "\n" || (0x7F...0x9F).contains(scalar.value)
                || (0x2028...0x202E).contains(scalar.value) || (0x2066...0x2069).contains(scalar.value)
                || scalar == "\u{FFFD}"
        }
        #expect(bad.isEmpty)
        let lines = text.split(separator: "\n").filter { $0.contains(" account=") || $0.hasPrefix("{") }
        #expect(lines.count == answers)
        for line in lines where form == "json" {
            #expect((try? JSONDocument(parsing: Array(line.utf8))) != nil, "\(line)")
        }
    }
}
