/// When communities work and by which numbers (工作日历的存储).
package protocol CalendarRepository {
    /// Throws `not_found` where there is no such community, as does `settings`.
    func calendar(community: Int64) throws -> WorkingCalendar
    func settings(community: Int64) throws -> CommunitySettings
    /// Takes settings in place of those that were there, and tells the audit which of them differ.
    func save(_ settings: CommunitySettings, community: Int64) throws
}

/// The settings of a community as they lie in the store (已存设置).
package struct StoredSettings: Sendable, Hashable {
    package let settings: CommunitySettings
    /// Counts their changes; `If-Match` compares it.
    package let version: Int64

    package init(settings: CommunitySettings, version: Int64) {
        self.settings = settings
        self.version = version
    }
}
