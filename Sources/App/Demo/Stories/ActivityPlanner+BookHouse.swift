import Domain

extension ActivityPlanner {
    /// Three classes a month in the book house.
    mutating func lessons() -> [ActivityPlan] {
        var plans: [ActivityPlan] = []
        for month in 1...12 {
            let first = CivilDate.on(2021, month, 1)
            let firstSaturday = first.advanced(byDays: (6 - first.weekday) %% 7)
            for (number, entry) in LessonTable.all.enumerated() {
                var plan = ActivityPlan(
                    .lesson,
                    entry.title,
                    LessonTable.summary,
                    on: firstSaturday.advanced(byDays: 7 * entry.saturday),
                    start: entry.start,
                    minutes: LessonTable.minutes,
                    attendance: .further(walkIns: chance.integer(0...2), headCount: 0)
                )
                plan.series = number
                plan.theme = .culture
                plan.organizer = OrganizationTable.bookHouse
                plan.venue = VenueTable.bookHouse
                plan.capacity = entry.capacity
                plan.signUps = signUps(
                    entry.ages,
                    partySizes: 1...1,
                    capacity: entry.capacity,
                    isPopular: chance.happens(50)
                )
                plans.append(plan)
            }
        }
        return plans
    }

    /// The book fair of the year, to which people simply come.
    mutating func bookFair() -> ActivityPlan {
        var plan = ActivityPlan(
            .exhibition,
            "国学书籍展览会",
            "一年一度的国学书籍展览，免费参观。",
            on: .on(2021, 10, 16),
            start: 540,
            minutes: 480,
            attendance: .further(walkIns: 40, headCount: 220)
        )
        plan.theme = .culture
        plan.organizer = OrganizationTable.bookHouse
        plan.venue = VenueTable.bookHouse
        return plan
    }
}
