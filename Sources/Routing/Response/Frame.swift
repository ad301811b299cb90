import Domain
import HTTPWire
import JSON

/// What surrounds the answer to one request (应答框架): its id, its language, and the fields that every answer has.
struct Frame: Sendable {
    let requestID: String
    let language: Language
    let isDemonstration: Bool
    /// What the caller has left of the limit that the request was counted to.
    var rate: RateState?
    /// What is said to a page of another origin.
    var origin = CrossOrigin.Grant.off

    /// The answer of an endpoint; 304 where the client has it already.
    func response(_ answer: Answer, _ request: Request, _ access: Access) -> Response {
        var head = HeadWriter()
        var status = answer.status
        var body = answer.body
        if answer.isTagged {
            let print = Fingerprint.of(answer.body, language)
            head.tag(version: answer.version, print: print)
            if request.method == .get || request.method == .head {
                switch ReadCondition(request, HeadWriter.tag(version: answer.version, print: print)) {
                case .met: break
                case .failed: return problem(.precondition)
                case .known:
                    status = .notModified
                    body = []
                }
            }
        }
        if status.code != 304, !(status.code == 204 && body.isEmpty) { head.line("Content-Type: ", answer.contentType) }
        // Personal data stays in nobody's cache; what is public may be kept, if it is asked for again.
        let isPublic = access == .everyone && answer.cookie == nil
        head.line(isPublic ? "Cache-Control: no-cache\r\n" : "Cache-Control: no-store\r\n")
        if let location = answer.location { head.line("Location: ", location) }
        if let link = answer.link { head.line("Link: ", link) }
        if answer.isReplayed { head.line(Self.replayed) }
        if answer.isCounted { head.line("Preference-Applied: count=exact\r\n") }
        if let name = answer.fileName { head.line("Content-Disposition: ", "attachment; filename=\"\(name)\"") }
        if let cookie = answer.cookie { head.line("Set-Cookie: ", cookie) }
        common(&head, describesContent: status.code != 304, isPage: answer.isPage)
        return Response(status, fields: head.bytes, body: body)
    }

    /// The head in front of a file; 304 or 412 where its tag says so.
    func response(_ file: FileAnswer, _ request: Request) -> Response {
        let condition = ReadCondition(request, Array("\"\(file.digest)\"".utf8))
        if condition == .failed { return problem(.precondition) }
        let isKnown = condition == .known
        var head = HeadWriter()
        head.line("ETag: ", "\"\(file.digest)\"")
        // Its reader may keep it, but asks each time whether it may still be seen.
        head.line("Cache-Control: private, no-cache\r\n")
        if !isKnown {
            head.line("Content-Type: ", file.mediaType)
            head.line("Content-Disposition: ", file.savedAs.map { "attachment; filename=\"\($0)\"" } ?? "inline")
            // Beside what every answer says: whatever is in it runs nothing and belongs to no origin.
            head.line("Content-Security-Policy: sandbox\r\n")
        }
        common(&head, describesContent: false)
        return Response(isKnown ? .notModified : .ok, fields: head.bytes)
    }

    func response(_ status: Status, body: [UInt8], contentType: StaticString?) -> Response {
        var head = HeadWriter()
        if let contentType { head.line("Content-Type: ", contentType) }
        head.line("Cache-Control: no-store\r\n")
        common(&head)
        return Response(status, fields: head.bytes, body: body)
    }

    func problem(_ error: DomainError) -> Response {
        var frame = self
        if let rate = error.rate { frame.rate = rate }
        var response = frame.response(
            ErrorResponse.status(of: error.kind),
            body: ErrorResponse.body(error, language, requestID: requestID),
            contentType: "application/problem+json"
        )
        switch error.kind {
        case _ where error.isReplayed: response.add("Idempotency-Replayed", "true")
        case .unauthenticated: response.add("WWW-Authenticate", "Bearer realm=\"linli\"")
        case .unavailable, .tooMany: response.add("Retry-After", "\(error.retrySeconds ?? 1)")
        case .unsupported where error.code == "unsupported_content_encoding":
            response.add("Accept-Encoding", "identity")
        case .unsupported where error.code == "unsupported_file_type":
            response.add("Accept-Post", MediaType.allCases.map(\.rawValue).joined(separator: ", "))
        case .unsupported: response.add("Accept-Post", "application/json")
        default: break
        }
        return response
    }

    func methodNotAllowed(_ methods: [Method]) -> Response {
        let names = methods.map(\.name).joined(separator: ", ")
        var response = problem(
            DomainError(
                .methodNotAllowed,
                "method_not_allowed",
                "此路径可用的方法：\(names)",
                "The methods of this path are: \(names)"
            )
        )
        response.add("Allow", names)
        return response
    }

    func methodNotImplemented() -> Response {
        let error = ParseError(.notImplemented, "method_not_implemented", "This server does not implement the method.")
        return refusal(error)
    }

    /// What the engine refuses: in the language of whoever asked, and in both where no head was read that says which.
    func parseProblem(_ error: ParseError, isHeadless: Bool) -> [UInt8] {
        let (title, sentence) = (ErrorResponse.title(ofStatus: error.status.code), ErrorResponse.sentence(of: error))
        func said(_ words: Title) -> String {
            isHeadless ? "\(words.chinese) \(words.english)" : words.text(in: language)
        }
        var out = ByteWriter(capacity: 256)
        out.openObject()
        out.member("type", "about:blank")
        out.member("title", said(title))
        out.member("status", Int64(error.status.code))
        out.member("detail", said(sentence))
        out.member("code", error.code)
        out.member("request_id", requestID)
        out.closeObject()
        return out.array()
    }

    private static let replayed: StaticString = "Idempotency-Replayed: true\r\n"

    /// Whatever a browser takes an answer for, it runs nothing of it, frames it nowhere, and tells no other site that it
    /// was there (Content Security Policy Level 3, Referrer Policy).
    private static let safety: StaticString =
        "X-Content-Type-Options: nosniff\r\nContent-Security-Policy: default-src 'none'; frame-ancestors 'none'\r\nReferrer-Policy: no-referrer\r\n"

    private static let variesByCookie: StaticString = "Vary: Accept, Accept-Language, Authorization, Cookie\r\n"

    /// A page has the one style that the server writes into it, known by its digest.
    private static let pageSafety: StaticString =
        "X-Content-Type-Options: nosniff\r\nContent-Security-Policy: default-src 'none'; style-src 'sha256-kYAE7ftwiGfhCuukjL/kCvF5WIhEQR56Q/+vdiAwZnc='; frame-ancestors 'none'; base-uri 'none'; form-action 'none'\r\nReferrer-Policy: no-referrer\r\n"

    // A 304 says nothing about content that it does not bring (RFC 9110 section 15.4.5).
    private func common(_ head: inout HeadWriter, describesContent: Bool = true, isPage: Bool = false) {
        head.line("X-Request-Id: ", requestID)
        if describesContent { head.line("Content-Language: ", language.tag) }
        head.line(isPage ? Self.pageSafety : Self.safety)
        switch origin {
        case .off: head.line(isPage ? Self.variesByCookie : "Vary: Accept, Accept-Language, Authorization\r\n")
        case .refused: head.line("Vary: Accept, Accept-Language, Authorization, Origin\r\n")
        case .granted(let origin):
            head.line("Vary: Accept, Accept-Language, Authorization, Origin\r\n")
            head.line("Access-Control-Allow-Origin: ", origin)
            head.line(Self.exposed)
        }
        if isDemonstration { head.line("Linli-Demo: true\r\n") }
        if let rate { head.rate(rate) }
    }
}
