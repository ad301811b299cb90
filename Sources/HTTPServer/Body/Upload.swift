import CLinux
import Glibc
import HTTPWire

/// A body on its way into an unnamed file, which vanishes with its last descriptor however the upload ends.
///
/// It is written on the loop: into the page cache that costs a copy. Reading and moving it is the handler's work.
final class Upload {
    private var descriptor: Int32
    private var size = 0

    init(in directory: String) throws(ParseError) {
        let access = O_RDWR | O_CLOEXEC
        descriptor = open(directory, access | O_DIRECTORY | linli_tmpfile_bit, 0o600)
        if descriptor < 0, errno == EOPNOTSUPP || errno == EISDIR || errno == ENOENT {
            // A file system without unnamed files: the name lives for a moment, and O_EXCL follows no planted link.
            let path = "\(directory)/.upload-\(UInt64.random(in: .min ... .max))"
            descriptor = open(path, access | O_CREAT | O_EXCL, 0o600)
            if descriptor >= 0 { _ = unlink(path) }
        }
        guard descriptor >= 0 else { throw .uploadFailed(noSpace: errno == ENOSPC || errno == EDQUOT) }
    }

    deinit {
        if descriptor >= 0 { _ = close(descriptor) }
    }

    func append(_ bytes: [UInt8]) throws(ParseError) {
        var written = 0
        while written < bytes.count {
            let outcome = bytes[written...].withUnsafeBytes { part in
                SystemCall.transfer(part.count) { write(descriptor, part.baseAddress, $0) }
            }
            switch outcome {
            case .done(let count): written += count
            case .wouldBlock: throw .uploadFailed(noSpace: false)
            case .failed(let number): throw .uploadFailed(noSpace: number == ENOSPC || number == EDQUOT)
            }
        }
        size += bytes.count
    }

    /// Hands the file over.
    func finish() -> BodyFile {
        defer { descriptor = -1 }
        return BodyFile(descriptor: descriptor, size: size) { _ = close($0) }
    }
}
