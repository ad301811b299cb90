import Dispatch

/// Work that blocks, on a thread where nobody waits for it but its caller.
package enum Aside {
    /// Runs a body and returns what it returns.
    package nonisolated(nonsending) static func run<T: Sendable>(
        _ body: @escaping @Sendable () throws -> T
    ) async throws -> T {
        try await withCheckedThrowingContinuation { continuation in
            DispatchQueue.global(qos: .utility).async {
                continuation.resume(with: Result { try body() })
            }
        }
    }
}
