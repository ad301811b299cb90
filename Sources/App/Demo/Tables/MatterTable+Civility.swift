import Domain

extension MatterTable {
    /// The matters of 文明创建.
    static let civility = [
        Matter(
            .civility,
            .patrol,
            "{小区}{楼}{单元}楼道堆放杂物",
            "巡查发现{楼}{单元}一楼至二楼楼道堆放纸箱、旧家具，占用疏散通道。",
            "已入户劝导并协助清理，楼道恢复畅通，已提醒邻里互相监督。",
            at: .unit,
            by: .grid,
            weight: 9
        ),
        Matter(
            .civility,
            .patrol,
            "{小区}{楼}{单元}门口电瓶车乱停",
            "{单元}门口停放电瓶车六辆，影响老人和婴儿车出入。",
            "已通知车主挪至非机动车停放区，地面补画停车线。",
            at: .unit,
            by: .grid,
            weight: 9
        ),
        Matter(
            .civility,
            .complaint,
            "{小区}{楼}旁垃圾分类点有异味",
            "{楼}旁垃圾分类投放点清运不及时，气温高时异味明显。",
            "已调整清运为每日两次，并对投放点冲洗消杀。",
            at: .building,
            by: .property,
            weight: 7,
            months: [5, 6, 7, 8, 9]
        ),
        Matter(
            .civility,
            .patrol,
            "{小区}{部位}出现小广告",
            "{部位}附近墙面和灯杆张贴小广告十余处。",
            "已组织志愿者清除并涂刷覆盖。",
            at: .place,
            by: .grid,
            weight: 6
        ),
        Matter(
            .civility,
            .suggestion,
            "建议{小区}增设宠物便袋箱",
            "{小区}养犬居民较多，建议在{部位}增设便袋箱并加强文明养犬宣传。",
            "已在{部位}增设便袋箱一处，结合宣传月发放倡议书。",
            at: .place,
            by: .property,
            weight: 4
        ),
        Matter(
            .civility,
            .complaint,
            "{小区}{楼}前绿地被占用种菜",
            "有人在{楼}前公共绿地种菜，影响环境。",
            "已与当事人沟通，自行清除并由物业补种草皮。",
            at: .building,
            by: .property,
            weight: 4,
            months: [3, 4, 5, 9, 10]
        ),
    ]
}
