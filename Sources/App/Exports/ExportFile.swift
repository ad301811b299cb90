import Crypto
import Glibc

/// A file of an export in the making (导出文件): written once, counted and digested on its way.
final class ExportFile {
    private let descriptor: Int32
    private let path: String
    private var digest: SHA256State? = SHA256State()
    private(set) var count = 0

    /// Makes a file that only its owner reads.
    init(path: String) throws {
        descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        self.path = path
        guard descriptor >= 0 else { throw Self.failure(path) }
    }

    deinit {
        if descriptor >= 0 { close(descriptor) }
    }

    func write(_ bytes: UnsafeRawBufferPointer) throws {
        digest?.add(bytes)
        count += bytes.count
        var rest = bytes
        while !rest.isEmpty {
            let written = Glibc.write(descriptor, rest.baseAddress, rest.count)
            if written < 0, errno == EINTR { continue }
            guard written > 0 else { throw Self.failure(path) }
            rest = UnsafeRawBufferPointer(rebasing: rest[written...])
        }
    }

    /// Ends the file on the disk and says its SHA-256.
    func finish() throws -> String {
        guard fsync(descriptor) == 0 else { throw Self.failure(path) }
        return digest.take()?.finish().hex ?? ""
    }

    private static func failure(_ path: String) -> CommandFailure {
        let reason = String(cString: strerror(errno))
        return .bilingual("无法写入 \(path)：\(reason)", "\(path) can not be written: \(reason)")
    }
}
