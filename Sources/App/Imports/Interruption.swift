import Dispatch
import Glibc
import Synchronization

/// Whether somebody wants a long command to stop (中断): Ctrl-C or SIGTERM ask, the command leaves all as it was and ends.
package final class Interruption: Sendable {
    private let flag = Atomic(false)
    /// Asks whether whoever wants the work has gone.
    private let isGone: @Sendable () -> Bool

    package init() { isGone = { false } }

    init(isGone: @escaping @Sendable () -> Bool) { self.isGone = isGone }

    package var isAsked: Bool {
        if flag.load(ordering: .relaxed) { return true }
        guard isGone() else { return false }
        ask()
        return true
    }

    package func ask() { flag.store(true, ordering: .relaxed) }

    /// Hears the signals as long as work goes on.
    func listening<Result>(to work: () async throws -> Result) async rethrows -> Result {
        let sources = [SIGINT, SIGTERM].map { number in
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            source.setEventHandler { [self] in ask() }
            source.resume()
            return source
        }
        defer {
            for source in sources { source.cancel() }
            // What was asked to stop is ending: whoever presses the keys once more is not to break off its last words.
            if !flag.load(ordering: .relaxed) {
                for number in [SIGINT, SIGTERM] { signal(number, SIG_DFL) }
            }
        }
        return try await work()
    }
}
