import Domain
import Services

/// A young team of an invented compound (培育居民组织): founded, grown by what it does, and recorded at the sub-district.
///
/// What it held lies in the year before, so that the figures of the article stay what they are.
extension OrganizationStory {
    private static let founded = CivilDate.on(2020, 12, 6)
    /// Sundays on which it met.
    private static let meetings = [
        (title: "书画社开笔", day: CivilDate.on(2020, 12, 6), heads: 11), ("冬日写生", .on(2020, 12, 13), 9),
        ("邻里书法交流", .on(2020, 12, 20), 12), ("义写福字", .on(2020, 12, 27), 16),
    ]
    private static let grown = WorkMoment(.on(2020, 12, 29), slot: 1)
    private static let recorded = WorkMoment(.on(2021, 1, 11), slot: 1)
    /// Entrances around the leader's own, all of one compound.
    private static let neighborhood = 12

    /// Twelve grown-ups with a brush, who live around the one that leads them.
    func gatherTeam(into diary: inout Diary) {
        let home = people.units[leader]
        let near = people.people.indices.filter {
            $0 != leader && people.people[$0].age >= 20 && abs(people.units[$0] - home) < Self.neighborhood
        }
        let members =
            [leader] + stride(from: 0, to: near.count, by: max(1, near.count / 11)).prefix(11).map { near[$0] }
        let (service, team) = (organizations, groundwork.organization(OrganizationTable.brushes))
        for (number, position) in members.enumerated() {
            let member = draft(
                .organizationMembers,
                [
                    "organization_id": .integer(team), "resident_id": .integer(groundwork.residents[position]),
                    "role": .choice(number == 0 ? OrganizationRole.leader : .member),
                    "from_date": .day(Self.founded),
                ]
            )
            diary.note(CommunityTime().instant(Self.founded, hour: 13)) { transaction, _ in
                _ = try service.addMember(member, scope: .everything, in: transaction)
            }
        }
    }

    /// Four meetings take it to the stage of growth, and then it is recorded.
    func growTeam(into diary: inout Diary) {
        let (service, activities) = (organizations, activities)
        let (staff, secretary) = (groundwork.principal(.socialWorker), groundwork.principal(.secretary))
        let team = groundwork.organization(OrganizationTable.brushes)
        for meeting in Self.meetings {
            let start = CommunityTime().instant(meeting.day, hour: 14)
            let end = start.advanced(bySeconds: 2 * 3600)
            let draft = draft(
                .activities,
                [
                    "kind": .choice(ActivityKind.lesson), "theme": .choice(ActivityTheme.culture),
                    "title": .text(meeting.title), "organizer_id": .integer(team),
                    "starts_at": .moment(start), "ends_at": .moment(end),
                ]
            )
            let heads = Int64(meeting.heads)
            diary.note(end) { transaction, _ in
                let id = try activities.create(draft, scope: .everything, in: transaction)
                for move in [ActivityMove.publish, .finish(Attendance(walkIns: 0, headCount: heads))] {
                    try activities.move(id, move, by: staff, scope: .everything, in: transaction)
                }
            }
        }
        diary.note(Self.grown.instant) { transaction, _ in
            try service.advance(team, note: "成员 12 人，年内活动 4 场", by: secretary, in: transaction)
        }
        diary.note(Self.recorded.instant) { transaction, _ in
            let record = Draft(.organizations, ["registration": .choice(OrganizationRegistration.recorded)])
            try transaction.update(record, id: team, ifVersion: nil, scope: .everything)
        }
    }
}
