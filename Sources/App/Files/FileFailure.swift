package import Domain
import Glibc

/// A file that could not be written or read (文件读写失败), by the reason that the system gave.
package struct FileFailure: RefusableError, CustomStringConvertible {
    private let number: Int32

    init(errno number: Int32 = errno) { self.number = number }

    package var description: String { "a file beside the database: \(String(cString: strerror(number)))" }

    /// A full disk is told to the client; all else is the operator's business.
    package var refusal: DomainError? {
        guard number == ENOSPC || number == EDQUOT else { return nil }
        return DomainError(
            .noSpace,
            "disk_full",
            "服务器磁盘已满，文件未保存",
            "The server's disk is full; the file was not kept"
        )
    }
}
