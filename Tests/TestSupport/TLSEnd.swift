import COpenSSL

/// A session that a client may take up again.
///
/// It is @unchecked Sendable because OpenSSL counts its references atomically and nothing changes it.
package final class TLSTicket: @unchecked Sendable {
    fileprivate let pointer: OpaquePointer

    fileprivate init(_ pointer: OpaquePointer) {
        self.pointer = pointer
    }

    deinit {
        SSL_SESSION_free(pointer)
    }
}

/// The client's end of an encrypted connection, which blocks.
package final class TLSEnd {
    private let context: OpaquePointer?
    private let pointer: OpaquePointer?

    package init(
        descriptor: Int32,
        resuming ticket: TLSTicket? = nil,
        protocols: [String] = [],
        versions: ClosedRange<Int32> = TLS1_2_VERSION...TLS1_3_VERSION
    ) {
        context = SSL_CTX_new(TLS_client_method())
        SSL_CTX_ctrl(context, SSL_CTRL_SET_MIN_PROTO_VERSION, Int(versions.lowerBound), nil)
        SSL_CTX_ctrl(context, SSL_CTRL_SET_MAX_PROTO_VERSION, Int(versions.upperBound), nil)
        pointer = SSL_new(context)
        SSL_set_fd(pointer, descriptor)
        let offered = protocols.flatMap { [UInt8($0.utf8.count)] + Array($0.utf8) }
        SSL_set_alpn_protos(pointer, offered, UInt32(offered.count))
        if let ticket { SSL_set_session(pointer, ticket.pointer) }
    }

    deinit {
        SSL_free(pointer)
        SSL_CTX_free(context)
    }

    package func connect() -> Bool {
        ERR_clear_error()
        return withoutBrokenPipes { SSL_connect(pointer) == 1 }
    }

    package func send(_ bytes: [UInt8]) {
        ERR_clear_error()
        var sent = 0
        while sent < bytes.count {
            let count = bytes[sent...].withUnsafeBytes { part in
                withoutBrokenPipes { SSL_write(pointer, part.baseAddress, Int32(part.count)) }
            }
            guard count > 0 else { return }
            sent += Int(count)
        }
    }

    package func receive(_ buffer: inout [UInt8]) -> Int {
        ERR_clear_error()
        let count = withoutBrokenPipes { SSL_read(pointer, &buffer, Int32(buffer.count)) }
        guard count <= 0 else { return Int(count) }
        return SSL_get_error(pointer, count) == SSL_ERROR_ZERO_RETURN ? 0 : -1
    }

    package func sayGoodbye() {
        withoutBrokenPipes { _ = SSL_shutdown(pointer) }
    }

    package var wasToldGoodbye: Bool { SSL_get_shutdown(pointer) & SSL_RECEIVED_SHUTDOWN != 0 }

    package var isResumed: Bool { SSL_session_reused(pointer) == 1 }

    package var ticket: TLSTicket? { SSL_get1_session(pointer).map { TLSTicket($0) } }

    package var version: String { String(cString: SSL_get_version(pointer)) }

    package var chosenProtocol: String? {
        var bytes: UnsafePointer<UInt8>?
        var count: UInt32 = 0
        SSL_get0_alpn_selected(pointer, &bytes, &count)
        return bytes.map { String(decoding: UnsafeBufferPointer(start: $0, count: Int(count)), as: UTF8.self) }
    }

    package var commonName: String? {
        guard let certificate = SSL_get1_peer_certificate(pointer) else { return nil }
        defer { X509_free(certificate) }
        var text = [CChar](repeating: 0, count: 100)
        X509_NAME_get_text_by_NID(X509_get_subject_name(certificate), NID_commonName, &text, 100)
        return String(decoding: text.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    }
}
