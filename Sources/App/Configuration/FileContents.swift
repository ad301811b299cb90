import Crypto
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

    /// Adds to the end of a file, down to the disk.
    static func append(_ text: String, to path: String) -> Bool { write(Array(text.utf8), to: path, O_APPEND) }

    private static func write(_ bytes: [UInt8], to path: String, _ mode: Int32 = O_TRUNC) -> Bool {
        let descriptor = open(path, O_WRONLY | O_CREAT | mode | O_CLOEXEC, 0o600)
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

    /// The names in a folder; none where it can not be read.
    package static func names(in path: String) -> [String] {
        guard let folder = opendir(path) else { return [] }
        defer { closedir(folder) }
        var names: [String] = []
        while let entry = readdir(folder) {
            let name = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
                String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names
    }

    /// Brings a file or a folder to the disk.
    static func sync(_ path: String) -> Bool {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        return fsync(descriptor) == 0
    }

    static func rename(_ path: String, to other: String) -> Bool { Glibc.rename(path, other) == 0 }

    static func remove(_ path: String) { unlink(path) }

    /// Whether two names mean the same folder.
    static func isSame(_ path: String, _ other: String) -> Bool {
        var (first, second) = (stat(), stat())
        guard stat(path, &first) == 0, stat(other, &second) == 0 else { return false }
        return first.st_dev == second.st_dev && first.st_ino == second.st_ino
    }

    /// How long a file is; nothing where there is none.
    static func size(_ path: String) -> Int64? {
        var status = stat()
        return stat(path, &status) == 0 ? Int64(status.st_size) : nil
    }

    static func isFolder(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }

    /// Reads a file of any size piece by piece; false when it can not be read to its end.
    private static func pieces(of path: String, _ take: (UnsafeRawBufferPointer) -> Bool) -> Bool {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        var buffer = [UInt8](repeating: 0, count: 1 << 20)
        while true {
            let count = buffer.withUnsafeMutableBytes { Glibc.read(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return count == 0 }
            guard buffer.withUnsafeBytes({ take(UnsafeRawBufferPointer(rebasing: $0[..<count])) }) else { return false }
        }
    }

    /// How long a file is, and its SHA-256 in hexadecimal.
    static func digest(_ path: String) -> (bytes: Int64, sha256: String)? {
        var state = SHA256State()
        var bytes: Int64 = 0
        let isRead = pieces(of: path) { piece in
            state.add(piece)
            bytes += Int64(piece.count)
            return true
        }
        return isRead ? (bytes, state.finish().hex) : nil
    }

    /// Copies a file to a new one that only its owner reads, down to the disk.
    static func copy(_ path: String, to other: String) -> Bool {
        let descriptor = open(other, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        let isCopied = pieces(of: path) { piece in
            var written = 0
            while written < piece.count {
                let count = Glibc.write(descriptor, piece.baseAddress.map { $0 + written }, piece.count - written)
                if count < 0, errno == EINTR { continue }
                guard count > 0 else { return false }
                written += count
            }
            return true
        }
        return isCopied && fsync(descriptor) == 0
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
