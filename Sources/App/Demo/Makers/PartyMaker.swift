import Domain

/// Makes the general branch, its branches and members, and says who serves which unit (党组织).
struct PartyMaker: Sendable {
    let territory: TerritoryMaker.Made
    let residents: [Int64]
    let plan: PartyPlan

    struct Made: Sendable {
        var generalBranch: Int64 = 0
        var branches: [Int64] = []
        /// In the order of the plan.
        var members: [Int64] = []
    }

    func make(in transaction: any Transaction) throws -> Made {
        var made = Made()
        made.generalBranch = try organization(.generalBranch, PartyPlan.generalBranch, below: nil, in: transaction)
        for name in PartyPlan.branches {
            made.branches.append(
                try organization(.branch, "国宾社区" + name, below: made.generalBranch, in: transaction)
            )
        }
        for member in plan.members {
            let id = try transaction.insert(draft(of: member, made), scope: .everything)
            made.members.append(id)
            guard let unit = member.servedUnit else { continue }
            try transaction.update(
                Draft(.units, ["party_member_id": .integer(id)]),
                id: territory.units[unit],
                ifVersion: nil,
                scope: .everything
            )
        }
        for (organization, secretary) in zip([made.generalBranch] + made.branches, plan.secretaries) {
            try transaction.update(
                Draft(.partyOrganizations, ["secretary_id": .integer(made.members[secretary])]),
                id: organization,
                ifVersion: nil,
                scope: .everything
            )
        }
        return made
    }

    private func organization(
        _ kind: PartyOrganizationKind,
        _ name: String,
        below parent: Int64?,
        in transaction: any Transaction
    ) throws -> Int64 {
        let draft = Draft(
            .partyOrganizations,
            [
                "community_id": .integer(territory.community), "parent_id": .optional(parent), "kind": .choice(kind),
                "name": .text(name),
            ]
        )
        return try transaction.insert(draft, scope: .everything)
    }

    private func draft(of member: PartyPlan.MemberPlan, _ made: Made) -> Draft {
        Draft(
            .partyMembers,
            [
                "community_id": .integer(territory.community), "branch_id": .integer(made.branches[member.branch]),
                "resident_id": .optional(member.resident.map { residents[$0] }), "name": .text(member.name),
                "sex": .choice(member.sex), "status": .choice(member.status), "joined_on": .day(member.joinedOn),
                "full_on": .optional(member.fullOn?.description), "post": .optional(member.post),
                "in_service": .flag(member.resident == nil), "phone": .optional(member.phone),
            ]
        )
    }
}

extension PartyPlan.MemberPlan {
    var status: PartyMemberStatus { fullOn == nil ? .probationary : .full }
}
