/// 附件的存储: rows of files, each of which lies beside the database under its own name.
package protocol AttachmentRepository {
    /// Notes a file that lies on the disk already, for its sender alone.
    func insert(_ file: KeptFile, account: Int64) throws -> Int64
    /// How many files an account sent that are attached to nothing.
    func waiting(of account: Int64) throws -> Int64
    func upload(_ id: Int64) throws -> Upload?
    /// Makes a file part of a case, whose scope it shares from then on.
    func attach(_ upload: Upload, to caseID: Int64, as moment: AttachmentMoment, caption: String?) throws -> Int64
    /// Leaves of who sent a file nothing: it is somebody else's from now on.
    func give(_ upload: Upload, to account: Int64) throws -> Upload
    func count(ofCase id: Int64) throws -> Int64
    func find(_ id: Int64, scope: DataScope) throws -> Attachment?
    func decide(_ id: Int64, _ status: AttachmentStatus, by account: Int64, remark: String?) throws
    /// Removes an attachment with its file's row, and says what the file is called.
    func remove(_ id: Int64) throws -> String?
    /// Removes the row of a file that is attached to nothing, and says what the file is called; nothing where it is attached.
    func drop(_ id: Int64) throws -> String?
    /// Removes the rows of files that nobody attached since then, and says what the files are called.
    func expire(sentBefore moment: Instant, most: Int) throws -> [String]
    /// Those of the names that no row knows.
    func unknown(_ names: [String]) throws -> [String]
}

/// A file that lies on the disk (已保存的文件): safe there, and not yet anybody's.
package struct KeptFile: Sendable, Hashable {
    /// Its own random name, which nobody can guess and which says nothing.
    package let name: String
    package let type: MediaType
    package let size: Int64
    /// In hexadecimal; of what lies there, without what was taken out of it.
    package let sha256: String

    package init(name: String, type: MediaType, size: Int64, sha256: String) {
        self.name = name
        self.type = type
        self.size = size
        self.sha256 = sha256
    }
}

/// A file of its sender (上传的文件).
package struct Upload: Sendable, Hashable {
    package let id: Int64
    package let account: Int64
    package let isAttached: Bool

    package init(id: Int64, account: Int64, isAttached: Bool) {
        self.id = id
        self.account = account
        self.isAttached = isAttached
    }

    /// Files that one account may have lying unattached: a long walk's photos, and no stranger's archive.
    package static let waitingLimit: Int64 = 50
}

/// A photo or paper of a case (附件).
package struct Attachment: Sendable, Hashable {
    package let id: Int64
    package let caseID: Int64
    package let account: Int64
    package let status: AttachmentStatus

    package init(id: Int64, caseID: Int64, account: Int64, status: AttachmentStatus) {
        self.id = id
        self.caseID = caseID
        self.account = account
        self.status = status
    }

    /// Attachments of one case: more than anybody looks through.
    package static let caseLimit: Int64 = 100
    /// Files that one call attaches.
    package static let callLimit = 20
}
