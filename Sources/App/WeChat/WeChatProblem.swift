import Domain
import Logging

/// What a refusal of WeChat means to whoever wants to sign in (微信错误码).
enum WeChatProblem {
    /// The token of the server has ended or was replaced.
    static func saysTokenEnded(_ code: Int64?) -> Bool { code == 40001 || code == 42001 || code == 40014 }

    /// The problem behind an error code; `field` is the member that the code came in.
    ///
    /// What only the operator can mend is logged, by its number alone.
    static func refused(_ code: Int64, field: String, _ logger: Logger) -> DomainError {
        switch code {
        case 40029:
            return .invalid([
                .body(field, "invalid_code", "微信 code 无效或已过期，请重新获取", "The code is invalid or has ended; get a new one")
            ])
        case 40163:
            return .invalid([
                .body(field, "code_used", "微信 code 已使用过，请重新获取", "The code was used before; get a new one")
            ])
        case 45011:
            var error = DomainError(
                .tooMany,
                "wechat_too_often",
                "微信登录过于频繁，请稍后再试",
                "WeChat was asked too often for this user; try again later"
            )
            error.retrySeconds = windowSeconds
            return error
        case 40226:
            return DomainError(
                .forbidden,
                "wechat_high_risk",
                "微信认为该用户存在风险，不能登录；请到社区办理",
                "WeChat holds this user for a risk; come to the community"
            )
        case -1:
            var error = DomainError(.unavailable, "wechat_busy", "微信系统繁忙，请稍后再试", "WeChat is busy; try again soon")
            error.retrySeconds = busySeconds
            return error
        default:
            logger.error("wechat refuses the server", metadata: ["errcode": "\(code)"])
            return failed(code)
        }
    }

    /// WeChat counts by the minute.
    private static let windowSeconds: Int64 = 60
    /// What WeChat's own examples wait after -1.
    private static let busySeconds: Int64 = 5

    static let unreachable = DomainError(
        .unavailable,
        "wechat_unreachable",
        "暂时连接不上微信，请稍后再试",
        "WeChat can not be reached; try again later"
    )

    static func failed(_ code: Int64?) -> DomainError {
        DomainError(
            .unavailable,
            "wechat_failed",
            "微信没有接受本服务的请求，请联系管理员",
            "WeChat did not take the request of this server; tell its administrator",
            details: code.map { [("errcode", .integer($0))] } ?? []
        )
    }
}
