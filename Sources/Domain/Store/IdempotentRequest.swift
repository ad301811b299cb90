/// A request that its sender may send again without doing the thing twice (可重复提交的请求).
///
/// It is about the request and not about any use case, so it travels beside them as a task-local value.
package struct IdempotentRequest: Sendable, Hashable {
    package let account: Int64?
    package let method: String
    package let path: String
    /// What the client chose: 1 to 255 visible ASCII characters.
    package let key: String
    /// The query and the body; the same key with other content is refused.
    package let content: [UInt8]

    /// The lengths that a key may have (IETF draft-ietf-httpapi-idempotency-key-header leaves them to the server).
    package static let keyLengths = 1...255

    /// The request that the present task works on, if it brought a key.
    @TaskLocal package static var current: IdempotentRequest?

    package init(account: Int64?, method: String, path: String, key: String, content: [UInt8]) {
        self.account = account
        self.method = method
        self.path = path
        self.key = key
        self.content = content
    }

    /// The same request of which nothing is kept but its key: what it brought is to leave no trace, not even a digest.
    package var withoutContent: IdempotentRequest {
        IdempotentRequest(account: account, method: method, path: path, key: key, content: [])
    }

    /// The same request with content that was not at hand when it was made, such as the digest of a file.
    package func adding(_ more: String) -> IdempotentRequest {
        IdempotentRequest(account: account, method: method, path: path, key: key, content: content + [0] + more.utf8)
    }
}

extension DomainError {
    /// The key was used before for something else.
    package static let idempotencyKeyReused = DomainError(
        .invalid,
        "idempotency_key_reused",
        "该 Idempotency-Key 已用于另一内容的请求，请换一个新的",
        "The Idempotency-Key was used before with other content; take a new one",
        fields: [
            FieldError(.header("Idempotency-Key"), "reused", "已用于另一内容", "Was used with other content")
        ]
    )

    /// The request was carried out before, and its answer was a secret that is shown once.
    package static let alreadyDone = DomainError(
        .conflict,
        "already_done",
        "该请求已经完成；其中的密钥或令牌只显示一次，不再重复",
        "The request was carried out before; a secret in its answer is shown only once"
    )
}
