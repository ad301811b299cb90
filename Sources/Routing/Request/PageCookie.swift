import Domain
import HTTPWire

/// What a browser keeps in order to look at pages (页面凭证 Cookie, RFC 6265bis).
package enum PageCookie {
    package static let name = "linli_page"
    /// Below which the browser sends it: the pages and not the API.
    package static let path = "/reports"

    /// The line that gives it to a browser.
    ///
    /// No script reads it, no other site has it sent, and it never travels without TLS, this machine aside.
    package static func line(_ pass: String, seconds: Int64) -> String {
        "\(name)=\(pass); Path=\(path); Max-Age=\(seconds); HttpOnly; Secure; SameSite=Strict"
    }

    /// Where its value stands in a request; nothing where it is sent twice, as one of them would be somebody else's choice.
    static func pass(of request: Request) -> Range<Int>? {
        guard request.count(of: .cookie) == 1, let line = request.range(of: .cookie) else { return nil }
        var found: Range<Int>?
        var start = line.lowerBound
        while start < line.upperBound {
            let end = request.bytes[start..<line.upperBound].firstIndex(of: UInt8(ascii: ";")) ?? line.upperBound
            let first = request.bytes[start..<end].firstIndex { $0 != UInt8(ascii: " ") } ?? end
            if request.bytes[first..<end].starts(with: prefix) {
                guard found == nil else { return nil }
                found = (first + prefix.count)..<end
            }
            start = end + 1
        }
        return found
    }

    private static let prefix = Array("\(name)=".utf8)
}

extension Endpoint {
    /// Whether it shows a page to somebody who has to be let in.
    package var isPage: Bool {
        guard case .html = documentation.result, access != .everyone else { return false }
        return method == .get
    }
}
