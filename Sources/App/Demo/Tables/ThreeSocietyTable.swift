import Domain

/// What the community does together with social organizations and social workers (三社联动表): 98 activities of 2021,
/// in which people took part 4,000 times.
enum ThreeSocietyTable {
    struct Theme: Sendable {
        let theme: ActivityTheme
        let count: Int
        let titles: [String]
        /// What belongs to a month takes the place of the usual ones.
        var seasonal: [Int: String] = [:]
        let organizers: [String]
        /// How many come with one sign-up.
        let partySizes: ClosedRange<Int>
        /// The ages of those who sign up.
        let ages: ClosedRange<Int>
        /// Minutes after midnight at which it begins, and how long it lasts.
        let start: Int
        let minutes: Int
    }

    static let personTimes = 4000

    static let themes = [
        Theme(
            theme: .elderly,
            count: 28,
            titles: ["智能手机课堂", "银龄茶话会", "敬老理发日", "敬老慰问", "老年防诈骗讲座", "银龄合唱练习", "长者生日会", "健康八段锦"],
            seasonal: [10: "重阳敬老慰问"],
            organizers: [OrganizationTable.socialWork, OrganizationTable.qigong],
            partySizes: 1...1,
            ages: 62...90,
            start: 570,
            minutes: 90
        ),
        Theme(
            theme: .children,
            count: 20,
            titles: ["四点半课堂", "周末成长营", "儿童安全小卫士", "童心绘社区", "小小图书管理员", "关爱儿童义剪"],
            seasonal: [7: "快乐暑托班", 8: "快乐暑托班"],
            organizers: [OrganizationTable.socialWork, OrganizationTable.scarves],
            partySizes: 1...2,
            ages: 30...48,
            start: 980,
            minutes: 90
        ),
        Theme(
            theme: .parentChild,
            count: 22,
            titles: ["亲子烘焙", "亲子绘本共读", "亲子运动会", "亲子陶艺", "妈妈经验分享会", "亲子垃圾分类闯关"],
            seasonal: [6: "六一亲子游园"],
            organizers: [OrganizationTable.mothers, OrganizationTable.socialWork],
            partySizes: 2...3,
            ages: 29...45,
            start: 870,
            minutes: 120
        ),
        Theme(
            theme: .science,
            count: 16,
            titles: ["科学小实验", "家庭急救科普", "天文科普讲座", "绿色种植科普", "防灾减灾科普"],
            organizers: [OrganizationTable.science, OrganizationTable.clinic],
            partySizes: 1...2,
            ages: 25...70,
            start: 840,
            minutes: 90
        ),
        Theme(
            theme: .health,
            count: 5,
            titles: ["家门口义诊", "气功健身交流"],
            organizers: [OrganizationTable.clinic, OrganizationTable.qigong],
            partySizes: 1...1,
            ages: 45...85,
            start: 540,
            minutes: 150
        ),
        Theme(
            theme: .law,
            count: 4,
            titles: ["红领巾法治宣传", "民法典进家门"],
            organizers: [OrganizationTable.scarves],
            partySizes: 1...2,
            ages: 28...65,
            start: 600,
            minutes: 60
        ),
        Theme(
            theme: .culture,
            count: 3,
            titles: ["国学经典诵读", "书法体验", "二十四节气讲堂"],
            seasonal: [2: "元宵灯谜会", 6: "端午包粽子", 9: "中秋诗会"],
            organizers: [OrganizationTable.bookHouse],
            partySizes: 1...3,
            ages: 25...80,
            start: 870,
            minutes: 120
        ),
    ]
}
