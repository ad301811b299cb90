package import Domain
package import HTTPWire
import Routing

/// Where files lie that people send (文件柜): each under a random name of its own, on the disk before anybody is told so.
package protocol FileShelf: Sendable {
    /// Looks at what came, takes the camera data out of photos, and lays it down so that a loss of power does not lose it.
    ///
    /// Throws 415 for what is no photo and no paper, 422 for a photo that can not be read to its end, 507 on a full disk;
    /// then nothing is left of it.
    func keep(_ request: Request) async throws -> SentFiles

    /// A file as it lies there; nothing where it is lost.
    func open(_ name: String) -> BodyFile?

    /// The whole content of a file; nothing where it is lost.
    func content(of name: String) async throws -> [UInt8]?

    /// Takes files away that nobody needs any more.
    func discard(_ names: [String]) async
}

/// What a request brought (收到的文件): a file as it is, or a form with files and fields.
package struct SentFiles: Sendable {
    package var files: [KeptFile]
    /// Under which name of the form each file came.
    package var names: [String]
    package var fields: [(name: String, value: String)]

    package init(files: [KeptFile], names: [String] = [], fields: [(name: String, value: String)]) {
        self.files = files
        self.names = names
        self.fields = fields
    }

    /// The files that came under a name.
    func files(named name: String) -> [KeptFile] { zip(files, names).filter { $1 == name }.map(\.0) }
}

extension BodyField {
    /// Files that were sent before and are named by their numbers.
    static let sentFiles = BodyField(
        "uploads",
        "文件编号",
        "Uploads",
        .reference(.uploads),
        shape: .values(most: Attachment.callLimit),
        isRequired: true
    )
}

extension FileShelf {
    /// Answers with a file; what has a name is saved under it, a photo that everybody sees is looked at where it stands.
    func answer(with file: KeptFile, savedAs name: String? = nil) throws -> ReadAnswer {
        guard let open = open(file.name) else { throw DomainError.fileLost }
        return .file(Self.head(of: file, savedAs: name), open)
    }

    /// The same of a file whose every reading is written down before it leaves.
    func answer(
        with file: KeptFile,
        savedAs name: String? = nil,
        noting note: @escaping @Sendable (any Transaction) throws -> Void
    ) -> ReadAnswer {
        .notedFile(Self.head(of: file, savedAs: name)) { store, leaves in
            guard let bytes = try await content(of: file.name) else { throw DomainError.fileLost }
            if leaves { try await store.write { try note($0) } }
            return bytes
        }
    }

    private static func head(of file: KeptFile, savedAs name: String?) -> FileAnswer {
        FileAnswer(
            mediaType: file.type.rawValue,
            digest: file.sha256,
            savedAs: name.map { "\($0).\(file.type.ending)" }
        )
    }

    /// Runs a call that may come as a form with files, which are nothing where it does not.
    func withFiles(_ call: Call, _ work: (SentFiles?) async throws -> Rendered) async throws -> Rendered {
        guard call.request.isForm else { return try await work(nil) }
        let sent = try await keep(call.request)
        return try await keeping(sent) { try await work(sent) }
    }

    /// Runs what makes rows of files; where it fails, or was done before with other copies, the files go again.
    func keeping(
        _ sent: SentFiles,
        _ work: () async throws -> Rendered
    ) async throws -> Rendered {
        let rendered: Rendered
        do {
            rendered = try await work()
        } catch {
            await discard(sent.files.map(\.name))
            throw error
        }
        if rendered.isReplayed { await discard(sent.files.map(\.name)) }
        return rendered
    }
}

extension DomainError {
    fileprivate static let fileLost = DomainError(
        .internalError,
        "file_lost",
        "文件已不在磁盘上，请联系管理员从备份恢复",
        "The file is not on the disk any more; it is to be restored from a backup"
    )
}
