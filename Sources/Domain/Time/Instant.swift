/// A moment (时刻): UTC milliseconds since 1970.
package struct Instant: Sendable, Hashable, Comparable {
    package let milliseconds: Int64

    package init(milliseconds: Int64) { self.milliseconds = milliseconds }

    package static func < (left: Instant, right: Instant) -> Bool { left.milliseconds < right.milliseconds }

    package func advanced(bySeconds seconds: Int64) -> Instant { Instant(milliseconds: milliseconds + seconds * 1000) }
}

/// The one source of "now"; tests and the demo community inject their own (时钟).
package protocol Clock: Sendable {
    func now() -> Instant
}
