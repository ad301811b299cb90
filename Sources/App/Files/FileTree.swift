import Crypto
import Glibc

/// The folder of files that people sent (文件目录): `files/3f/a2/3fa2….`, two levels of 256, so that no folder grows long.
struct FileTree: Sendable {
    let root: String

    /// A name that nobody can guess: 128 random bits.
    static func newName() throws -> String { Hex.encode(try Random.bytes(16)) }

    /// Whether a name may be one of this folder's; anything else in it is somebody else's.
    static func isName(_ name: String) -> Bool {
        name.utf8.count == 32 && name.utf8.allSatisfy { (48...57).contains($0) || (97...102).contains($0) }
    }

    func path(_ name: String) -> String { "\(root)/\(Self.place(of: name))" }

    /// Where a file lies below the folder.
    static func place(of name: String) -> String { "\(name.prefix(2))/\(name.dropFirst(2).prefix(2))/\(name)" }

    /// Makes the folders of a file.
    func makeFolders(of name: String) throws {
        guard FileContents.createFolder("\(root)/\(name.prefix(2))/\(name.dropFirst(2).prefix(2))") else {
            throw FileFailure()
        }
    }

    /// Brings the way to a file to the disk: another thread may have made a folder that is not there yet.
    func syncFolders(of name: String) throws {
        let first = "\(root)/\(name.prefix(2))"
        for folder in ["\(first)/\(name.dropFirst(2).prefix(2))", first, root] where !FileContents.sync(folder) {
            throw FileFailure()
        }
    }

    func remove(_ name: String) { FileContents.remove(path(name)) }

    /// The files, folder by folder.
    func forEachFolder(_ look: ([String]) throws -> Void) rethrows {
        for first in FileContents.names(in: root).sorted() where first.utf8.count == 2 {
            for second in FileContents.names(in: "\(root)/\(first)").sorted() where second.utf8.count == 2 {
                let names = FileContents.names(in: "\(root)/\(first)/\(second)").filter(Self.isName)
                if !names.isEmpty { try look(names) }
            }
        }
    }

    /// When a file was last written, in milliseconds; nothing where it is gone.
    func writtenAt(_ name: String) -> Int64? {
        var status = stat()
        guard stat(path(name), &status) == 0 else { return nil }
        return Int64(status.st_mtim.tv_sec) * 1000 + Int64(status.st_mtim.tv_nsec) / 1_000_000
    }
}
