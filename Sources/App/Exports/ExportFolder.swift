import Glibc

/// The folder of an export (导出文件夹): it has its name only once all of it is there.
final class ExportFolder {
    private let target: String
    /// Where the files are made; beside the target, so that naming it is one act.
    let path: String
    private var isDone = false

    /// - Throws: Where something is there already: nothing is overwritten.
    init(_ target: String) throws {
        var target = target
        while target.count > 1, target.hasSuffix("/") { target.removeLast() }
        self.target = target
        path = "\(target).partial-\(getpid())"
        guard Self.isFree(target) else {
            throw CommandFailure.bilingual(
                "\(target) 已存在且不是空文件夹，未覆盖；请另选一个",
                "\(target) is there already and is no empty folder; it was kept, choose another"
            )
        }
        guard FileContents.createFolder(path) else {
            throw CommandFailure.bilingual("无法建立文件夹 \(path)", "The folder \(path) can not be made")
        }
    }

    deinit {
        if !isDone { discard() }
    }

    func finish() throws {
        guard rename(path, target) == 0 else {
            throw CommandFailure.bilingual("无法命名为 \(target)", "The folder can not be named \(target)")
        }
        isDone = true
    }

    private static func isFree(_ path: String) -> Bool {
        guard FileContents.exists(path) else { return true }
        guard let folder = opendir(path) else { return false }
        defer { closedir(folder) }
        while let name = Self.next(folder) {
            if name != ".", name != ".." { return false }
        }
        return true
    }

    private func discard() {
        guard let folder = opendir(path) else { return }
        while let name = Self.next(folder) {
            if name != ".", name != ".." { unlink("\(path)/\(name)") }
        }
        closedir(folder)
        rmdir(path)
    }

    private static func next(_ folder: OpaquePointer) -> String? {
        guard let entry = readdir(folder) else { return nil }
        return withUnsafeBytes(of: entry.pointee.d_name) { bytes in
            String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
        }
    }
}
