import Glibc
import HTTPServer

/// A certificate of our own with its key (测试证书), in files for the server.
struct Certificate {
    /// What tells `linli serve` about it.
    let flags: [String]

    init(folder: String) throws {
        let made = try SelfSigned.make(names: ["localhost", "127.0.0.1"], days: 1)
        let (certificate, key) = ("\(folder)/bench-certificate.pem", "\(folder)/bench-key.pem")
        // Made anew each time; nobody but this user may read a key.
        unlink(key)
        let mask = umask(0o077)
        defer { umask(mask) }
        try TextFile.write(made.certificatePEM, to: certificate)
        try TextFile.write(made.keyPEM, to: key)
        flags = ["--tls-cert", certificate, "--tls-key", key]
    }
}
