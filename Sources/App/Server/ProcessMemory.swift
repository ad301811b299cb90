import CLinux

/// The memory of the process (进程内存).
package enum ProcessMemory {
    /// Lets all threads take memory from one heap; called before any other begins.
    ///
    /// The heap of a thread of its own grows by a call of the kernel for each page, some nine hundred of them in a start; the few
    /// threads of a server hold most of what they use again themselves, and do not wait for one another.
    package static func share() {
        linli_share_heap()
    }
}
