import Glibc

/// State of one loop that work started by the loop reaches from its tasks.
///
/// A task of a loop runs on the loop's thread because it prefers the loop's executor, but the compiler cannot see that.
/// When the loop has ended, its last tasks run elsewhere, and then the state is out of reach.
///
/// It is @unchecked Sendable because the value is touched only after the current thread was found to be the owner's.
final class LoopConfined<Value>: @unchecked Sendable {
    private let owner: pthread_t
    private var value: Value

    /// Binds the value to the current thread.
    init(_ value: Value) {
        owner = pthread_self()
        self.value = value
    }

    /// Lends the value on the owner's thread; elsewhere nothing happens and the answer is nil.
    func withValue<Result>(_ use: (inout Value) -> Result) -> Result? {
        guard pthread_equal(owner, pthread_self()) != 0 else { return nil }
        return use(&value)
    }
}
