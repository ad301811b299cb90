import Synchronization

/// The sockets that all loops of a server accept from; they close when the last loop has left.
///
/// While one loop still accepts, the descriptors must live. Once none does, they must not: the kernel would go on to
/// take connections that nobody ever answers.
final class ListenGroup: Sendable {
    let sockets: [ListenSocket]
    private let loops: Mutex<Int>

    init(_ sockets: [ListenSocket], loops: Int) {
        self.sockets = sockets
        self.loops = Mutex(loops)
    }

    /// Says that a loop, or the thread that should have made one, accepts no more; the last one is told so: it looks
    /// into the queues once more, and closes them.
    func leave() -> Bool {
        loops.withLock { loops in
            loops -= 1
            return loops == 0
        }
    }

    func close() {
        for socket in sockets {
            socket.close()
        }
    }
}
