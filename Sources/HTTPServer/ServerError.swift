import Glibc

/// Why the server could not start, in words for whoever runs it.
package struct ServerError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What went wrong.
    package enum Reason: Sendable, Hashable {
        /// The host is no literal IPv4 or IPv6 address.
        case invalidAddress
        /// Another process listens there.
        case addressInUse
        /// A file that is no socket lies there, and is somebody's.
        case notASocket
        /// The path has more bytes than the name of a socket may have.
        case pathTooLong(limit: Int)
        /// The certificate or its key cannot be used, for this reason.
        case certificate(String)
        /// The system refused, with this error number.
        case system(call: String, number: Int32)
    }

    /// What went wrong.
    package let reason: Reason
    /// Where the server should have listened, when the trouble is about an address.
    package let address: ListenAddress?

    init(_ reason: Reason, _ address: ListenAddress? = nil) {
        self.reason = reason
        self.address = address
    }

    /// The same in Chinese.
    package var chinese: String {
        let place = address.map { " \($0.description.prefix(120))" } ?? ""
        switch reason {
        case .invalidAddress: return "监听地址\(place) 不是 IPv4 或 IPv6 地址。"
        case .addressInUse: return "无法监听\(place)：已有其他进程在监听。"
        case .notASocket: return "无法监听\(place)：该处已有一个不是套接字的文件，未改动。"
        case .pathTooLong(let limit): return "无法监听路径超过 \(limit) 字节的 Unix 套接字：\(place)…"
        case .certificate(let text): return "无法启用 TLS：\(text)。"
        case .system(let call, let number): return "无法监听\(place)：\(call) 失败（系统错误 \(number)）。"
        }
    }

    package var description: String {
        let place = address.map { " \($0.description.prefix(120))" } ?? ""
        switch reason {
        case .invalidAddress: return "The listen address\(place) is not a literal IPv4 or IPv6 address."
        case .addressInUse: return "Cannot listen on\(place): another process listens there."
        case .notASocket: return "Cannot listen on\(place): a file that is no socket lies there; it was left alone."
        case .pathTooLong(let limit):
            return "Cannot listen on a Unix-domain socket whose path has more than \(limit) bytes:\(place)…"
        case .certificate(let text): return "Cannot speak TLS: \(text)."
        case .system(let call, let number):
            let text = strerror(number).map { String(cString: $0) } ?? "error \(number)"
            return "Cannot listen on\(place): \(call) failed with \(text)."
        }
    }
}
