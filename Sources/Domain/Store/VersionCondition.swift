/// Which versions of a row the caller is content with (版本条件), as `If-Match` says it: one of these.
package struct VersionCondition: Sendable, Hashable {
    private let allowed: [Int64]

    package init(_ allowed: [Int64]) { self.allowed = allowed }

    package func allows(_ version: Int64) -> Bool { allowed.contains(version) }
}
