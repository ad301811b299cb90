import Domain

/// Puts leaders, workers and volunteers into their grids (网格力量).
struct GridStaffMaker: Sendable {
    let territory: TerritoryMaker.Made
    let members: [Int64]
    let plan: GridStaffPlan

    func make(in transaction: any Transaction) throws {
        for post in plan.posts {
            let draft = Draft(
                .gridStaff,
                [
                    "community_id": .integer(territory.community), "grid_id": .integer(territory.grids[post.grid]),
                    "name": .text(post.name), "role": .choice(post.role), "service_phone": .text(post.phone),
                    "party_member_id": .optional(post.member.map { members[$0] }),
                    "from_date": .day(post.member == nil ? TerritoryMaker.firstDay : .on(2020, 12, 1)),
                ]
            )
            _ = try transaction.insert(draft, scope: .everything)
        }
    }
}
