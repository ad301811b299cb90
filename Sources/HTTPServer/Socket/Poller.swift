import CLinux
import Glibc

/// The kernel's list of descriptors that one loop watches.
///
/// Each registration carries a tag that comes back with its events. Readiness is level-triggered: what was not read now
/// is reported again, so that no path has to read until "would block".
struct Poller: ~Copyable {
    private let descriptor: Int32
    private let events: UnsafeMutableBufferPointer<epoll_event>

    init(eventsPerWakeUp: Int) throws(ServerError) {
        descriptor = epoll_create1(Int32(EPOLL_CLOEXEC))
        guard descriptor >= 0 else { throw ServerError(.system(call: "epoll_create1", number: errno)) }
        events = .allocate(capacity: eventsPerWakeUp)
    }

    deinit {
        events.deallocate()
        _ = close(descriptor)
    }

    /// Starts watching; false when the kernel refuses.
    func add(_ watched: Int32, _ interest: Interest, tag: UInt64) -> Bool {
        control(EPOLL_CTL_ADD, watched, interest, tag: tag)
    }

    func change(_ watched: Int32, _ interest: Interest, tag: UInt64) {
        _ = control(EPOLL_CTL_MOD, watched, interest, tag: tag)
    }

    func remove(_ watched: Int32) {
        _ = control(EPOLL_CTL_DEL, watched, [], tag: 0)
    }

    /// Sleeps until something is ready; a negative time-out sleeps for as long as it takes.
    func wait(milliseconds: Int32) -> Int {
        let count = epoll_wait(descriptor, events.baseAddress, Int32(events.count), milliseconds)
        return max(0, Int(count))
    }

    @inline(__always)
    func event(_ index: Int) -> (tag: UInt64, ready: Interest) {
        let event = events[index]
        return (event.data.u64, Interest(rawValue: event.events))
    }

    private func control(_ operation: Int32, _ watched: Int32, _ interest: Interest, tag: UInt64) -> Bool {
        var event = epoll_event(events: interest.rawValue, data: epoll_data_t(u64: tag))
        return epoll_ctl(descriptor, operation, watched, &event) == 0
    }
}

/// What a loop wants to know about a descriptor, and what the kernel says about it.
struct Interest: OptionSet {
    let rawValue: UInt32

    static let readable = Interest(rawValue: EPOLLIN.rawValue)
    static let writable = Interest(rawValue: EPOLLOUT.rawValue)
    /// Both directions are gone, or the connection was reset; reported whether wanted or not.
    static let dead = Interest(rawValue: EPOLLHUP.rawValue | EPOLLERR.rawValue)
    /// Wakes one of the loops that share a listener instead of all of them.
    static let exclusive = Interest(rawValue: EPOLLEXCLUSIVE.rawValue)
}
