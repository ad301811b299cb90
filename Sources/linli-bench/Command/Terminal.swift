import Glibc

/// What the bench says to people (终端输出): results on standard output, progress on standard error.
enum Terminal {
    private static let isWatched = isatty(STDERR_FILENO) == 1

    static func say(_ text: String) { put("\(text)\n", to: STDOUT_FILENO) }

    static func complain(_ text: String) { put("\(text)\n", to: STDERR_FILENO) }

    /// A line that the next one replaces; where nobody watches, nothing.
    static func progress(_ line: String) {
        if isWatched { put("\r\u{1B}[K\(line)", to: STDERR_FILENO) }
    }

    static func clearProgress() { progress("") }

    private static func put(_ text: String, to descriptor: Int32) {
        let bytes = Array(text.utf8)
        var written = 0
        while written < bytes.count {
            let count = bytes[written...].withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return }
            written += count
        }
    }
}
