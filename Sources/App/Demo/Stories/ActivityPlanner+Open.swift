import Domain

extension ActivityPlanner {
    /// What is still open for sign-up at the end of the year; two of them for years to come, so that whoever tries the
    /// demonstration later can sign up as well.
    mutating func stillOpen() -> [ActivityPlan] {
        [springCouplets(), lanterns()]
            + [
                longRunning(
                    .voluntaryService,
                    .culture,
                    "书屋志愿者长期招募",
                    OrganizationTable.bookHouse,
                    VenueTable.bookHouse,
                    "晚间和周末协助社区书屋开放，长期有效。"
                ),
                longRunning(
                    .threeSociety,
                    .health,
                    "长期气功晨练",
                    OrganizationTable.qigong,
                    nil,
                    "每天早晨在小区广场晨练，长期有效，随时报名。"
                ),
            ]
    }

    /// More want to come than there is room for.
    private mutating func springCouplets() -> ActivityPlan {
        var plan = ActivityPlan(
            .threeSociety,
            "写春联送祝福",
            "邀请书法爱好者现场书写春联。",
            on: .on(2022, 1, 22),
            start: 840,
            minutes: 120,
            attendance: .notYet
        )
        plan.theme = .culture
        plan.organizer = OrganizationTable.bookHouse
        plan.venue = VenueTable.bookHouse
        plan.capacity = 20
        plan.signUps = signUps(30...75, partySizes: 1...2, capacity: 20, isPopular: true)
        return plan
    }

    private mutating func lanterns() -> ActivityPlan {
        var plan = ActivityPlan(
            .threeSociety,
            "亲子元宵灯笼",
            "亲子共同制作元宵灯笼。",
            on: .on(2022, 1, 29),
            start: 870,
            minutes: 120,
            attendance: .notYet
        )
        plan.theme = .parentChild
        plan.organizer = OrganizationTable.mothers
        plan.venue = VenueTable.station
        plan.capacity = 30
        plan.placesForChildren = 6
        plan.signUps = signUps(30...44, partySizes: 2...3, capacity: 18, isPopular: false)
        return plan
    }

    private mutating func longRunning(
        _ kind: ActivityKind,
        _ theme: ActivityTheme,
        _ title: String,
        _ organizer: String,
        _ venue: String?,
        _ summary: String
    ) -> ActivityPlan {
        var plan = ActivityPlan(kind, title, summary, on: .on(2022, 1, 1), start: 420, minutes: 60, attendance: .notYet)
        plan.end = CommunityTime().instant(.on(2030, 12, 31), hour: 21)
        plan.theme = theme
        plan.organizer = organizer
        plan.venue = venue
        plan.capacity = 30
        plan.isLimitedInTime = false
        plan.signUps = signUps(30...72, partySizes: 1...1, capacity: 12, isPopular: false)
        return plan
    }
}
