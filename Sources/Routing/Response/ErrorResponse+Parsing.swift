extension ErrorResponse {
    /// The Chinese title of a status that the engine answers by itself, before anybody's language is known.
    static func title(ofStatus code: UInt16) -> String {
        switch code {
        case 408: "请求超时 Request Timeout"
        case 413: "内容过大 Content Too Large"
        case 414: "网址过长 URI Too Long"
        case 417: "无法满足期望 Expectation Failed"
        case 429: "请求过于频繁 Too Many Requests"
        case 431: "请求头过大 Request Header Fields Too Large"
        case 501: "不支持的方法 Not Implemented"
        case 503: "暂时不可用 Service Unavailable"
        case 505: "不支持的 HTTP 版本 HTTP Version Not Supported"
        default: "请求有误 Bad Request"
        }
    }

    /// What the engine's code means in Chinese; its own sentence in English follows.
    static func sentence(ofParseCode code: String) -> String {
        switch code {
        case "bad_request_target": "网址中只能有可见的 ASCII 字符，中文请先做百分号编码（例如 curl -G --data-urlencode）。"
        case "body_too_large": "请求体超过上限。"
        case "uri_too_long": "网址超过上限。"
        case "header_fields_too_large": "请求头超过上限。"
        case "missing_host", "bad_host": "Host 缺失或无效。"
        case "request_timeout": "请求没有在时限内发完。"
        case "http_version_not_supported": "只支持 HTTP/1.1 和 HTTP/1.0。"
        default: "请求不符合 HTTP/1.1。"
        }
    }
}
