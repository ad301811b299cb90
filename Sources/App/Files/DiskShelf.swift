package import API
package import Domain
import Dispatch
import HTTPServer
package import HTTPWire
import Photos
import Synchronization

/// Files that people sent, on the disk beside the database (文件柜); all work on them is done beside the loops.
package final class DiskShelf: FileShelf {
    private let tree: FileTree
    private let limit: Int64
    private let queues: [DispatchQueue]
    private let waiting = Atomic<Int>(0)

    /// Two at once keep the disk busy; photos beyond the waiting ones are better told so at once.
    private static let (queueCount, waitingLimit) = (2, 64)
    /// A case in JSON with all its texts at their longest takes less; whatever is longer is no field of ours.
    private static let fieldLimit = 65_536

    package init(_ configuration: Configuration) {
        tree = FileTree(root: configuration.filesFolder)
        limit = configuration.files.bytes
        queues = (0..<Self.queueCount).map { DispatchQueue(label: "files.\($0)") }
    }

    /// Makes the folder, in which bodies lie already while they come.
    package func prepare() throws {
        guard FileContents.createFolder(tree.root) else {
            throw ConfigurationError("无法建立文件夹 \(tree.root)", "the folder \(tree.root) can not be made")
        }
    }

    package func keep(_ request: Request) async throws -> SentFiles {
        let (source, type) = (BodySource(request), request.value(of: .contentType) ?? "")
        return try await run { [self] in try take(source, type) }
    }

    /// Lays down what was made here, such as the pictures of the demonstration.
    package func keep(_ bytes: [UInt8]) async throws -> KeptFile {
        let source = BodySource(bytes)
        return try await run { [self] in try layDown(source, 0..<source.size) }
    }

    package func open(_ name: String) -> BodyFile? { BodyFile.open(tree.path(name)) }

    package func content(of name: String) async throws -> [UInt8]? {
        guard let file = open(name) else { return nil }
        let source = BodySource(file)
        return try await run { try source.read(0, source.size) }
    }

    package func discard(_ names: [String]) async {
        guard !names.isEmpty else { return }
        // A file that stays is found by the next sweep.
        try? await run { [tree] in for name in names { tree.remove(name) } }
    }

    private func take(_ source: BodySource, _ type: String) throws -> SentFiles {
        guard type.lowercased().hasPrefix("multipart/") else {
            return SentFiles(files: [try layDown(source, 0..<source.size)], fields: [])
        }
        guard let boundary = MultipartForm.boundary(ofType: type) else { throw FileRefusal.form(.malformed) }
        let form: MultipartForm
        do {
            form = try MultipartForm(boundary: boundary, size: source.size, read: source.read)
        } catch let fault as MultipartForm.Fault {
            throw FileRefusal.form(fault)
        }
        var sent = SentFiles(files: [], fields: [])
        do {
            for part in form.parts {
                if part.isFile {
                    guard part.isChosen || !part.range.isEmpty else { continue }
                    sent.files.append(try layDown(source, part.range))
                    sent.names.append(part.name)
                } else {
                    // Nothing is read that was cut: it may mean something else.
                    guard part.range.count <= Self.fieldLimit else {
                        throw FileRefusal.fieldTooLong(part.name, Self.fieldLimit)
                    }
                    let text = try source.read(part.range.lowerBound, part.range.count)
                    sent.fields.append((part.name, String(decoding: text, as: UTF8.self)))
                }
            }
        } catch {
            for file in sent.files { tree.remove(file.name) }
            throw error
        }
        return sent
    }

    /// Lays one file down; it is there, with the way to it, before anybody is told.
    private func layDown(_ source: BodySource, _ range: Range<Int>) throws -> KeptFile {
        guard !range.isEmpty else { throw FileRefusal.empty }
        guard range.count <= limit else { throw FileRefusal.tooLarge(limit) }
        let start = try source.read(range.lowerBound, min(FileKind.mark, range.count))
        guard let kind = FileKind(startingWith: start) else { throw FileRefusal.unknownType }
        guard let type = MediaType(kind) else { throw FileRefusal.container }
        let name = try FileTree.newName()
        try tree.makeFolders(of: name)
        // What is put in anew, the way up of a photo, is shorter than what it stands for, or than this.
        let draft = try FileDraft(tree.path(name), limit: limit + 1024)
        if type == .pdf {
            let next = source.pieces(range)
            while true {
                let piece = try next()
                if piece.isEmpty { break }
                try draft.append(piece)
            }
        } else {
            do {
                try PhotoCleaner.clean(kind, from: { source.pieces(range) }, to: { try draft.append($0) })
            } catch let fault as PhotoFault {
                throw FileRefusal.photo(fault)
            }
        }
        let digest = try draft.finish()
        do {
            try tree.syncFolders(of: name)
        } catch {
            tree.remove(name)
            throw error
        }
        return KeptFile(name: name, type: type, size: draft.size, sha256: digest)
    }

    private func run<Result: Sendable>(_ work: @escaping @Sendable () throws -> Result) async throws -> Result {
        let number = waiting.add(1, ordering: .relaxed).newValue
        defer { waiting.subtract(1, ordering: .relaxed) }
        guard number <= Self.waitingLimit else {
            throw DomainError(.unavailable, "busy", "系统繁忙，请稍后重试", "Busy; try again in a moment")
        }
        let queue = queues[number % queues.count]
        return try await withCheckedThrowingContinuation { continuation in
            queue.async { continuation.resume(with: Swift.Result { try work() }) }
        }
    }
}

extension MediaType {
    /// The type of a kind that is taken.
    fileprivate init?(_ kind: FileKind) {
        switch kind {
        case .jpeg: self = .jpeg
        case .png: self = .png
        case .webP: self = .webP
        case .pdf: self = .pdf
        case .heic: return nil
        }
    }
}
