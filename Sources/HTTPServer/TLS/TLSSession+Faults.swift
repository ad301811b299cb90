#if DEBUG
import COpenSSL
import Glibc

/// The kernel as tests play it, for the transfers that OpenSSL makes by itself.
enum TLSFaults {
    /// Asks the plan of this thread before each read and write of a connection.
    static func watch(_ session: OpaquePointer) {
        BIO_set_callback_ex(SSL_get_rbio(session)) { bio, operation, _, _, _, _, result, _ in
            guard operation == BIO_CB_READ || operation == BIO_CB_WRITE else { return Int(result) }
            switch KernelFaults.next() {
            // How much is asked for is OpenSSL's to say.
            case nil, .short?: return Int(result)
            case .interrupted?, .wouldBlock?:
                let direction = operation == BIO_CB_READ ? BIO_FLAGS_READ : BIO_FLAGS_WRITE
                BIO_clear_flags(bio, BIO_FLAGS_READ | BIO_FLAGS_WRITE | BIO_FLAGS_SHOULD_RETRY)
                BIO_set_flags(bio, direction | BIO_FLAGS_SHOULD_RETRY)
                return -1
            case .failed(let number)?:
                BIO_clear_flags(bio, BIO_FLAGS_READ | BIO_FLAGS_WRITE | BIO_FLAGS_SHOULD_RETRY)
                errno = number
                return -1
            }
        }
    }
}
#endif
