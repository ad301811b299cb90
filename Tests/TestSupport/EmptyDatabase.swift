import App
import Storage

/// A database of the present schema with nothing in it (空库), migrated once for all tests that begin with one.
package enum EmptyDatabase {
    private static let bytes = Result {
        let folder = try TemporaryFolder()
        let path = "\(folder.path)/empty.db"
        _ = try Schema.migrate(path: path, now: { 0 })
        guard let bytes = FileContents.read(path) else { throw TestFailure("the empty database can not be read") }
        return bytes
    }

    /// Lays a new one at a path.
    package static func make(at path: String) throws {
        guard FileContents.create(path, try bytes.get()) else {
            throw TestFailure("the empty database can not be copied to \(path)")
        }
    }
}
