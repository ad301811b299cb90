/// Which versions of a row the caller is content with (版本条件), as `If-Match` and `If-None-Match` say it.
package struct VersionCondition: Sendable, Hashable {
    private let allowed: [Int64]?
    private let excluded: [Int64]

    /// One of these, or any for nil; and none of those that are excluded.
    package init(_ allowed: [Int64]?, excluding excluded: [Int64] = []) {
        self.allowed = allowed
        self.excluded = excluded
    }

    package func allows(_ version: Int64) -> Bool {
        !excluded.contains(version) && (allowed?.contains(version) ?? true)
    }
}
