/// Takes out of a photo what says where, when and with what it was taken (照片清理), and leaves the picture as it is.
package enum PhotoCleaner {
    /// Reads a photo piece by piece and hands on what stays of it; memory does not grow with the photo.
    ///
    /// `open` begins at the start and gives the pieces one after another, an empty one at the end; it may be called twice.
    /// What `write` was given before a throw is worth nothing. Throws `PhotoFault` for what is not built as its kind says,
    /// and what the two closures throw.
    package static func clean(
        _ kind: FileKind,
        from open: () -> (() throws -> [UInt8]),
        to write: @escaping ([UInt8]) throws -> Void
    ) throws {
        var output = PieceWriter(write)
        var input = PieceReader(open())
        switch kind {
        case .jpeg:
            var cleaner = JPEGCleaner()
            try cleaner.clean(&input, &output)
        case .png: try PNGCleaner().clean(&input, &output)
        case .webP: try WebPCleaner().clean({ PieceReader(open()) }, &output)
        case .pdf, .heic: throw PhotoFault.unsupported
        }
        try output.flush()
    }
}
