import COpenSSL

/// Makes certificates for a first try: the connection is encrypted, but nobody vouches for who is at its other end.
package enum SelfSigned {
    /// Why no certificate was made.
    package enum Failure: Error, Sendable, Hashable, CustomStringConvertible {
        /// There are no names to make it for.
        case noNames
        /// This name is neither a host name nor a literal address.
        case badName(String)
        /// A certificate holds from a day to ten years.
        case badDays(Int)
        /// The library refused.
        case library(String)

        package var description: String {
            switch self {
            case .noNames: "A certificate needs at least one name."
            case .badName(let name): "“\(name)” is neither a host name nor a literal IPv4 or IPv6 address."
            case .badDays(let days): "A certificate holds for 1 to 3650 days, not for \(days)."
            case .library(let call): "The certificate could not be made: \(call) failed."
            }
        }
    }

    /// A certificate for the names, host names or addresses, that holds for some days, with its key, both as PEM.
    ///
    /// The key is ECDSA on P-256: every client takes it, and its handshakes cost the server least.
    package static func make(names: [String], days: Int) throws(Failure) -> (certificatePEM: String, keyPEM: String) {
        let alternatives = try subjectAlternatives(names)
        guard 1...3_650 ~= days else { throw .badDays(days) }
        guard let key = linli_p256_key() else { throw .library("EVP_EC_gen") }
        defer { EVP_PKEY_free(key) }
        guard let certificate = X509_new() else { throw .library("X509_new") }
        defer { X509_free(certificate) }
        try describe(certificate, names[0], days: days)
        guard X509_set_pubkey(certificate, key) == 1 else { throw .library("X509_set_pubkey") }
        // No authority: who trusts this certificate trusts it for its names and for nothing that it might sign.
        try extend(certificate, NID_basic_constraints, "critical,CA:FALSE")
        try extend(certificate, NID_key_usage, "critical,digitalSignature")
        try extend(certificate, NID_ext_key_usage, "serverAuth")
        try extend(certificate, NID_subject_alt_name, alternatives)
        guard X509_sign(certificate, key, EVP_sha256()) > 0 else { throw .library("X509_sign") }
        return (
            try pem { PEM_write_bio_X509($0, certificate) },
            try pem { PEM_write_bio_PKCS8PrivateKey($0, key, nil, nil, 0, nil, nil) }
        )
    }

    private static func describe(_ certificate: OpaquePointer, _ name: String, days: Int) throws(Failure) {
        var serial = [UInt8](repeating: 0, count: 16)
        guard RAND_bytes(&serial, 16) == 1 else { throw .library("RAND_bytes") }
        // Positive, as RFC 5280, section 4.1.2.2, asks for.
        serial[0] &= 0x7f
        let number = BN_bin2bn(serial, 16, nil)
        defer { BN_free(number) }
        let subject = X509_get_subject_name(certificate)
        // A common name has at most 64 characters (RFC 5280, appendix A.1); nobody but people looks at it any more.
        let commonName = Array(name.utf8.prefix(64))
        guard
            X509_set_version(certificate, 2) == 1,
            BN_to_ASN1_INTEGER(number, X509_get_serialNumber(certificate)) != nil,
            // An hour earlier, for clients whose clocks are behind.
            X509_gmtime_adj(X509_getm_notBefore(certificate), -3_600) != nil,
            X509_time_adj_ex(X509_getm_notAfter(certificate), Int32(days), 0, nil) != nil,
            X509_NAME_add_entry_by_txt(subject, "CN", MBSTRING_UTF8, commonName, Int32(commonName.count), -1, 0) == 1,
            X509_set_issuer_name(certificate, subject) == 1
        else { throw .library("X509") }
    }

    private static func extend(_ certificate: OpaquePointer, _ kind: Int32, _ value: String) throws(Failure) {
        var context = X509V3_CTX()
        X509V3_set_ctx(&context, certificate, certificate, nil, nil, 0)
        guard let field = X509V3_EXT_conf_nid(nil, &context, kind, value) else { throw .library("X509V3_EXT_conf") }
        defer { X509_EXTENSION_free(field) }
        guard X509_add_ext(certificate, field, -1) == 1 else { throw .library("X509_add_ext") }
    }

    /// The list of names in the library's own notation; a name with a comma would smuggle in another one.
    private static func subjectAlternatives(_ names: [String]) throws(Failure) -> String {
        guard !names.isEmpty else { throw .noNames }
        var parts: [String] = []
        for name in names {
            if NetworkAddress(name) != nil {
                parts.append("IP:\(name)")
                continue
            }
            let isHost = name.utf8.allSatisfy { byte in
                byte &- 0x30 < 10 || byte | 0x20 &- 0x61 < 26 || [0x2a, 0x2d, 0x2e].contains(byte)
            }
            guard isHost, 1...253 ~= name.utf8.count else { throw .badName(name) }
            parts.append("DNS:\(name)")
        }
        return parts.joined(separator: ",")
    }

    private static func pem(_ write: (OpaquePointer) -> Int32) throws(Failure) -> String {
        guard let bio = BIO_new(BIO_s_mem()) else { throw .library("BIO_new") }
        defer { BIO_free(bio) }
        guard write(bio) == 1 else { throw .library("PEM_write") }
        var bytes: UnsafePointer<CChar>?
        let count = linli_bio_bytes(bio, &bytes)
        let text = UnsafeRawBufferPointer(start: bytes, count: count)
        return String(decoding: text, as: UTF8.self)
    }
}
