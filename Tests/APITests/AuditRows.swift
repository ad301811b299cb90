import SQLite
import TestSupport

/// What lies in the audit of a test's server (审计行), whoever may see it.
enum AuditRows {
    static func count(_ test: TestServer, _ action: String) throws -> Int {
        let path = "\(test.folder.path)/linli.db"
        let connection = try Connection(path: path, access: .readOnly, settings: .reader)
        return try connection.first("SELECT count(*) FROM audit WHERE action = ?", [.text(action)]) {
            Int($0.integer(0))
        } ?? 0
    }
}
