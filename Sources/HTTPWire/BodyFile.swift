/// A body that lies in a file instead of in memory: an upload that came, or a file that goes out.
///
/// It owns the descriptor and closes it when the last reference ends. This layer makes no system calls, therefore
/// closing is handed in by whoever opened the file.
package final class BodyFile: Sendable {
    /// The open file; its position is nobody's, so read it with `pread`.
    package let descriptor: Int32
    /// How many bytes the body has, from the start of the file.
    package let size: Int
    private let close: @Sendable (Int32) -> Void

    /// Takes over an open descriptor.
    package init(descriptor: Int32, size: Int, close: @escaping @Sendable (Int32) -> Void) {
        self.descriptor = descriptor
        self.size = size
        self.close = close
    }

    deinit {
        close(descriptor)
    }
}
