import Domain

extension ActivityPlanner {
    /// The 98 activities of the article, spread over the year, with person-times that sum to its 4,000.
    mutating func threeSociety() -> [ActivityPlan] {
        let themes = order()
        let attendance = shares(of: ThreeSocietyTable.personTimes, among: themes.count)
        var held = ThreeSocietyTable.themes.map { _ in 0 }
        var plans: [ActivityPlan] = []
        for (number, index) in themes.enumerated() {
            let theme = ThreeSocietyTable.themes[index]
            let date = date(of: number, among: themes.count)
            let title = theme.seasonal[date.month] ?? theme.titles[held[index] % theme.titles.count]
            let organizer = theme.organizers[held[index] % theme.organizers.count]
            held[index] += 1
            var plan = ActivityPlan(
                .threeSociety,
                "\(title)（\(date.month)月）",
                "社区联合社会组织、社工开展的“\(theme.theme.title.chinese)”活动，欢迎居民报名参加。",
                on: date,
                start: theme.start,
                minutes: theme.minutes,
                attendance: .total(attendance[number])
            )
            plan.theme = theme.theme
            plan.organizer = organizer
            plan.venue = theme.theme == .culture ? VenueTable.bookHouse : VenueTable.station
            let capacity = min(attendance[number], chance.integer(15...24))
            plan.capacity = capacity
            plan.signUps = signUps(
                theme.ages,
                partySizes: theme.partySizes,
                capacity: capacity,
                isPopular: chance.happens(30)
            )
            plans.append(plan)
        }
        return plans
    }

    /// Evenly through the year, but for the week of the Spring Festival.
    private func date(of number: Int, among count: Int) -> CivilDate {
        let date = CivilDate.on(2021, 1, 5).advanced(byDays: number * 355 / count)
        let isHoliday = (CivilDate.on(2021, 2, 11)...CivilDate.on(2021, 2, 17)).contains(date)
        return isHoliday ? date.advanced(byDays: 8) : date
    }

    /// The themes in a random order, each as often as the table says.
    private mutating func order() -> [Int] {
        let themes = ThreeSocietyTable.themes.enumerated().flatMap {
            Array(repeating: $0.offset, count: $0.element.count)
        }
        return chance.sample(themes.count, of: themes)
    }

    /// Different numbers of people that make exactly the sum.
    private mutating func shares(of sum: Int, among count: Int) -> [Int] {
        var shares = (0..<count).map { _ in chance.integer(26...56) }
        var rest = sum - shares.reduce(0, +)
        var index = 0
        while rest != 0 {
            let step = rest > 0 ? 1 : -1
            shares[index % count] += step
            rest -= step
            index += 1
        }
        return shares
    }
}
