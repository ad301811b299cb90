/// When communities work and by which numbers (工作日历的存储).
package protocol CalendarRepository {
    func calendar(community: Int64) throws -> WorkingCalendar
    func settings(community: Int64) throws -> CommunitySettings
}
