import SQLite
package import Storage

extension Checkup {
    /// What is wrong with the database of a folder.
    package static func examine(_ folder: TemporaryFolder) throws -> [String] {
        let connection = try Connection(path: "\(folder.path)/linli.db", access: .readOnly, settings: .reader)
        return try examine(connection).flatMap(\.problems)
    }
}
