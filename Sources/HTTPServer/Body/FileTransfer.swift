import CLinux
import Glibc
package import HTTPWire

/// A file on its way to a client, and how far it has come.
final class FileTransfer {
    /// How one turn ended.
    enum Outcome {
        /// The client has all of it.
        case finished
        /// The socket takes no more for now.
        case blocked
        /// There is more to send, but other clients have waited long enough.
        case paused
        /// The client is gone, or the file is shorter than was promised.
        case failed
    }

    private let file: BodyFile
    private var offset: off_t = 0

    init(_ file: BodyFile) {
        self.file = file
    }

    var remaining: Int { file.size - Int(offset) }

    /// Lets the kernel copy from file to socket, up to `budget` bytes.
    func send(to descriptor: Int32, budget: Int) -> (Outcome, sent: Int) {
        var sent = 0
        while remaining > 0 {
            guard sent < budget else { return (.paused, sent) }
            let count = min(remaining, budget - sent)
            switch SystemCall.transfer(count, { linli_sendfile(descriptor, file.descriptor, &offset, $0) }) {
            case .done(0), .failed: return (.failed, sent)
            case .done(let count): sent += count
            case .wouldBlock: return (.blocked, sent)
            }
        }
        return (.finished, sent)
    }

    /// The next piece in memory, for a connection that is encrypted here; nil when the file is shorter than promised.
    func read(atMost limit: Int) -> [UInt8]? {
        let wanted = min(remaining, limit)
        let piece = [UInt8](unsafeUninitializedCapacity: wanted) { buffer, count in
            while count < wanted {
                let place = UnsafeMutableRawPointer(buffer.baseAddress).map { $0 + count }
                let outcome = SystemCall.transfer(wanted - count) {
                    pread(file.descriptor, place, $0, offset + off_t(count))
                }
                guard case .done(let got) = outcome, got > 0 else { return }
                count += got
            }
        }
        guard piece.count == wanted else { return nil }
        offset += off_t(wanted)
        return piece
    }
}

extension BodyFile {
    /// Opens a regular file to be sent as it is now; nil when there is none or it cannot be read.
    package static func open(_ path: String) -> BodyFile? {
        let descriptor = Glibc.open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { return nil }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            _ = Glibc.close(descriptor)
            return nil
        }
        return BodyFile(descriptor: descriptor, size: Int(status.st_size)) { _ = Glibc.close($0) }
    }
}
