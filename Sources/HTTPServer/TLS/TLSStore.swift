import Synchronization

/// The certificate that new connections get; connections that run keep the one they began with.
final class TLSStore: Sendable {
    private let settings: TLSSettings
    private let context: Mutex<TLSContext>

    init(_ settings: TLSSettings) throws(ServerError) {
        self.settings = settings
        context = Mutex(try TLSContext(settings))
    }

    var current: TLSContext { context.withLock { $0 } }

    /// Reads the files again; when they cannot be used the old certificate stays.
    func reload() throws(ServerError) {
        let old = current
        // Tickets outlive the change, or every client would have to shake hands in full at once.
        let new = try TLSContext(settings, replacing: old)
        context.withLock { $0 = new }
    }
}
