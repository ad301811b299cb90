/// How large the body of one request may be, and where it is collected.
package enum BodyLimit: Sendable, Hashable {
    /// In memory, up to this many bytes.
    case memory(Int)
    /// In an unnamed file of the folder, up to this many bytes, never held in memory.
    case file(Int, directory: String)

    /// The largest body that is taken.
    package var bytes: Int {
        switch self {
        case .memory(let bytes), .file(let bytes, _): bytes
        }
    }
}
