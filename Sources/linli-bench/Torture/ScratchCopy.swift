import App
import Glibc

/// A scratch database as it was at first (数据库底本), to begin again from.
struct ScratchCopy {
    private let path: String
    private let bytes: [UInt8]

    /// Keeps the database of a folder, which nobody has open.
    init(folder: String) throws {
        path = "\(folder)/linli.db"
        guard let bytes = FileContents.read(path) else { throw BenchFailure.system(path) }
        self.bytes = bytes
    }

    /// Puts it back, without the log of the one before.
    func restore() throws {
        for suffix in ["", "-wal", "-shm"] { unlink(path + suffix) }
        guard FileContents.create(path, bytes) else { throw BenchFailure.system(path) }
    }
}
