import Glibc
import HTTPWire

/// The content of a request, read from any place (请求内容): in memory where it is small, else in a file.
struct BodySource: Sendable {
    let size: Int
    private let bytes: [UInt8]
    private let file: BodyFile?

    init(_ request: Request) {
        if case .file(let file) = request.body {
            self.init(size: file.size, bytes: [], file: file)
        } else {
            let bytes = request.withBody { span in span.withUnsafeBytes { Array($0) } }
            self.init(size: bytes.count, bytes: bytes, file: nil)
        }
    }

    init(_ file: BodyFile) { self.init(size: file.size, bytes: [], file: file) }

    init(_ bytes: [UInt8]) { self.init(size: bytes.count, bytes: bytes, file: nil) }

    private init(size: Int, bytes: [UInt8], file: BodyFile?) {
        self.size = size
        self.bytes = bytes
        self.file = file
    }

    /// So many bytes from a place on, fewer only behind the end.
    ///
    /// It blocks where the file is not in the page cache.
    func read(_ place: Int, _ count: Int) throws -> [UInt8] {
        guard count > 0, place < size else { return [] }
        let wanted = min(count, size - place)
        guard let file else { return Array(bytes[place..<place + wanted]) }
        var failure: Int32 = 0
        let piece = [UInt8](unsafeUninitializedCapacity: wanted) { buffer, filled in
            while filled < wanted {
                let start = buffer.baseAddress.map { UnsafeMutableRawPointer($0 + filled) }
                let got = pread(file.descriptor, start, wanted - filled, off_t(place + filled))
                if got < 0, errno == EINTR { continue }
                guard got > 0 else {
                    failure = errno
                    return
                }
                filled += got
            }
        }
        guard piece.count == wanted else { throw FileFailure(errno: failure) }
        return piece
    }

    /// The pieces of a part of it, one after another, and an empty one at the end.
    func pieces(_ range: Range<Int>) -> () throws -> [UInt8] {
        var place = range.lowerBound
        return {
            let piece = try read(place, min(Self.pieceSize, range.upperBound - place))
            place += piece.count
            return piece
        }
    }

    private static let pieceSize = 65_536
}
