/// The request fields that the server looks at, found while the head is parsed so that nobody searches for them again.
package enum KnownField: UInt8, CaseIterable, Sendable {
    case accept
    case acceptEncoding
    case acceptLanguage
    case authorization
    case connection
    case contentLength
    case contentType
    case cookie
    case expect
    case forwardedFor
    case forwardedProto
    case host
    case idempotencyKey
    case ifMatch
    case ifModifiedSince
    case ifNoneMatch
    case lastEventID
    case origin
    case prefer
    case referer
    case transferEncoding
    case userAgent
    case xHTTPMethodOverride
    case xOnBehalfOf
    case xRequestID

    /// The name of the field in lower case.
    package var name: StaticString {
        switch self {
        case .accept: "accept"
        case .acceptEncoding: "accept-encoding"
        case .acceptLanguage: "accept-language"
        case .authorization: "authorization"
        case .connection: "connection"
        case .contentLength: "content-length"
        case .contentType: "content-type"
        case .cookie: "cookie"
        case .expect: "expect"
        case .forwardedFor: "x-forwarded-for"
        case .forwardedProto: "x-forwarded-proto"
        case .host: "host"
        case .idempotencyKey: "idempotency-key"
        case .ifMatch: "if-match"
        case .ifModifiedSince: "if-modified-since"
        case .ifNoneMatch: "if-none-match"
        case .lastEventID: "last-event-id"
        case .origin: "origin"
        case .prefer: "prefer"
        case .referer: "referer"
        case .transferEncoding: "transfer-encoding"
        case .userAgent: "user-agent"
        case .xHTTPMethodOverride: "x-http-method-override"
        case .xOnBehalfOf: "x-on-behalf-of"
        case .xRequestID: "x-request-id"
        }
    }

    /// The known field with the name in the given range, in any case of letters.
    ///
    /// Length and one letter single out one candidate, so that a name is compared at most once.
    init?(_ bytes: borrowing Span<UInt8>, _ range: Range<Int>) {
        let letter = bytes[range.lowerBound] | 0x20
        let candidate: KnownField
        switch range.count {
        case 4: candidate = .host
        case 6:
            switch letter {
            case UInt8(ascii: "a"): candidate = .accept
            case UInt8(ascii: "c"): candidate = .cookie
            case UInt8(ascii: "e"): candidate = .expect
            case UInt8(ascii: "o"): candidate = .origin
            default: candidate = .prefer
            }
        case 7: candidate = .referer
        case 8: candidate = .ifMatch
        case 10: candidate = letter == UInt8(ascii: "c") ? .connection : .userAgent
        case 12: candidate = letter == UInt8(ascii: "c") ? .contentType : .xRequestID
        case 13:
            switch letter {
            case UInt8(ascii: "a"): candidate = .authorization
            case UInt8(ascii: "i"): candidate = .ifNoneMatch
            default: candidate = .lastEventID
            }
        case 14: candidate = letter == UInt8(ascii: "c") ? .contentLength : .xOnBehalfOf
        case 15:
            switch letter {
            case UInt8(ascii: "a"):
                let eighth = bytes[range.lowerBound + 7] | 0x20
                candidate = eighth == UInt8(ascii: "e") ? .acceptEncoding : .acceptLanguage
            case UInt8(ascii: "i"): candidate = .idempotencyKey
            default: candidate = .forwardedFor
            }
        case 17:
            switch letter {
            case UInt8(ascii: "t"): candidate = .transferEncoding
            case UInt8(ascii: "i"): candidate = .ifModifiedSince
            default: candidate = .forwardedProto
            }
        case 22: candidate = .xHTTPMethodOverride
        default: return nil
        }
        guard candidate.name.isEqualIgnoringCase(to: bytes, range) else { return nil }
        self = candidate
    }
}
