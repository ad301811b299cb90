import Dispatch
import Glibc
import Synchronization

/// Takes lines from the loops and writes them beside them (日志写出), so that a slow reader of the log never stalls a
/// request; beyond a bound lines are dropped and counted.
package final class LineSink: Sendable {
    private let descriptor: Int32
    private let pending = Mutex(Pending())
    private let queue = DispatchQueue(label: "log")

    private struct Pending {
        var bytes: [UInt8] = []
        var isScheduled = false
        var dropped: UInt64 = 0
    }

    /// What waits to be written at most: a reader that is slower than this for long has lost interest.
    private static let limit = 1 << 20

    /// How long the end of the process waits, in milliseconds.
    private static let patience = 1_000

    package init(descriptor: Int32) { self.descriptor = descriptor }

    /// How many lines were dropped so far.
    package var dropped: UInt64 { pending.withLock { $0.dropped } }

    /// Adds a line; `compose` writes it at the end of what waits, so that a line costs no array of its own.
    func append(_ compose: (inout [UInt8]) -> Void) {
        let mustSchedule = pending.withLock { pending -> Bool in
            guard pending.bytes.count < Self.limit else {
                pending.dropped += 1
                return false
            }
            compose(&pending.bytes)
            defer { pending.isScheduled = true }
            return !pending.isScheduled
        }
        if mustSchedule { queue.async { self.drain() } }
    }

    /// Writes what waits, for the end of the process, which does not wait long for a reader that takes nothing.
    package func flush() {
        let done = DispatchSemaphore(value: 0)
        queue.async {
            self.drain()
            done.signal()
        }
        _ = done.wait(timeout: .now() + .milliseconds(Self.patience))
    }

    private func drain() {
        while true {
            let bytes = pending.withLock { pending -> [UInt8] in
                let bytes = pending.bytes
                pending.bytes = []
                pending.isScheduled = !bytes.isEmpty
                return bytes
            }
            if bytes.isEmpty { return }
            write(bytes)
        }
    }

    private func write(_ bytes: [UInt8]) {
        var written = 0
        while written < bytes.count {
            let count = bytes[written...].withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            // Nobody reads any more: the lines are lost, the requests are not.
            guard count > 0 else { return }
            written += count
        }
    }
}
