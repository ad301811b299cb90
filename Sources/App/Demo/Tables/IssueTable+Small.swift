extension IssueTable {
    /// Smaller issues of the invented compounds, completed within the year, most of them without a project of their own.
    static let small = [
        Entry(
            title: "示范新苑中心广场夜间照明",
            text: "中心广场夜间照明不足，商议增设庭院灯及亮灯时段。",
            compound: "示范新苑",
            place: "中心广场",
            session: 0,
            demands: ["示范新苑广场夜间太暗", "建议示范新苑广场增设庭院灯"],
            work: (7, 35)
        ),
        Entry(
            title: "云栖里快递柜位置调整",
            text: "快递柜设在消防通道旁，商议新的位置。",
            compound: "云栖里",
            session: 2,
            demands: ["云栖里快递柜影响通行", "建议云栖里快递柜移位"],
            work: (5, 18)
        ),
        Entry(
            title: "和风雅居环形车道限速",
            text: "环形车道车速偏快，商议设置减速带和警示牌。",
            compound: "和风雅居",
            place: "环形车道",
            session: 4,
            demands: ["和风雅居车道车速过快", "建议和风雅居设置减速带"],
            work: (6, 24)
        ),
        Entry(
            title: "锦绣示范里非机动车棚改造",
            text: "车棚漏雨、车位紧张，商议翻修顶棚并分区停放。",
            compound: "锦绣示范里",
            place: "非机动车棚",
            session: 5,
            demands: ["锦绣示范里车棚漏雨", "锦绣示范里车棚车位紧张"],
            work: (10, 40),
            project: Project(
                name: "非机动车棚翻修",
                quantity: 2,
                unit: "处",
                account: Account(
                    carrier: "锦里物业（演示）",
                    budget: 8_600_000,
                    spent: 8_235_000,
                    objection: ("施工期间电动车没有地方停", "施工分两段进行，北侧空地设临时停放区"),
                    scores: [5, 4, 5, 3, 4, 5]
                )
            )
        ),
        Entry(
            title: "梧桐演示苑口袋公园座椅",
            text: "口袋公园老人较多，商议增设带扶手的座椅。",
            compound: "梧桐演示苑",
            place: "口袋公园",
            session: 7,
            demands: ["梧桐演示苑口袋公园缺少座椅", "建议梧桐演示苑座椅加装扶手"],
            work: (8, 22)
        ),
        Entry(
            title: "示范新苑垃圾分类点位优化",
            text: "两处投放点距离住宅过近，商议合并与移位。",
            compound: "示范新苑",
            session: 9,
            demands: ["示范新苑垃圾投放点离楼太近", "建议示范新苑合并投放点"],
            work: (9, 28)
        ),
        Entry(
            title: "云栖里北大门早高峰疏导",
            text: "上学时段北大门拥堵，商议分时单行和志愿者疏导。",
            compound: "云栖里",
            place: "北大门",
            session: 12,
            demands: ["云栖里北大门早高峰拥堵", "云栖里上学时段行人不安全"],
            work: (12, 15),
            takesSixSteps: true
        ),
        Entry(
            title: "和风雅居健身园地更新",
            text: "健身园地器材老旧，商议更换清单和后续维护。",
            compound: "和风雅居",
            place: "健身园地",
            session: 14,
            demands: ["和风雅居健身器材老旧", "建议和风雅居增加适老器材"],
            work: (12, 38),
            project: Project(
                name: "健身园地器材更新",
                quantity: 8,
                unit: "件",
                account: Account(
                    carrier: "和风物业（演示）",
                    budget: 5_200_000,
                    spent: 5_060_000,
                    objection: ("器材离一楼窗户太近，早晨太吵", "器材整体东移，并设开放时间提示牌"),
                    scores: [4, 5, 4, 5]
                )
            )
        ),
        Entry(
            title: "锦绣示范里文明养犬公约",
            text: "遛犬引发意见较多，商议文明养犬公约和便袋箱点位。",
            compound: "锦绣示范里",
            session: 16,
            demands: ["锦绣示范里遛犬不牵绳", "建议锦绣示范里订立养犬公约"],
            work: (3, 18)
        ),
    ]

    /// Issues that are still on their way at the end of the year.
    static let open = [
        Entry(
            title: "梧桐演示苑东侧步道防滑改造",
            text: "步道雨天湿滑，商议更换防滑地砖。",
            compound: "梧桐演示苑",
            place: "东侧步道",
            session: 19,
            demands: ["梧桐演示苑步道雨天湿滑"],
            work: (15, 120)
        ),
        Entry(
            title: "示范新苑地下车库照明节能改造",
            text: "车库灯具老旧耗电，商议节能改造方案。",
            compound: "示范新苑",
            session: 21,
            demands: ["示范新苑车库照明昏暗"],
            work: (30, 60)
        ),
        Entry(
            title: "云栖里增设儿童活动角",
            text: "亲子家庭较多，商议利用架空层增设儿童活动角。",
            compound: "云栖里",
            session: 24,
            demands: []
        ),
        Entry(
            title: "和风雅居访客车位管理",
            text: "访客车辆占用业主车位，征集管理办法。",
            compound: "和风雅居",
            session: nil,
            demands: ["和风雅居访客车占用车位"]
        ),
        Entry(
            title: "锦绣示范里楼道声控灯更换",
            text: "部分楼道声控灯不灵敏，征集更换意见。",
            compound: "锦绣示范里",
            session: nil,
            demands: []
        ),
    ]
}
