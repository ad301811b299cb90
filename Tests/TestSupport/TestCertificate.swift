import Glibc

package import HTTPServer

/// A certificate and its key in files of their own, which go with it.
package final class TestCertificate: Sendable {
    package let settings: TLSSettings

    package init(_ name: String = "linli.test") throws {
        let stem = "/tmp/linli-test-\(UInt64.random(in: .min ... .max))"
        settings = TLSSettings(certificatePath: "\(stem).crt", keyPath: "\(stem).key")
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

    deinit {
        unlink(settings.certificatePath)
        unlink(settings.keyPath)
    }
}
