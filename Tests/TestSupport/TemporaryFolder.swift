import Glibc
import Synchronization

/// A folder of its own for a test; it goes when its last reference goes, or with the process.
package final class TemporaryFolder: Sendable {
    package let path: String

    // What tests share lives to the end, and nothing is deinitialized there.
    private static let existing = Mutex<Set<String>>([])
    private static let removesAtExit: Bool =
        atexit {
            for path in TemporaryFolder.existing.withLock({ $0 }) { TemporaryFolder.remove(path) }
        } == 0

    package init() throws {
        var template = Array("/tmp/linli-test-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil, Self.removesAtExit else {
            throw TestFailure("no temporary folder: errno \(errno)")
        }
        let path = template.withUnsafeBufferPointer { $0.baseAddress.map { String(cString: $0) } } ?? ""
        Self.existing.withLock { _ = $0.insert(path) }
        self.path = path
    }

    deinit {
        Self.remove(path)
        let path = path
        Self.existing.withLock { _ = $0.remove(path) }
    }

    private static func remove(_ path: String) {
        guard let folder = opendir(path) else { return }
        while let entry = readdir(folder) {
            let name = withUnsafePointer(to: entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name == "." || name == ".." { continue }
            if unlink("\(path)/\(name)") != 0 { remove("\(path)/\(name)") }
        }
        closedir(folder)
        rmdir(path)
    }
}

/// Something that a test needed and did not get.
package struct TestFailure: Error, CustomStringConvertible {
    package let description: String

    package init(_ description: String) { self.description = description }
}
