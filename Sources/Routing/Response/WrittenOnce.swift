import Synchronization

/// What is made when it is first asked for and then kept (首次生成后保留), so that a start does not wait for it.
package final class WrittenOnce<Made: Sendable>: Sendable {
    private let kept = Mutex<Made?>(nil)
    private let make: @Sendable () -> Made

    package init(_ make: @escaping @Sendable () -> Made) {
        self.make = make
    }

    package var made: Made {
        kept.withLock { kept in
            if let kept { return kept }
            let made = make()
            kept = made
            return made
        }
    }
}
