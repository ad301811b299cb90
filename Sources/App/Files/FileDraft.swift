import Crypto
import Glibc

/// A file on its way to the disk (写入中的文件): counted and digested, and gone again unless it is finished.
final class FileDraft {
    private let path: String
    private let descriptor: Int32
    private let limit: Int64
    private var digest: SHA256State? = SHA256State()
    private var isFinished = false
    private(set) var size: Int64 = 0

    init(_ path: String, limit: Int64) throws {
        self.path = path
        self.limit = limit
        descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw FileFailure() }
    }

    deinit {
        if descriptor >= 0 {
            close(descriptor)
            if !isFinished { unlink(path) }
        }
    }

    func append(_ bytes: [UInt8]) throws {
        size += Int64(bytes.count)
        guard size <= limit else { throw FileFailure(errno: EFBIG) }
        digest?.add(bytes)
        var written = 0
        while written < bytes.count {
            let count = bytes.withUnsafeBytes {
                write(descriptor, $0.baseAddress.map { $0 + written }, bytes.count - written)
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw FileFailure() }
            written += count
        }
    }

    /// Brings it to the disk and says its SHA-256; from now on it stays.
    func finish() throws -> String {
        guard fsync(descriptor) == 0 else { throw FileFailure() }
        isFinished = true
        return digest.take()?.finish().hex ?? ""
    }
}
