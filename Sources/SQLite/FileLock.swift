import Glibc

/// Why the lock file could not be taken.
package enum FileLockError: Error, Sendable, Equatable {
    /// Another process has it; its number, or 0 in the moment before it is written.
    case held(pid: Int32)
    /// The file cannot be opened or locked, with the error number of the system.
    case unusable(errno: Int32)
}

extension FileLockError: CustomStringConvertible {
    /// What is wrong and what to do, in English.
    package var description: String {
        switch self {
        case .held(let pid):
            "Another process (\(pid)) is using this database. Stop it first, or use the running server."
        case .unusable(let code):
            "The lock file beside the database cannot be used: \(String(cString: strerror(code))). "
                + "Check that the folder exists and may be written."
        }
    }

    /// What is wrong and what to do, in Chinese.
    package var chinese: String {
        switch self {
        case .held(let pid): "另一个进程（\(pid)）正在使用本数据库。请先停止它，或通过正在运行的服务操作。"
        case .unusable(let code): "无法使用数据库旁的锁文件（系统错误 \(code)）。请检查文件夹是否存在、是否可写。"
        }
    }
}

/// The lock file that lets one process write: held from its making to its last reference.
///
/// A file of its own beside the database, because opening and closing the database file itself would drop SQLite's
/// own locks. The system releases it when the process ends, however it ends; the file stays, as removing it would let
/// two processes lock two files of the same name.
package final class FileLock: Sendable {
    private let descriptor: Int32

    /// Takes the lock without waiting and writes the number of this process into the file.
    package init(path: String) throws(FileLockError) {
        let file = Self.retrying { open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600) }
        if file < 0 { throw .unusable(errno: errno) }
        if Self.retrying({ flock(file, LOCK_EX | LOCK_NB) }) != 0 {
            let code = errno
            let holder = Self.processNumber(in: file)
            close(file)
            throw code == EWOULDBLOCK ? .held(pid: holder) : .unusable(errno: code)
        }
        descriptor = file
        // Information only: the lock holds even if the number cannot be written on a full disk.
        let text = Array("\(getpid())\n".utf8)
        if ftruncate(file, 0) == 0 { _ = pwrite(file, text, text.count, 0) }
    }

    deinit {
        // A number that remained would name a process that no longer has the lock.
        _ = ftruncate(descriptor, 0)
        close(descriptor)
    }

    private static func processNumber(in file: Int32) -> Int32 {
        var digits = [UInt8](repeating: 0, count: 16)
        let count = pread(file, &digits, digits.count, 0)
        guard count > 0 else { return 0 }
        let text = String(decoding: digits.prefix(count).prefix { $0 >= 0x30 && $0 <= 0x39 }, as: UTF8.self)
        return Int32(text) ?? 0
    }

    private static func retrying(_ call: () -> Int32) -> Int32 {
        while true {
            let result = call()
            if result >= 0 || errno != EINTR { return result }
        }
    }
}
