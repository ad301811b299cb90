import Crypto
import Storage

/// The files that belong to backups (备份中的文件): beside all of them, as a file never changes, each is there once however many
/// backups name it.
struct BackupFiles: Sendable {
    /// `files` in the folder of the backups.
    private let tree: FileTree

    init(_ folder: BackupFolder) { tree = FileTree(root: "\(folder.path)/files") }

    /// Brings the files that a copy of the database names beside it; each is read and held against its digest.
    ///
    /// - Returns: Where they lie, and those that are not there any more: whoever deletes a photo while the backup runs takes
    ///   none of the others along.
    func bring(
        _ files: [AttachedFile],
        from source: FileTree,
        progress: (_ done: Int) throws -> Void
    ) throws -> (paths: [String], missing: [String]) {
        var (paths, missing): ([String], [String]) = ([], [])
        for (done, file) in files.enumerated() {
            try progress(done)
            if try bring(file, from: source) {
                paths.append("files/\(FileTree.place(of: file.name))")
            } else {
                missing.append(file.name)
            }
        }
        return (paths, missing)
    }

    private func bring(_ file: AttachedFile, from source: FileTree) throws -> Bool {
        if FileContents.size(tree.path(file.name)) == file.size { return true }
        let partial = "\(tree.path(file.name)).partial"
        try tree.makeFolders(of: file.name)
        FileContents.remove(partial)
        guard FileContents.exists(source.path(file.name)) else { return false }
        guard FileContents.copy(source.path(file.name), to: partial),
            FileContents.digest(partial)?.sha256 == file.sha256
        else {
            FileContents.remove(partial)
            throw CommandFailure.bilingual(
                "文件 \(file.name) 已损坏或无法复制",
                "the file \(file.name) is damaged or can not be copied"
            )
        }
        guard FileContents.rename(partial, to: tree.path(file.name)) else { throw FileFailure() }
        try tree.syncFolders(of: file.name)
        return true
    }

    /// What is wrong with the files of a backup, a sentence each.
    func problems(_ files: [AttachedFile], named paths: [String]) -> [String] {
        let named = Set(paths)
        return files.filter { named.contains("files/\(FileTree.place(of: $0.name))") }.compactMap { file in
            guard let print = FileContents.digest(tree.path(file.name)) else {
                return "文件 \(file.name) 缺失 the file \(file.name) is missing"
            }
            return print.sha256 == file.sha256
                ? nil : "文件 \(file.name) 与记录不符 the file \(file.name) is not what its row says"
        }
    }

    /// Puts the files of a backup where the server looks for them; those that are there stay.
    func restore(_ files: [AttachedFile], named paths: [String], into target: FileTree) throws {
        let named = Set(paths)
        for file in files where named.contains("files/\(FileTree.place(of: file.name))") {
            if FileContents.size(target.path(file.name)) == file.size { continue }
            try target.makeFolders(of: file.name)
            FileContents.remove(target.path(file.name))
            guard FileContents.copy(tree.path(file.name), to: target.path(file.name)) else { throw FileFailure() }
            try target.syncFolders(of: file.name)
        }
    }

    /// Takes away the files that none of the backups names any more.
    func prune(keeping paths: Set<String>) {
        tree.forEachFolder { names in
            for name in names where !paths.contains("files/\(FileTree.place(of: name))") { tree.remove(name) }
        }
    }
}
