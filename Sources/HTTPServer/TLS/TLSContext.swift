import COpenSSL

/// A certificate with its key and the rules of the handshake, shared by all connections that began with it.
///
/// It is @unchecked Sendable because nothing changes it after `init`, and OpenSSL counts its references and guards what
/// it keeps inside with locks of its own.
final class TLSContext: @unchecked Sendable {
    let pointer: OpaquePointer

    /// Reads the files; `old` is the context that this one replaces, whose sessions it goes on with.
    init(_ settings: TLSSettings, replacing old: TLSContext? = nil) throws(ServerError) {
        guard let pointer = SSL_CTX_new(TLS_server_method()) else { throw Self.failure("TLS cannot be set up") }
        self.pointer = pointer
        linli_tls_never_ask(pointer)
        linli_tls_modes(pointer)
        linli_tls_read_ahead(pointer)
        // Among them: no renegotiation, which lets a client make the server work for nothing, and an end without
        // close_notify is an end, because every HTTP message says itself where it ends.
        linli_tls_options(pointer)
        linli_tls_protocols(pointer)
        guard
            linli_tls_require_1_2(pointer) == 1,
            // TLS 1.2 with forward secrecy and authenticated encryption only; those of 1.3 are all of that kind.
            SSL_CTX_set_cipher_list(pointer, "ECDHE+AESGCM:ECDHE+CHACHA20") == 1,
            linli_tls_groups(pointer, "X25519:P-256:P-384") == 1,
            // A resuming client gets a new ticket anyway; a second one is only bytes.
            SSL_CTX_set_num_tickets(pointer, 1) == 1
        else { throw Self.failure("TLS cannot be set up") }
        ERR_clear_error()
        guard SSL_CTX_use_certificate_chain_file(pointer, settings.certificatePath) == 1 else {
            throw Self.failure("the certificate \(settings.certificatePath) cannot be used")
        }
        guard SSL_CTX_use_PrivateKey_file(pointer, settings.keyPath, SSL_FILETYPE_PEM) == 1 else {
            throw Self.failure("the key \(settings.keyPath) cannot be used")
        }
        guard SSL_CTX_check_private_key(pointer) == 1 else {
            throw Self.failure("the key \(settings.keyPath) is not that of \(settings.certificatePath)")
        }
        if let old { linli_tls_take_ticket_keys(pointer, old.pointer) }
    }

    deinit {
        SSL_CTX_free(pointer)
    }

    private static func failure(_ what: String) -> ServerError {
        let code = ERR_peek_error()
        ERR_clear_error()
        let reason = ERR_reason_error_string(code).map { String(cString: $0) }
        return ServerError(.certificate(reason.map { "\(what): \($0)" } ?? what))
    }
}
