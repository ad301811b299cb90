package import Domain
package import Formats
import Glibc

/// A CSV file on the disk as a table to import (CSV 文件), read in pieces and again from its start as often as needed.
package struct CSVFile: ImportTable {
    private let path: String
    /// How it is written: as it was said, else as it was found out.
    package let encoding: TextEncoding
    private let size: Int

    /// Few system calls, and little to hold.
    private static let pieceLength = 64 * 1024

    /// Looks through the file once to find out how it is written.
    package init(path: String, encoding: TextEncoding?) throws {
        self.path = path
        var (probe, size) = (EncodingProbe(), 0)
        try Self.pieces(path) { piece in
            probe.feed(piece)
            size += piece.count
        }
        self.size = size
        self.encoding = encoding ?? probe.encoding
    }

    package func rows(_ body: (ImportLine) throws -> Void) throws {
        let decoder = try TextDecoder(encoding)
        var (reader, text, done) = (CSVReader(), [UInt8](), 0)
        let size = max(size, 1)
        func take(_ row: CSVRow) throws {
            try body(ImportLine(number: row.number, cells: row.cells, fraction: Double(min(done, size)) / Double(size)))
        }
        try Self.pieces(path) { piece in
            text.removeAll(keepingCapacity: true)
            let isWhole = decoder.decode(piece, into: &text)
            try reader.feed(text, take)
            guard isWhole else { throw CSVFault(.brokenText(encoding), line: reader.currentLine) }
            done += piece.count
        }
        text.removeAll(keepingCapacity: true)
        let isWhole = decoder.finish(into: &text)
        try reader.feed(text, take)
        guard isWhole else { throw CSVFault(.brokenText(encoding), line: reader.currentLine) }
        try reader.finish(take)
    }

    private static func pieces(_ path: String, _ take: (UnsafeRawBufferPointer) throws -> Void) throws {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw unreadable(path) }
        defer { close(descriptor) }
        var status = stat()
        // It is read more than once; a pipe has nothing to say the second time.
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            throw CommandFailure.bilingual("\(path) 不是普通文件", "\(path) is no regular file")
        }
        var buffer = [UInt8](repeating: 0, count: pieceLength)
        while true {
            let count = read(descriptor, &buffer, buffer.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw unreadable(path) }
            guard count > 0 else { return }
            try buffer.withUnsafeBytes { try take(UnsafeRawBufferPointer(rebasing: $0[..<count])) }
        }
    }

    private static func unreadable(_ path: String) -> CommandFailure {
        let reason = String(cString: strerror(errno))
        return .bilingual("无法读取文件 \(path)", "\(path) can not be read: \(reason)")
    }
}
