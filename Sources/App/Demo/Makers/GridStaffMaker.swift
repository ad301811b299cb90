import Domain

/// Puts leaders, workers and volunteers into their grids (网格力量).
struct GridStaffMaker: Sendable {
    let territory: TerritoryMaker.Made
    let members: [Int64]
    let plan: GridStaffPlan
    let principals: [Role: Principal]

    func make(in transaction: any Transaction) throws {
        var (leader, worker) = (principals[.gridLeader]?.accountID, principals[.gridWorker]?.accountID)
        for post in plan.posts {
            // The accounts are those of the first of the first grid, whose names they have.
            var account: Int64?
            if post.grid == 0, post.role == .leader { (account, leader) = (leader, nil) }
            if post.grid == 0, post.role == .fullTime { (account, worker) = (worker, nil) }
            let draft = Draft(
                .gridStaff,
                [
                    "community_id": .integer(territory.community), "grid_id": .integer(territory.grids[post.grid]),
                    "name": .text(post.name), "role": .choice(post.role), "service_phone": .text(post.phone),
                    "party_member_id": .optional(post.member.map { members[$0] }),
                    "account_id": .optional(account),
                    "from_date": .day(post.member == nil ? TerritoryMaker.firstDay : .on(2020, 12, 1)),
                ]
            )
            _ = try transaction.insert(draft, scope: .everything)
        }
    }
}
