import Domain

/// The two honours of the article (荣誉); it names no issuer beyond the city.
struct HonourStory {
    let groundwork: Groundwork

    func write(into diary: inout Diary) {
        for (name, recipient) in Self.honours {
            let draft = Draft(
                .honours,
                [
                    "community_id": groundwork.community, "name": .text(name), "issuer": .text("常州市（据公开报道）"),
                    "recipient": .text(recipient), "year": .integer(2021),
                ]
            )
            diary.note(WorkMoment(.on(2021, 12, 24), slot: 1).instant) { transaction, _ in
                _ = try transaction.insert(draft, scope: .everything)
            }
        }
    }

    private static let honours = [
        ("常州市五星级社区党组织", PartyPlan.generalBranch),
        ("常州市社区党群服务中心“点亮工程”示范阵地", "国宾社区党群服务中心"),
    ]
}
