import Glibc

/// Small files, read and written whole (小文件): keys and configuration.
package enum FileContents {
    /// Nothing where the file is absent or can not be read.
    package static func read(_ path: String) -> [UInt8]? {
        guard let file = fopen(path, "re") else { return nil }
        defer { fclose(file) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 4096)
        while true {
            let count = fread(&buffer, 1, buffer.count, file)
            if count == 0 { break }
            bytes.append(contentsOf: buffer[..<count])
        }
        return ferror(file) == 0 ? bytes : nil
    }

    /// Makes a file that only its owner reads; fails where there is one already.
    ///
    /// It is there whole or not at all, also when the process or the machine ends meanwhile: half a key file would keep
    /// the server from starting for good.
    package static func create(_ path: String, _ bytes: [UInt8]) -> Bool {
        let draft = "\(path).new"
        defer { unlink(draft) }
        // A link does not replace what is there, as a renaming would.
        guard write(bytes, to: draft), link(draft, path) == 0 else { return false }
        let parts = path.split(separator: "/", omittingEmptySubsequences: false).dropLast()
        return syncFolder(parts.isEmpty ? "." : "\(parts.joined(separator: "/"))/")
    }

    private static func syncFolder(_ path: String) -> Bool {
        let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        return fsync(descriptor) == 0
    }

    private static func write(_ bytes: [UInt8], to path: String) -> Bool {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        var written = 0
        while written < bytes.count {
            let count = bytes.withUnsafeBytes {
                Glibc.write(descriptor, $0.baseAddress.map { $0 + written }, bytes.count - written)
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return false }
            written += count
        }
        return fsync(descriptor) == 0
    }

    package static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

    /// Makes a folder that only its owner enters, and those above it.
    package static func createFolder(_ path: String) -> Bool {
        var partial = path.hasPrefix("/") ? "/" : ""
        for part in path.split(separator: "/") {
            partial += partial.isEmpty || partial.hasSuffix("/") ? String(part) : "/\(part)"
            if mkdir(partial, 0o700) != 0, errno != EEXIST { return false }
        }
        return true
    }
}
