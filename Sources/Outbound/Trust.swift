import COpenSSL
import Domain

/// Whose certificates are believed (信任的根证书), and the rules of a handshake.
///
/// It is @unchecked Sendable because nothing changes it after `init`, and OpenSSL guards what it keeps inside by itself.
final class Trust: @unchecked Sendable {
    private let context: OpaquePointer

    init(roots: String?) throws(OutboundError) {
        guard let context = SSL_CTX_new(TLS_client_method()) else { throw .untrusted }
        self.context = context
        // Nothing below TLS 1.2, and no connection to whoever does not prove its name.
        SSL_CTX_set_verify(context, SSL_VERIFY_PEER, nil)
        let isLoaded =
            if let roots {
                SSL_CTX_load_verify_locations(context, roots, nil)
            } else {
                SSL_CTX_set_default_verify_paths(context)
            }
        ERR_clear_error()
        guard isLoaded == 1, linli_tls_require_1_2(context) == 1 else { throw .untrusted }
    }

    deinit { SSL_CTX_free(context) }

    /// The client's end of a connection to a host, which has to have a certificate of that name or address.
    func session(for host: String) throws(OutboundError) -> OpaquePointer {
        guard let session = SSL_new(context) else { throw .unreachable }
        SSL_set_connect_state(session)
        let parameters = SSL_get0_param(session)
        let isAddress = X509_VERIFY_PARAM_set1_ip_asc(parameters, host) == 1
        let isNamed = isAddress || (SSL_set1_host(session, host) == 1 && linli_tls_server_name(session, host) == 1)
        ERR_clear_error()
        guard isNamed else {
            SSL_free(session)
            throw .untrusted
        }
        return session
    }
}
