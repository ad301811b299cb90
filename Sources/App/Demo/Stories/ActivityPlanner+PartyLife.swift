import Domain

extension ActivityPlanner {
    /// A theme Party day each month, for members only.
    mutating func partyDays() -> [ActivityPlan] {
        PartyLifeTable.days.enumerated().map { index, title in
            var plan = ActivityPlan(
                .partyDay,
                "主题党日：\(title)",
                "\(PartyPlan.generalBranch)\(index + 1)月主题党日，请党员按时参加。",
                on: .on(2021, index + 1, 16),
                start: 1140,
                minutes: 90,
                attendance: .further(walkIns: chance.integer(2...8), headCount: 0)
            )
            plan.venue = VenueTable.center
            plan.isForPartyMembersOnly = true
            plan.signUps = members(ofBranch: nil, percent: 40)
            return plan
        }
    }

    /// A meeting of each branch in each quarter.
    mutating func partyMeetings() -> [ActivityPlan] {
        var plans: [ActivityPlan] = []
        for (quarter, title) in PartyLifeTable.meetings.enumerated() {
            for (branch, name) in PartyPlan.branches.enumerated() {
                var plan = ActivityPlan(
                    .partyMeeting,
                    "\(name)\(title)",
                    "三会一课：第\(quarter + 1)季度。",
                    on: .on(2021, quarter * 3 + 2, 22 + branch),
                    start: 1140,
                    minutes: 80,
                    attendance: .further(walkIns: 0, headCount: 0)
                )
                plan.branch = branch
                plan.venue = VenueTable.center
                plan.isForPartyMembersOnly = true
                plan.signUps = members(ofBranch: branch, percent: 70)
                plans.append(plan)
            }
        }
        return plans
    }

    /// The alliance with the branches, in the center and online by turns.
    mutating func alliance() -> [ActivityPlan] {
        PartyLifeTable.alliance.enumerated().map { index, title in
            let isOnline = !index.isMultiple(of: 2)
            var plan = ActivityPlan(
                .alliance,
                title,
                "以党群服务中心为阵地，与4个党支部开展\(isOnline ? "线上" : "线下")联盟活动。",
                on: .on(2021, index * 3 + 3, 24),
                start: 870,
                minutes: 90,
                attendance: .further(walkIns: 0, headCount: chance.integer(24...60))
            )
            plan.venue = isOnline ? nil : VenueTable.center
            // A name that can never lead anywhere (RFC 2606).
            plan.onlineURL = isOnline ? "https://linli-demo.invalid/alliance/\(index + 1)" : nil
            return plan
        }
    }

    mutating func voluntaryService() -> [ActivityPlan] {
        PartyLifeTable.service.enumerated().map { index, title in
            var plan = ActivityPlan(
                .voluntaryService,
                title,
                "“我是党员，让我上”：党员志愿先锋队志愿服务，欢迎居民志愿者加入。",
                on: .on(2021, index * 2 + 1, 9),
                start: 480,
                minutes: 180,
                attendance: .further(walkIns: chance.integer(0...6), headCount: 0)
            )
            plan.venue = VenueTable.center
            plan.capacity = 25
            plan.signUps = signUps(24...66, partySizes: 1...1, capacity: 25, isPopular: index == 0)
            return plan
        }
    }
}
