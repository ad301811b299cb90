import Dispatch
import Glibc
import Synchronization

/// What Ctrl-C and SIGTERM must leave tidy (中断): the child is stopped and the scratch folder removed.
enum Interruption {
    private struct Remains {
        var child: pid_t?
        var folder: String?
        var isInterrupted = false
    }

    private static let remains = Mutex(Remains())

    /// Kept for the life of the process; a source that nobody holds hears nothing.
    ///
    /// `nonisolated(unsafe)` because they are made once and never touched again.
    private nonisolated(unsafe) static let sources = [SIGINT, SIGTERM, SIGHUP].map { number in
        signal(number, SIG_IGN)
        let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
        source.setEventHandler {
            tidyUp()
            // 128 and the number: what shells expect of a process that a signal ended.
            exit(128 + number)
        }
        source.resume()
        return source
    }

    /// A folder that only this run uses; it is removed also when the run is interrupted.
    static func makeScratchFolder() throws -> String {
        _ = sources.count
        let base = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
        var template = Array("\(base)/linli-bench-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else {
            throw BenchFailure.system("a scratch folder can not be made in \(base)")
        }
        let folder = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        remains.withLock { $0.folder = folder }
        return folder
    }

    /// Removes the scratch folder, if there is one still.
    static func removeScratchFolder() {
        let folder = remains.withLock { remains in
            defer { remains.folder = nil }
            return remains.folder
        }
        if let folder { remove(folder) }
    }

    /// Names the child that must not outlive this process; nothing when it has ended.
    static func watch(child: pid_t?) {
        _ = sources.count
        remains.withLock { $0.child = child }
    }

    /// Stays here for good when a signal has come.
    ///
    /// The main thread fails as soon as the child is gone from under it; it must not end the process before all is tidy.
    static func waitIfInterrupted() {
        while remains.withLock({ $0.isInterrupted }) { pause() }
    }

    private static func tidyUp() {
        let child = remains.withLock { remains in
            remains.isInterrupted = true
            return remains.child
        }
        if let child {
            kill(child, SIGKILL)
            // Its files are gone from under it only after it has ended. The main thread may have reaped it: also fine.
            var status: Int32 = 0
            waitpid(child, &status, 0)
        }
        removeScratchFolder()
        Terminal.clearProgress()
    }

    /// A data folder is flat.
    private static func remove(_ folder: String) {
        guard let directory = opendir(folder) else { return }
        while let entry = readdir(directory) {
            let name = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
                String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            if name != ".", name != ".." { unlink("\(folder)/\(name)") }
        }
        closedir(directory)
        rmdir(folder)
    }
}
