import CLinux
import Glibc
import Synchronization

/// The HTTP server: it listens, and its loops serve until it is stopped.
package final class Server: Sendable {
    private enum State: Sendable {
        case new
        case running(LoopThreads, [LoopExecutor], TLSStore?)
        case stopped([LoopExecutor])
    }

    private let settings: ServerSettings
    private let makeHandler: @Sendable (Int) throws -> any LoopHandler
    private let clock: @Sendable () -> UInt64
    private let state = Mutex(State.new)
    private let load = ServerLoad()

    /// A server that does not listen yet; `makeHandler` runs once on the thread of each loop.
    package convenience init(
        settings: ServerSettings,
        makeHandler: @escaping @Sendable (_ loop: Int) throws -> any LoopHandler
    ) {
        self.init(settings: settings, clock: Self.monotonicMilliseconds, makeHandler: makeHandler)
    }

    /// A server whose time-outs follow the given clock, in milliseconds.
    init(
        settings: ServerSettings,
        clock: @escaping @Sendable () -> UInt64,
        makeHandler: @escaping @Sendable (_ loop: Int) throws -> any LoopHandler
    ) {
        self.settings = settings
        self.clock = clock
        self.makeHandler = makeHandler
    }

    /// Listens and starts the loops; returns the bound addresses with their real ports.
    ///
    /// It throws a ``ServerError`` when the server cannot listen, or what `makeHandler` threw. A server starts once.
    package func start() throws -> [ListenAddress] {
        let tls = try makeTLS()
        var listeners: [ListenSocket] = []
        do {
            for address in settings.addresses {
                listeners.append(try ListenSocket.open(address, backlog: settings.backlog))
            }
            let executors = try (0..<settings.loops).map { _ in try LoopExecutor() }
            try run(executors, listeners, tls)
        } catch {
            // Once threads exist, the last of their loops closes the listeners.
            if case .new = state.withLock({ $0 }) {
                for listener in listeners {
                    listener.close()
                }
            }
            throw error
        }
        // What starting needed and no longer holds goes back; glibc would keep it for ever.
        _ = malloc_trim(0)
        linli_forget_code()
        return listeners.map(\.address)
    }

    /// Stops the server without losing an answer that it owes.
    ///
    /// What waits in the listen queue and what runs is answered, with `Connection: close`; what rests is closed. After
    /// the grace time the rest is cut off. Stopping twice, or a server that never started, does nothing more.
    package func stop() async {
        let running = state.withLock { state -> (LoopThreads, [LoopExecutor])? in
            guard case .running(let threads, let executors, _) = state else { return nil }
            return (threads, executors)
        }
        guard let (threads, executors) = running else { return }
        for executor in executors {
            executor.stop()
        }
        await threads.waitForEnd()
        state.withLock { $0 = .stopped(executors) }
    }

    /// Reads certificate and key again; new connections get them, those that run keep theirs.
    ///
    /// It throws a ``ServerError`` when the files cannot be used, and then nothing changes. Without TLS it does nothing.
    package func reloadCertificates() throws {
        let tls = state.withLock { state -> TLSStore? in
            guard case .running(_, _, let tls) = state else { return nil }
            return tls
        }
        try tls?.reload()
    }

    private func makeTLS() throws -> TLSStore? {
        if let tls = settings.tls { return try TLSStore(tls) }
        if let address = settings.addresses.first(where: \.isTLS) {
            throw ServerError(.certificate("\(address) needs a certificate and its key"), address)
        }
        return nil
    }

    /// What the server has done and does.
    package var statistics: ServerStatistics {
        let executors = state.withLock { state in
            switch state {
            case .new: [LoopExecutor]()
            case .running(_, let executors, _), .stopped(let executors): executors
            }
        }
        return ServerStatistics(load: load, loops: executors.map(\.counters))
    }

    private func run(_ executors: [LoopExecutor], _ listeners: [ListenSocket], _ tls: TLSStore?) throws {
        let listeners = ListenGroup(listeners, loops: executors.count)
        let threads = LoopThreads(count: executors.count, listeners: listeners)
        state.withLock { state in
            guard case .new = state else { preconditionFailure("A server starts once.") }
            state = .running(threads, executors, tls)
        }
        for index in executors.indices {
            threads.start { [settings, load, clock, makeHandler] in
                let poller = try Poller(eventsPerWakeUp: Loop.eventsPerWakeUp)
                guard poller.add(executors[index].wakeUpDescriptor, .readable, tag: Loop.wakeUpTag) else {
                    throw ServerError(.system(call: "epoll_ctl", number: errno))
                }
                return Loop(
                    settings: settings,
                    listeners: listeners,
                    executor: executors[index],
                    peers: executors,
                    load: load,
                    tls: tls,
                    poller: poller,
                    handler: try makeHandler(index),
                    clock: clock
                )
            }
        }
        do {
            try threads.waitForStart(executors.count)
        } catch {
            for executor in executors {
                executor.stop()
            }
            throw error
        }
    }

    // A coarse clock: a few milliseconds are nothing to a time-out, and reading it costs no call into the kernel.
    private static func monotonicMilliseconds() -> UInt64 {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC_COARSE, &time)
        return UInt64(time.tv_sec) * 1_000 + UInt64(time.tv_nsec) / 1_000_000
    }
}
