import Glibc

/// When an exchange has to be over (截止时刻), on the clock that nobody sets.
struct Deadline: Sendable {
    private let end: Int64

    init(milliseconds: Int64) { end = Self.now() + milliseconds }

    /// What is left, as `poll` takes it.
    var milliseconds: Int32 { Int32(clamping: max(0, end - Self.now())) }

    private static func now() -> Int64 {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
    }
}
