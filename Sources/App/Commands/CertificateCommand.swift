import HTTPServer

/// A certificate for a first try (自签证书): browsers warn of it, the encryption is the same.
package enum CertificateCommand {
    /// Writes two PEM files that only their owner reads; files that are there already are kept.
    package static func run(
        names: [String],
        days: Int,
        certificate: String,
        key: String,
        output: CommandOutput
    ) async throws {
        try await CommandFailure.explaining {
            guard !FileContents.exists(certificate), !FileContents.exists(key) else {
                throw CommandFailure.bilingual(
                    "\(certificate) 或 \(key) 已存在，未改动",
                    "\(certificate) or \(key) is there already and was kept"
                )
            }
            let made: (certificatePEM: String, keyPEM: String)
            do {
                made = try SelfSigned.make(names: names, days: days)
            } catch {
                throw CommandFailure.bilingual("无法生成证书：\(error)", "The certificate can not be made: \(error)")
            }
            guard FileContents.create(certificate, Array(made.certificatePEM.utf8)),
                FileContents.create(key, Array(made.keyPEM.utf8))
            else {
                throw CommandFailure.bilingual(
                    "无法写入 \(certificate) 或 \(key)",
                    "\(certificate) or \(key) can not be written"
                )
            }
            output.tell(
                "已写入 \(certificate) 和 \(key)，有效 \(days) 天；试用：",
                "\(certificate) and \(key) written, good for \(days) days; try"
            )
            output.say("  linli serve --tls-cert \(certificate) --tls-key \(key)")
        }
    }
}
