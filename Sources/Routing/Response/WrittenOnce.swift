import Synchronization

/// Bytes that are made when they are first asked for and then kept (首次生成后保留), so that a start does not wait for them.
package final class WrittenOnce: Sendable {
    private let kept = Mutex<[UInt8]?>(nil)
    private let make: @Sendable () -> [UInt8]

    package init(_ make: @escaping @Sendable () -> [UInt8]) {
        self.make = make
    }

    package var bytes: [UInt8] {
        kept.withLock { kept in
            if let kept { return kept }
            let made = make()
            kept = made
            return made
        }
    }
}
