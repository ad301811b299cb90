import Glibc

package import HTTPServer

/// A certificate and its key in files of their own, which go with it.
package final class TestCertificate: Sendable {
    package let settings: TLSSettings
    private let folder: TemporaryFolder

    package init(_ name: String = "linli.test") throws {
        folder = try TemporaryFolder()
        settings = TLSSettings(
            certificatePath: "\(folder.path)/tls.crt",
            keyPath: "\(folder.path)/tls.key",
            handshakeTimeout: .seconds(300)
        )
        try replace(name)
    }

    /// Puts a new certificate in the place of the old one.
    package func replace(_ name: String) throws {
        let (certificate, key) = try SelfSigned.make(names: [name], days: 1)
        Self.write(certificate, settings.certificatePath)
        Self.write(key, settings.keyPath)
    }

    package static func write(_ text: String, _ path: String) {
        let file = fopen(path, "we")
        fputs(text, file)
        fclose(file)
    }
}
