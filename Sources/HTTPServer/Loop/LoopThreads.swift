import Dispatch
import Glibc
import Synchronization

/// The threads of one server, from start to end.
final class LoopThreads: Sendable {
    private struct State {
        var running: Int
        var failure: (any Error)?
        var waiters: [CheckedContinuation<Void, Never>] = []
    }

    private let state: Mutex<State>
    private let listeners: ListenGroup
    private let started = DispatchSemaphore(value: 0)

    init(count: Int, listeners: ListenGroup) {
        state = Mutex(State(running: count))
        self.listeners = listeners
    }

    /// Starts one thread that builds its loop and runs it.
    func start(_ makeLoop: @escaping @Sendable () throws -> Loop) {
        let body = ThreadBody { [self] in
            run(makeLoop)
        }
        let argument = Unmanaged.passRetained(body)
        var thread = pthread_t()
        let result = pthread_create(&thread, nil, { ThreadBody.run($0) }, argument.toOpaque())
        if result == 0 {
            pthread_detach(thread)
        } else {
            argument.release()
            report(ServerError(.system(call: "pthread_create", number: result)))
            if listeners.leave() { listeners.close() }
            leave()
        }
    }

    /// Waits until every thread serves or has failed; throws the first failure.
    func waitForStart(_ count: Int) throws {
        for _ in 0..<count {
            started.wait()
        }
        if let failure = state.withLock({ $0.failure }) { throw failure }
    }

    /// Waits until the last thread has ended.
    func waitForEnd() async {
        await withCheckedContinuation { continuation in
            let hasEnded = state.withLock { state in
                if state.running > 0 { state.waiters.append(continuation) }
                return state.running == 0
            }
            if hasEnded { continuation.resume() }
        }
    }

    private func run(_ makeLoop: () throws -> Loop) {
        // sendfile and OpenSSL write without MSG_NOSIGNAL: a client that went away must be an error there, too.
        var signals = sigset_t()
        sigemptyset(&signals)
        sigaddset(&signals, SIGPIPE)
        pthread_sigmask(SIG_BLOCK, &signals, nil)
        do {
            var loop = try makeLoop()
            started.signal()
            loop.run()
        } catch {
            report(error)
            if listeners.leave() { listeners.close() }
        }
        #if DEBUG
        KernelFaults.stop()
        #endif
        leave()
    }

    private func report(_ error: any Error) {
        state.withLock { $0.failure = $0.failure ?? error }
        started.signal()
    }

    private func leave() {
        let waiters = state.withLock { state in
            state.running -= 1
            guard state.running == 0 else { return [CheckedContinuation<Void, Never>]() }
            let waiters = state.waiters
            state.waiters = []
            return waiters
        }
        for waiter in waiters {
            waiter.resume()
        }
    }
}

/// What a thread runs, carried through the one pointer that the system passes on.
private final class ThreadBody: Sendable {
    private let work: @Sendable () -> Void

    init(_ work: @escaping @Sendable () -> Void) {
        self.work = work
    }

    static func run(_ argument: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
        guard let argument else { return nil }
        Unmanaged<ThreadBody>.fromOpaque(argument).takeRetainedValue().work()
        return nil
    }
}
