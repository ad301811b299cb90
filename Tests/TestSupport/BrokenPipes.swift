import Glibc

/// Writes to somebody who may have gone; the signal of that is held back on this thread, and taken if it came.
///
/// OpenSSL writes without MSG_NOSIGNAL, even while it reads, and a pipe knows no such flag.
package func withoutBrokenPipes<Result>(_ write: () -> Result) -> Result {
    var signals = sigset_t()
    var before = sigset_t()
    sigemptyset(&signals)
    sigaddset(&signals, SIGPIPE)
    pthread_sigmask(SIG_BLOCK, &signals, &before)
    defer {
        var never = timespec()
        sigtimedwait(&signals, nil, &never)
        pthread_sigmask(SIG_SETMASK, &before, nil)
    }
    return write()
}
