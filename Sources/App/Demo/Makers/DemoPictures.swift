import Domain

/// The pictures of the demonstration, laid down before its diary is played (示例图片夹).
struct DemoPictures: Sendable {
    /// The signed sheets of the sessions, by their number.
    private(set) var sheets: [Int: KeptFile] = [:]
    /// How it was before and after, by the number of the issue.
    private(set) var works: [Int: (before: KeptFile, after: KeptFile)] = [:]
    /// What shows each milestone, by the number of the issue.
    private(set) var steps: [Int: [KeptFile]] = [:]

    init(keep: @Sendable ([UInt8]) async throws -> KeptFile) async throws {
        var number = 0
        let next = { () -> [UInt8] in
            number += 1
            return DemoPicture(number: number).png
        }
        for session in 0..<SessionCalendar.count where SessionCalendar.date(session) <= DemoCommunity.today {
            sheets[session] = try await keep(next())
        }
        for (number, entry) in IssueTable.all.enumerated() where entry.project != nil && entry.work != nil {
            works[number] = (try await keep(next()), try await keep(next()))
            for _ in DeliberationStory.milestones { steps[number, default: []].append(try await keep(next())) }
        }
    }
}
