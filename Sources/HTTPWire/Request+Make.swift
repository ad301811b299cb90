extension Request {
    /// A request made from its parts, through the same decoder as those from the wire, so that tests cannot build what
    /// no client can send.
    ///
    /// Host and Content-Length are added when the fields lack them. Parts that do not make a request stop the program.
    package static func make(
        _ method: Method,
        _ target: String,
        fields: [(String, String)] = [],
        body: [UInt8] = []
    ) -> Request {
        var text = "\(method.name) \(target) HTTP/1.1\r\n"
        if !fields.contains(where: { $0.0.lowercased() == "host" }) {
            text += "Host: localhost\r\n"
        }
        if !body.isEmpty {
            text += "Content-Length: \(body.count)\r\n"
        }
        for (name, value) in fields {
            text += "\(name): \(value)\r\n"
        }
        let bytes = Array(text.utf8) + [ByteClass.carriageReturn, ByteClass.lineFeed] + body
        var decoder = RequestDecoder()
        do {
            let limits = WireLimits(headBytes: 65_535, bodyBytes: .max)
            guard case .request(let request, _) = try decoder.decode(bytes, to: bytes.count, limits: limits) else {
                preconditionFailure("These parts make no complete request: \(text)")
            }
            return request
        } catch {
            preconditionFailure("These parts make no request: \(error.detail)")
        }
    }
}
