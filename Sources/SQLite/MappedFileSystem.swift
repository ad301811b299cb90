import CSQLite
import Glibc

/// SQLite's own file system with one difference (文件系统): database files are mapped whole, once, and for good.
///
/// The library maps no more than its first 2 GiB (`SQLITE_MAX_MMAP_SIZE` of Debian), and each connection takes its mapping
/// down whenever another one wrote, to fault in every page anew. Here the two calls that lend pages of the mapping are
/// replaced and all others are the library's. A page is lent only if it lies within the file, which shrinks only when no
/// snapshot needs its end any more (SQLite's checkpoint sees to that).
enum MappedFileSystem {
    static let name = "linli-mapped"

    /// Makes it known to the library under its name; once.
    static func register() -> Bool {
        guard let original = sqlite3_vfs_find(nil) else { return false }
        let system = UnsafeMutablePointer<sqlite3_vfs>.allocate(capacity: 1)
        system.initialize(to: original.pointee)
        system.pointee.pNext = nil
        system.pointee.zName = UnsafePointer(strdup(name))
        system.pointee.pAppData = UnsafeMutableRawPointer(original)
        system.pointee.szOsFile = Int32(OpenFile.offset(in: original) + MemoryLayout<OpenFile>.size)
        system.pointee.xOpen = { system, path, file, flags, outFlags in
            OpenFile.open(system, path, file, flags, outFlags)
        }
        return sqlite3_vfs_register(system, 0) == SQLITE_OK
    }
}

/// What is known of a file that a connection has open; it lies behind the library's own record of it.
private struct OpenFile {
    /// The library's calls, but for three; the library's record points here.
    var calls: sqlite3_io_methods
    let original: UnsafePointer<sqlite3_io_methods>
    let identity: FileMappings.Identity
    let path: UnsafePointer<CChar>
    var base: UnsafeMutableRawPointer?
    /// How many bytes of the file are known to exist and to be mapped.
    var known = 0

    /// How far SQLite may read behind a damaged record at the end of a page.
    private static var slack: Int { 256 }

    static func offset(in original: UnsafePointer<sqlite3_vfs>) -> Int {
        (Int(original.pointee.szOsFile) + 15) & ~15
    }

    static func open(
        _ system: UnsafeMutablePointer<sqlite3_vfs>?,
        _ path: UnsafePointer<CChar>?,
        _ file: UnsafeMutablePointer<sqlite3_file>?,
        _ flags: Int32,
        _ outFlags: UnsafeMutablePointer<Int32>?
    ) -> Int32 {
        guard
            let file,
            let original = system?.pointee.pAppData?.assumingMemoryBound(to: sqlite3_vfs.self),
            let open = original.pointee.xOpen
        else { return SQLITE_CANTOPEN }
        let code = open(original, path, file, flags, outFlags)
        guard
            code == SQLITE_OK, flags & SQLITE_OPEN_MAIN_DB != 0,
            let path, let methods = file.pointee.pMethods, methods.pointee.iVersion >= 3,
            let identity = FileMappings.Identity(path: path)
        else { return code }
        FileMappings.enter(identity)
        var record = OpenFile(calls: methods.pointee, original: methods, identity: identity, path: path)
        record.calls.xFetch = { OpenFile.fetch($0, $1, $2, $3) }
        record.calls.xUnfetch = { file, _, page in OpenFile.giveBack(file, page) }
        record.calls.xClose = { OpenFile.close($0) }
        let place = UnsafeMutableRawPointer(file).advanced(by: offset(in: original))
        let bound = place.bindMemory(to: OpenFile.self, capacity: 1)
        bound.initialize(to: record)
        file.pointee.pMethods = UnsafeRawPointer(bound).assumingMemoryBound(to: sqlite3_io_methods.self)
        return code
    }

    /// The record of a file: the calls that its first word points at are the record's first part.
    @inline(__always)
    private static func record(of file: UnsafeMutablePointer<sqlite3_file>) -> UnsafeMutablePointer<OpenFile>? {
        guard let methods = file.pointee.pMethods else { return nil }
        return UnsafeMutableRawPointer(mutating: UnsafeRawPointer(methods)).assumingMemoryBound(to: OpenFile.self)
    }

    /// Lends a part of the file, or nothing: then the library reads it into its cache.
    private static func fetch(
        _ file: UnsafeMutablePointer<sqlite3_file>?,
        _ offset: sqlite3_int64,
        _ count: Int32,
        _ lent: UnsafeMutablePointer<UnsafeMutableRawPointer?>?
    ) -> Int32 {
        guard let file, let lent, let record = record(of: file) else { return SQLITE_OK }
        lent.pointee = nil
        let end = Int(offset) + Int(count) + slack
        if end > record.pointee.known, !grow(file, record, end) { return SQLITE_OK }
        lent.pointee = record.pointee.base?.advanced(by: Int(offset))
        return SQLITE_OK
    }

    /// Takes a page back; without one the library says that the database was changed, and the file may be shorter now.
    private static func giveBack(
        _ file: UnsafeMutablePointer<sqlite3_file>?,
        _ page: UnsafeMutableRawPointer?
    ) -> Int32 {
        if page == nil, let file { record(of: file)?.pointee.known = 0 }
        return SQLITE_OK
    }

    private static func grow(
        _ file: UnsafeMutablePointer<sqlite3_file>,
        _ record: UnsafeMutablePointer<OpenFile>,
        _ end: Int
    ) -> Bool {
        var size: sqlite3_int64 = 0
        guard
            let fileSize = record.pointee.original.pointee.xFileSize, fileSize(file, &size) == SQLITE_OK,
            size >= end,
            let region = FileMappings.region(
                of: record.pointee.identity,
                path: record.pointee.path,
                size: Int(size)
            )
        else { return false }
        record.pointee.base = region.base
        record.pointee.known = Int(size)
        return true
    }

    private static func close(_ file: UnsafeMutablePointer<sqlite3_file>?) -> Int32 {
        guard let file, let record = record(of: file) else { return SQLITE_OK }
        let identity = record.pointee.identity
        let original = record.pointee.original
        file.pointee.pMethods = original
        let code = original.pointee.xClose.map { $0(file) } ?? SQLITE_OK
        FileMappings.leave(identity)
        return code
    }
}
