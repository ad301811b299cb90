import CSQLite
import Glibc
import Synchronization

/// The mappings of database files into memory (内存映射), one for each file and all its readers.
///
/// A mapping reaches beyond the end of its file, so that pages written there later appear in it by themselves; who uses it
/// must not look behind the end. It stays as long as any connection of the process has the file open: on closing a
/// descriptor the system drops every lock that the process holds on that file (POSIX fcntl), SQLite's own among them.
enum FileMappings {
    /// Which file it is, under whatever name.
    struct Identity: Hashable {
        let device: UInt
        let number: UInt

        /// The file at a path now; nil when there is none.
        init?(path: UnsafePointer<CChar>) {
            var facts = stat()
            guard stat(path, &facts) == 0 else { return nil }
            self.init(facts)
        }

        fileprivate init(_ facts: stat) {
            device = UInt(facts.st_dev)
            number = UInt(facts.st_ino)
        }
    }

    /// A part of the address space in which a file lies.
    struct Region {
        // A number instead of a pointer, so that it may go from thread to thread.
        fileprivate let start: UInt
        let length: Int

        var base: UnsafeMutableRawPointer? { UnsafeMutableRawPointer(bitPattern: start) }
    }

    private struct File {
        var users = 0
        var descriptor: Int32 = -1
        /// All of them, the largest last: pages of an earlier one may still be in use.
        var regions: [Region] = []
    }

    private static let files = Mutex<[Identity: File]>([:])

    /// Counts a connection that opened the file.
    static func enter(_ file: Identity) {
        files.withLock { $0[file, default: File()].users += 1 }
    }

    /// Counts one that closed it; the last takes the mapping down.
    static func leave(_ file: Identity) {
        files.withLock { files in
            guard var known = files[file] else { return }
            known.users -= 1
            files[file] = known.users == 0 ? nil : known
            guard known.users == 0 else { return }
            // Before anybody else enters, whose locks the closing would drop, too.
            for region in known.regions { munmap(region.base, region.length) }
            if known.descriptor >= 0 { close(known.descriptor) }
        }
    }

    /// A region that holds at least the first `size` bytes; nil where the system does not give one.
    static func region(of file: Identity, path: UnsafePointer<CChar>, size: Int) -> Region? {
        files.withLock { files in
            guard var known = files[file] else { return nil }
            defer { files[file] = known }
            if let region = known.regions.last, region.length >= size { return region }
            if known.descriptor < 0 {
                let descriptor = open(path, O_RDONLY | O_CLOEXEC)
                guard descriptor >= 0 else { return nil }
                known.descriptor = descriptor
            }
            var facts = stat()
            // Another file may have taken the name since.
            guard fstat(known.descriptor, &facts) == 0, Identity(facts) == file else { return nil }
            // Address space, not memory: enough that a growing file is seldom mapped again.
            let length = (max(size * 2, 1 << 30) + 4095) & ~4095
            let start = mmap(nil, length, PROT_READ, MAP_SHARED, known.descriptor, 0)
            guard let start, start != MAP_FAILED else { return nil }
            let region = Region(start: UInt(bitPattern: start), length: length)
            known.regions.append(region)
            return region
        }
    }
}
