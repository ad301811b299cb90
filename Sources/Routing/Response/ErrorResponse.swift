package import Domain
package import HTTPWire
import JSON

/// The one shape of every refusal (错误应答): problem+json of RFC 9457, in the language of the caller.
package enum ErrorResponse {
    /// The body of a refusal; what is part of an answer has no request of its own.
    package static func body(_ error: DomainError, _ language: Language, requestID: String?) -> [UInt8] {
        let status = status(of: error.kind)
        var out = ByteWriter(capacity: 512)
        out.openObject()
        out.member("type", "about:blank")
        out.member("title", title(of: error.kind).text(in: language))
        out.member("status", Int64(status.code))
        out.member("detail", error.message.text(in: language))
        out.member("code", error.code)
        if let requestID { out.member("request_id", requestID) }
        if !error.fields.isEmpty {
            out.key("errors")
            out.openArray()
            for fault in error.fields {
                out.openObject()
                switch fault.location {
                case .pointer(let pointer): out.member("pointer", pointer)
                case .parameter(let name): out.member("parameter", name)
                case .header(let name): out.member("header", name)
                }
                out.member("code", fault.code)
                out.member("detail", fault.detail.text(in: language))
                out.closeObject()
            }
            out.closeArray()
        }
        for detail in error.details {
            out.key(detail.name)
            switch detail.value {
            case .integer(let number): out.value(number)
            case .text(let text): out.value(text)
            case .texts(let texts):
                out.openArray()
                for text in texts { out.value(text) }
                out.closeArray()
            }
        }
        out.closeObject()
        return out.array()
    }

    /// The one table from kinds to statuses.
    package static func status(of kind: DomainError.Kind) -> Status {
        switch kind {
        case .badRequest: .badRequest
        case .invalid: .unprocessableContent
        case .unauthenticated: .unauthorized
        case .forbidden: .forbidden
        case .notFound: .notFound
        case .methodNotAllowed: .methodNotAllowed
        case .notAcceptable: .notAcceptable
        case .conflict: .conflict
        case .precondition: .preconditionFailed
        case .preconditionRequired: .preconditionRequired
        case .tooLarge: .contentTooLarge
        case .unsupported: .unsupportedMediaType
        case .tooMany: .tooManyRequests
        case .unavailable: .serviceUnavailable
        case .noSpace: .insufficientStorage
        case .internalError: .internalServerError
        }
    }

    private static func title(of kind: DomainError.Kind) -> Title {
        switch kind {
        case .badRequest: Title("请求有误", "Bad Request")
        case .invalid: Title("内容无法处理", "Unprocessable Content")
        case .unauthenticated: Title("未登录", "Unauthorized")
        case .forbidden: Title("没有权限", "Forbidden")
        case .notFound: Title("未找到", "Not Found")
        case .methodNotAllowed: Title("方法不允许", "Method Not Allowed")
        case .notAcceptable: Title("没有可用的格式", "Not Acceptable")
        case .conflict: Title("与当前状态冲突", "Conflict")
        case .precondition: Title("版本已变化", "Precondition Failed")
        case .preconditionRequired: Title("需要指明版本", "Precondition Required")
        case .tooLarge: Title("内容过大", "Content Too Large")
        case .unsupported: Title("不支持的内容类型", "Unsupported Media Type")
        case .tooMany: Title("请求过于频繁", "Too Many Requests")
        case .unavailable: Title("暂时不可用", "Service Unavailable")
        case .noSpace: Title("存储空间不足", "Insufficient Storage")
        case .internalError: Title("服务器内部错误", "Internal Server Error")
        }
    }

    /// Any error as a refusal; what is unknown is internal and shows nothing of itself.
    package static func domainError(_ error: any Error) -> DomainError {
        (error as? DomainError) ?? (error as? any RefusableError)?.refusal
            ?? DomainError(
                .internalError,
                "internal_error",
                "服务器内部错误，请凭请求编号联系管理员",
                "Something went wrong inside; quote the request id to the administrator"
            )
    }
}

extension DomainError {
    /// A condition of the request that does not hold (RFC 9110 section 13).
    static let precondition = DomainError(
        .precondition,
        "precondition_failed",
        "请求头中的条件不成立：内容已不是您看到的版本",
        "A condition of the request does not hold: this is not the version that you saw"
    )
}
