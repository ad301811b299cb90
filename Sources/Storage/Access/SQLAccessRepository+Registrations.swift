import Domain
import SQLite

/// Residents who ask for an account (居民注册申请).
extension SQLAccessRepository {
    func registration(_ id: Int64) throws -> Registration? {
        let sql = "SELECT community_id, login, name, status, code_hash, openid_hash FROM registration WHERE id = ?"
        return try connection.first(sql, [.integer(id)]) { row in
            guard let status = RegistrationStatus(rawValue: row.text(3)) else { return nil }
            return Registration(
                community: row.integer(0),
                login: row.text(1),
                name: row.text(2),
                status: status,
                codeHash: row.blob(4),
                openIDHash: row.optionalBlob(5)
            )
        } ?? nil
    }

    func setCode(_ hash: [UInt8], ofRegistration id: Int64) throws {
        try connection.run("UPDATE registration SET code_hash = ? WHERE id = ?", [.blob(hash), .integer(id)])
    }

    func waitingRegistrations(in community: Int64) throws -> Int64 {
        let sql = "SELECT count(*) FROM registration WHERE community_id = ? AND status = 'pending'"
        return try connection.first(sql, [.integer(community)]) { $0.integer(0) } ?? 0
    }

    func hasAccount(resident: Int64) throws -> Bool {
        let sql = "SELECT 1 FROM account WHERE resident_id = ? AND role = 'resident' LIMIT 1"
        return try connection.first(sql, [.integer(resident)]) { _ in true } ?? false
    }
}
