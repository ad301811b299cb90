/// The outcome of a request as a number that every client understands (RFC 9110, section 15).
package struct Status: Sendable, Hashable {
    /// The three digits.
    package let code: UInt16

    /// The status with the given three digits.
    package init(code: UInt16) {
        self.code = code
    }

    package static let ok = Status(code: 200)
    package static let created = Status(code: 201)
    package static let accepted = Status(code: 202)
    package static let noContent = Status(code: 204)
    package static let found = Status(code: 302)
    package static let seeOther = Status(code: 303)
    package static let notModified = Status(code: 304)
    package static let badRequest = Status(code: 400)
    package static let unauthorized = Status(code: 401)
    package static let forbidden = Status(code: 403)
    package static let notFound = Status(code: 404)
    package static let methodNotAllowed = Status(code: 405)
    package static let notAcceptable = Status(code: 406)
    package static let requestTimeout = Status(code: 408)
    package static let conflict = Status(code: 409)
    package static let gone = Status(code: 410)
    package static let preconditionFailed = Status(code: 412)
    package static let contentTooLarge = Status(code: 413)
    package static let uriTooLong = Status(code: 414)
    package static let unsupportedMediaType = Status(code: 415)
    package static let expectationFailed = Status(code: 417)
    package static let unprocessableContent = Status(code: 422)
    package static let preconditionRequired = Status(code: 428)
    package static let tooManyRequests = Status(code: 429)
    package static let headerFieldsTooLarge = Status(code: 431)
    package static let internalServerError = Status(code: 500)
    package static let notImplemented = Status(code: 501)
    package static let serviceUnavailable = Status(code: 503)
    package static let httpVersionNotSupported = Status(code: 505)
    package static let insufficientStorage = Status(code: 507)

    /// The phrase beside the number; clients ignore it, people reading a trace do not.
    package var reason: StaticString {
        switch code {
        case 200: "OK"
        case 201: "Created"
        case 202: "Accepted"
        case 204: "No Content"
        case 302: "Found"
        case 303: "See Other"
        case 304: "Not Modified"
        case 400: "Bad Request"
        case 401: "Unauthorized"
        case 403: "Forbidden"
        case 404: "Not Found"
        case 405: "Method Not Allowed"
        case 406: "Not Acceptable"
        case 408: "Request Timeout"
        case 409: "Conflict"
        case 410: "Gone"
        case 412: "Precondition Failed"
        case 413: "Content Too Large"
        case 414: "URI Too Long"
        case 415: "Unsupported Media Type"
        case 417: "Expectation Failed"
        case 422: "Unprocessable Content"
        case 428: "Precondition Required"
        case 429: "Too Many Requests"
        case 431: "Request Header Fields Too Large"
        case 500: "Internal Server Error"
        case 501: "Not Implemented"
        case 503: "Service Unavailable"
        case 505: "HTTP Version Not Supported"
        case 507: "Insufficient Storage"
        default: "Unknown"
        }
    }

    /// Whether an answer with this status never has a body (RFC 9112, section 6.3).
    package var forbidsBody: Bool {
        code < 200 || code == 204 || code == 304
    }
}
