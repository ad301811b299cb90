import CFaultVFS
import Synchronization

/// Every statement that was run on the databases of a folder (语句观察), by whatever connection and command.
///
/// The program knows nothing of it. It lives as long as the process, since connections may.
package final class StatementWatch: Sendable {
    private let seen = Mutex<Set<String>>([])

    /// Begins before the first connection to the folder is opened: those that are open already are not seen.
    package init(_ folder: TemporaryFolder) throws {
        let code = linli_watch_statements(
            folder.path + "/",
            { context, text in
                guard let context, let text else { return }
                let watch = Unmanaged<StatementWatch>.fromOpaque(context).takeUnretainedValue()
                watch.note(String(cString: text))
            },
            Unmanaged.passRetained(self).toOpaque()
        )
        guard code == 0 else { throw TestFailure("statements can not be watched: \(code)") }
    }

    private func note(_ text: String) { seen.withLock { _ = $0.insert(text) } }

    /// The texts since the last time, each once.
    package func take() -> Set<String> {
        seen.withLock { seen in
            defer { seen = [] }
            return seen
        }
    }
}
