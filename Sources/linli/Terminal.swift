import App
import Glibc

/// What a command says to people (终端输出): results on standard output, progress on standard error.
enum Terminal {
    static let output = CommandOutput(
        say: { line in put("\(line)\n", to: STDOUT_FILENO) },
        progress: { line in
            // A line that the next one replaces; where nobody watches, nothing.
            guard isatty(STDERR_FILENO) == 1 else { return }
            put("\r\u{1B}[K\(line ?? "")", to: STDERR_FILENO)
        }
    )

    /// The path from the root on: another process that does the work may stand in another folder.
    static func absolutePath(_ path: String) -> String {
        guard !path.hasPrefix("/"), let folder = getcwd(nil, 0) else { return path }
        defer { free(folder) }
        return "\(String(cString: folder))/\(path)"
    }

    /// Writes past the buffers of the C library, so that whoever reads a pipe sees each line at once.
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
