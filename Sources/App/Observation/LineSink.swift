import Dispatch
import Glibc
import JSON
import Synchronization

/// Takes lines from the loops and writes them beside them (日志写出), so that a slow reader of the log never stalls a
/// request; beyond a bound lines are dropped and counted.
package final class LineSink: Sendable {
    private let descriptor: Int32
    private let pending = Mutex(Pending())
    private let queue = DispatchQueue(label: "log")

    private struct Pending: ~Copyable {
        var bytes = LineSink.empty
        /// Whether a time is set at which they are written, and whether they are not to wait for it.
        var isTimed = false
        var isUrgent = false
        var dropped: UInt64 = 0
    }

    /// What waits to be written at most: a reader that is slower than this for long has lost interest.
    private static let limit = 1 << 20

    /// So many bytes are written at once; fewer wait for company, in milliseconds, since waking a thread for a line or two
    /// costs more than a short request does.
    private static let batch = 1 << 15
    private static let pause = 50

    private static var empty: ByteWriter { ByteWriter(capacity: batch + 4096) }

    /// How long the end of the process waits, in milliseconds.
    private static let patience = 1_000

    package init(descriptor: Int32) { self.descriptor = descriptor }

    /// How many lines were dropped so far.
    package var dropped: UInt64 { pending.withLock { $0.dropped } }

    /// Adds a line; `compose` writes it at the end of what waits, so that a line costs no memory of its own.
    func append(_ compose: (inout ByteWriter) -> Void) {
        let (setsTime, isUrgent) = pending.withLock { pending -> (Bool, Bool) in
            guard pending.bytes.count < Self.limit else {
                pending.dropped += 1
                return (false, false)
            }
            compose(&pending.bytes)
            if pending.isUrgent { return (false, false) }
            pending.isUrgent = pending.bytes.count >= Self.batch
            defer { pending.isTimed = pending.isTimed || !pending.isUrgent }
            return (!pending.isUrgent && !pending.isTimed, pending.isUrgent)
        }
        if isUrgent { queue.async { self.drain() } }
        if setsTime {
            queue.asyncAfter(deadline: .now() + .milliseconds(Self.pause)) {
                self.pending.withLock { $0.isTimed = false }
                self.drain()
            }
        }
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
        var taken = Self.empty
        pending.withLock { pending in
            swap(&taken, &pending.bytes)
            pending.isUrgent = false
        }
        taken.withBytes(write)
    }

    private func write(_ bytes: UnsafeRawBufferPointer) {
        var written = 0
        while written < bytes.count {
            let rest = UnsafeRawBufferPointer(rebasing: bytes[written...])
            let count = Glibc.write(descriptor, rest.baseAddress, rest.count)
            if count < 0, errno == EINTR { continue }
            // Nobody reads any more: the lines are lost, the requests are not.
            guard count > 0 else { return }
            written += count
        }
    }
}
