import Dispatch
import Synchronization

/// Why a read gave no answer.
package enum ReaderError: Error, Sendable, Equatable {
    /// As many reads wait as the pool allows; try again later.
    case busy
    /// The read ran beyond the time limit and was stopped.
    case tooLong
    /// The pool has stopped.
    case stopped
}

/// A few read-only connections for what would take too long on a loop: reports, exports, exact counts.
///
/// Each read sees one snapshot from its first statement to its end. It runs on a Dispatch thread, so it may block.
package final class ReaderPool: Sendable {
    private typealias Job = @Sendable (Result<Lease, any Error>) -> @Sendable () -> Void

    /// A connection that is lent to one read.
    ///
    /// `@unchecked Sendable` because it is either idle in the pool or in the hands of exactly one read.
    private struct Lease: @unchecked Sendable {
        let connection: Connection
    }

    private struct State {
        var idle: [Lease]
        /// Connections that nobody has needed so far.
        var unopened: Int
        var waiting: [Job] = []
        var isStopped = false
    }

    private let state: Mutex<State>
    private let open: @Sendable () throws -> Lease
    private let threads = DispatchQueue(label: "readers", attributes: .concurrent)
    private let running = DispatchGroup()
    private let waitLimit: Int
    private let timeLimit: UInt64

    /// Opens a connection when as many reads run: each reads the whole schema first, ten milliseconds of a start.
    ///
    /// - Parameters:
    ///   - path: A database file that exists.
    ///   - size: How many reads run at the same time.
    ///   - settings: Sizes and waits of each connection.
    ///   - timeLimit: How long one read may run; its wait for a connection does not count.
    ///   - waitLimit: How many reads may wait for a connection; beyond it they are refused at once.
    package init(
        path: String,
        size: Int,
        settings: ConnectionSettings = .reader,
        timeLimit: Duration,
        waitLimit: Int = 64
    ) {
        open = { Lease(connection: try Connection(path: path, access: .readOnly, settings: settings)) }
        state = Mutex(State(idle: [], unopened: max(size, 1)))
        self.waitLimit = max(waitLimit, 0)
        self.timeLimit = timeLimit.nanoseconds
    }

    /// Runs a read on a connection of the pool, in one snapshot.
    ///
    /// - Throws: What the body throws; `ReaderError.tooLong` when it ran beyond the limit, whatever the body made of
    ///   the interrupt; `ReaderError.busy` and `.stopped` when it was not accepted.
    package nonisolated(nonsending) func read<T: Sendable>(
        _ body: @escaping @Sendable (Connection) throws -> T
    ) async throws -> T {
        let timeLimit = timeLimit
        return try await withCheckedThrowingContinuation { continuation in
            submit { lease in
                let result = Result { try Self.run(body, on: lease.get().connection, within: timeLimit) }
                return { continuation.resume(with: result) }
            }
        }
    }

    /// Refuses new reads and those that wait, lets the running ones end and closes the connections.
    ///
    /// Blocks until that is done; may be called more than once. Not from inside a read.
    package func stop() {
        let refused = state.withLock { state in
            state.isStopped = true
            state.idle = []
            defer { state.waiting = [] }
            return state.waiting
        }
        for job in refused { job(.failure(ReaderError.stopped))() }
        running.wait()
    }

    private func submit(_ job: @escaping Job) {
        enum Turn {
            case now(Lease)
            case opening
            case later
            case never(ReaderError)
        }
        let turn = state.withLock { state -> Turn in
            if state.isStopped { return .never(.stopped) }
            if let lease = state.idle.popLast() {
                running.enter()
                return .now(lease)
            }
            if state.unopened > 0 {
                state.unopened -= 1
                running.enter()
                return .opening
            }
            if state.waiting.count >= waitLimit { return .never(.busy) }
            state.waiting.append(job)
            return .later
        }
        switch turn {
        case .now(let lease): threads.async { self.serve(job, with: lease) }
        case .opening: threads.async { self.serveOpening(job) }
        case .later: break
        case .never(let error): job(.failure(error))()
        }
    }

    /// Runs a read on one more connection; where the system gives none now, it is told why, and a later read tries again.
    private func serveOpening(_ job: @escaping Job) {
        do {
            serve(job, with: try open())
        } catch {
            state.withLock { $0.unopened += 1 }
            running.leave()
            job(.failure(error))()
        }
    }

    /// Runs a read and, on the same thread, those that waited meanwhile.
    private func serve(_ first: @escaping Job, with lease: Lease) {
        var next: Job? = first
        while let job = next {
            let answer = job(.success(lease))
            next = state.withLock { state in
                if state.isStopped { return nil }
                if !state.waiting.isEmpty { return state.waiting.removeFirst() }
                state.idle.append(lease)
                return nil
            }
            // After the connection is free again, so that a caller who reads at once finds it.
            answer()
        }
        running.leave()
    }

    private static func run<T>(
        _ body: (Connection) throws -> T,
        on connection: Connection,
        within limit: UInt64
    ) throws -> T {
        connection.setDeadline(DispatchTime.now().uptimeNanoseconds + limit)
        defer { connection.setDeadline(nil) }
        do {
            return try connection.transaction(.deferred) {
                let result = try body(connection)
                // A body that made something of a stopped statement has only a part of the rows.
                if connection.limit.isPastDeadline { throw ReaderError.tooLong }
                return result
            }
        } catch {
            throw connection.limit.isPastDeadline ? ReaderError.tooLong : error
        }
    }
}

extension Duration {
    /// The duration in nanoseconds; negative ones are none, and none is beyond thirty years, so that a sum cannot overflow.
    var nanoseconds: UInt64 {
        let parts = components
        return UInt64(min(max(parts.seconds, 0), 1_000_000_000)) * 1_000_000_000
            + UInt64(max(parts.attoseconds, 0) / 1_000_000_000)
    }
}
