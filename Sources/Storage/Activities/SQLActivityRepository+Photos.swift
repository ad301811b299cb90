package import Domain
import SQLite

/// Where photos of activities are known (活动照片的存储); the files themselves lie beside the database.
extension SQLActivityRepository {
    func addPhoto(_ upload: Upload, to activity: Activity, caption: String?, isShown: Bool) throws -> Int64 {
        try connection.run(
            """
            INSERT INTO activity_photo
                (community_id, activity_id, upload_id, account_id, caption, shown, created_at, updated_at)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?7)
            """,
            [
                .integer(activity.community), .integer(activity.id), .integer(upload.id), .integer(upload.account),
                .optional(caption), .integer(isShown ? 1 : 0), now,
            ]
        )
        let photo = connection.lastInsertedID
        try transaction.touch(.activityPhotos, photo, isNew: true)
        try transaction.touch(.uploads, upload.id)
        try connection.run(
            "UPDATE upload SET attached_at = ?1, version = version + 1, updated_at = ?1 WHERE id = ?2",
            [now, .integer(upload.id)]
        )
        return photo
    }

    func removePhoto(_ id: Int64) throws -> String? {
        let sql = "SELECT u.id, u.name FROM activity_photo p JOIN upload u ON u.id = p.upload_id WHERE p.id = ?"
        guard let (upload, name) = try connection.first(sql, [.integer(id)], { ($0.integer(0), $0.text(1)) }) else {
            return nil
        }
        try transaction.touch(.activityPhotos, id)
        try transaction.touch(.uploads, upload)
        try connection.run("DELETE FROM activity_photo WHERE id = ?", [.integer(id)])
        try connection.run("DELETE FROM upload WHERE id = ?", [.integer(upload)])
        return name
    }

    func photos(of activity: Int64) throws -> Int64 {
        try connection.first("SELECT count(*) FROM activity_photo WHERE activity_id = ?", [.integer(activity)]) {
            $0.integer(0)
        } ?? 0
    }
}

extension SQLReader {
    package func file(ofPhoto id: Int64, scope: DataScope) throws -> KeptFile {
        guard try contains(.activityPhotos, id: id, scope: scope) else { throw DomainError.notFound }
        let sql = """
            SELECT u.name, u.media_type, u.size, u.sha256 FROM activity_photo p JOIN upload u ON u.id = p.upload_id
            WHERE p.id = ?
            """
        let found =
            try connection.first(sql, [.integer(id)]) { row -> KeptFile? in
                MediaType(rawValue: row.text(1)).map {
                    KeptFile(name: row.text(0), type: $0, size: row.integer(2), sha256: row.text(3))
                }
            } ?? nil
        guard let found else { throw DomainError.notFound }
        return found
    }
}
