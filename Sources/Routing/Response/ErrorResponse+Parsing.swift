import Domain
import HTTPWire

extension ErrorResponse {
    /// What a status is called that the engine answers by itself.
    static func title(ofStatus code: UInt16) -> Title {
        switch code {
        case 408: Title("请求超时", "Request Timeout")
        case 413: Title("内容过大", "Content Too Large")
        case 414: Title("网址过长", "URI Too Long")
        case 417: Title("无法满足期望", "Expectation Failed")
        case 429: Title("请求过于频繁", "Too Many Requests")
        case 431: Title("请求头过大", "Request Header Fields Too Large")
        case 500: Title("服务器内部错误", "Internal Server Error")
        case 501: Title("不支持的方法", "Not Implemented")
        case 503: Title("暂时不可用", "Service Unavailable")
        case 505: Title("不支持的 HTTP 版本", "HTTP Version Not Supported")
        case 507: Title("存储空间不足", "Insufficient Storage")
        default: Title("请求有误", "Bad Request")
        }
    }

    /// What was wrong, in both languages; the engine itself says it in English.
    static func sentence(of error: ParseError) -> Title { Title(chinese(of: error.code), error.detail) }

    private static func chinese(of code: String) -> String {
        switch code {
        case "bad_request_target": "网址中只能有可见的 ASCII 字符，中文请先做百分号编码（例如 curl -G --data-urlencode）。"
        case "body_too_large": "请求体超过上限。"
        case "uri_too_long": "网址超过上限。"
        case "header_fields_too_large": "请求头超过上限。"
        case "missing_host", "bad_host": "Host 缺失或无效。"
        case "bad_content_length": "Content-Length 无效。"
        case "bad_transfer_encoding", "unsupported_transfer_coding": "Transfer-Encoding 无效，或不是 chunked。"
        case "bad_chunk": "分块传输的内容无效。"
        case "request_timeout": "请求没有在时限内发完。"
        case "handler_timeout": "处理超时，请求仍可能已生效。"
        case "too_many_connections", "too_many_requests_in_flight": "服务器繁忙，请稍后重试。"
        case "too_many_connections_from_address": "同一地址的连接数已达上限。"
        case "upload_failed": "文件没有存下来，请重试。"
        case "no_space_for_upload": "服务器没有空间存放该文件。"
        case "plain_http_on_tls_port": "此端口使用 TLS，请改用 https://。"
        case "expectation_failed": "只支持 Expect: 100-continue。"
        case "method_not_implemented": "不支持该请求方法。"
        case "http_version_not_supported": "只支持 HTTP/1.1 和 HTTP/1.0。"
        default: "请求不符合 HTTP/1.1。"
        }
    }
}
