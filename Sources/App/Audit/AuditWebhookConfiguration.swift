import Crypto
package import Domain

/// Where the head of the audit chain is posted every day (链头推送配置); without an address it is not.
package struct AuditWebhookConfiguration: Sendable {
    package var address: WebAddress?
    /// The secret lies in a file, as flags and environments are seen by other processes.
    package var secretFile: String?

    package init() {}

    /// The key of the signature, nothing where none is wanted.
    func key() throws(ConfigurationError) -> [UInt8]? {
        guard let secretFile else { return nil }
        let text = FileContents.read(secretFile).map { String(decoding: $0, as: UTF8.self) } ?? ""
        let secret = text.filter { !$0.isWhitespace }
        guard secret.hasPrefix(Self.prefix), let key = Base64.decode(String(secret.dropFirst(Self.prefix.count))),
            Self.lengths.contains(key.count)
        else {
            throw ConfigurationError(
                "\(secretFile) 应含一行 whsec_ 加 24 至 64 个随机字节的 Base64",
                "\(secretFile) is to hold whsec_ and 24 to 64 random bytes in Base64"
            )
        }
        return key
    }

    /// As Standard Webhooks write a secret, and the lengths that they allow.
    private static let prefix = "whsec_"
    private static let lengths = 24...64
}

extension Setting {
    /// What can be set about publishing the head of the audit chain.
    static let audit: [Setting] = [
        Setting(
            name: "audit-heads",
            explanation:
                "file that gets the head of the audit chain every day (default: audit-heads.txt in the data folder)"
        ) {
            $1.auditHeads = $0
            return !$0.isEmpty
        },
        Setting(
            name: "audit-webhook-url",
            explanation: "where the head of the audit chain is posted every day, http or https (default: nowhere)"
        ) {
            $1.auditWebhook.address = WebAddress($0)
            return $1.auditWebhook.address != nil
        },
        Setting(
            name: "audit-webhook-secret-file",
            explanation: "file with the secret that signs those posts, whsec_ and Base64 (default: unsigned)"
        ) {
            $1.auditWebhook.secretFile = $0
            return !$0.isEmpty
        },
    ]
}
