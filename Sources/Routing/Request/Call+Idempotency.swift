import Domain
import HTTPWire

extension Call {
    /// What tells a repeat of this request from another one, if the client chose a key for it.
    ///
    /// Throws 400 for a key that is none. POST and PATCH have one; DELETE does nothing the second time anyway.
    func idempotentRequest(to pattern: String) throws -> IdempotentRequest? {
        guard request.range(of: .idempotencyKey) != nil, request.method == .post || request.method == .patch else {
            return nil
        }
        guard request.count(of: .idempotencyKey) == 1, let key = Self.key(request.value(of: .idempotencyKey) ?? "")
        else {
            throw DomainError.badParameters([
                FieldError(
                    .header("Idempotency-Key"),
                    "bad_key",
                    "应为一个 1 到 255 个可见 ASCII 字符的值",
                    "Is to be one value of 1 to 255 visible ASCII characters"
                )
            ])
        }
        var content = request.query.map { Array(request.bytes[$0]) } ?? []
        content.append(0)
        let body = request.withBody { body in body.withUnsafeBytes { Array($0) } }
        let boundary = MultipartForm.boundary(ofType: request.value(of: .contentType) ?? "")
        content += boundary.map { MultipartForm.content(body, without: $0) } ?? body
        return IdempotentRequest(
            account: principal.accountID,
            method: request.method.name,
            // Not the target as it was spelled: one resource has one path.
            path: "\(pattern) \(ids.first) \(ids.second)",
            key: key,
            content: content
        )
    }

    /// A quoted string (RFC 9651 section 3.3.3) or the bare value that most clients send.
    private static func key(_ header: String) -> String? {
        var key = header
        if key.utf8.count >= 2, key.hasPrefix("\""), key.hasSuffix("\"") { key = String(key.dropFirst().dropLast()) }
        guard IdempotentRequest.keyLengths.contains(key.utf8.count), key.utf8.allSatisfy({ 0x21...0x7E ~= $0 }) else {
            return nil
        }
        return key
    }
}
